import {globExpression} from '../../files/glob.js';
import {normalizePath} from '../../files/paths.js';
import type {CommandList, Word} from './syntax.js';

export interface ExpansionScope {
  /** The value of a variable, or undefined where it is not set. */
  variable: (name: string) => string | undefined;
  /** What a command writes, without the newlines at its end. */
  output: (list: CommandList) => Promise<string>;
  cwd: string;
  /** Every file and folder of the project. */
  paths: () => readonly string[];
}

interface Piece {
  text: string;
  isQuoted: boolean;
}

/** The words that one word means: variables filled in, split at blanks, file names matched. */
export async function expandWord(word: Word, scope: ExpansionScope): Promise<string[]> {
  const fields = splitFields(await pieces(word, scope));
  return fields.flatMap((field) => braces(field)).flatMap((field) => matchFiles(field, scope));
}

/** A word that stays one: a file name, or the value of a variable. */
export async function expandText(word: Word, scope: ExpansionScope): Promise<string> {
  return (await pieces(word, scope)).map(({text}) => text).join('');
}

async function pieces(word: Word, scope: ExpansionScope): Promise<Piece[]> {
  const expanded: (Piece & {isSplit: boolean})[] = [];
  for (const [index, part] of word.entries()) {
    const {isQuoted} = part;
    if (part.kind === 'text') {
      const isHome = index === 0 && !isQuoted && /^~(?=\/|$)/.test(part.text);
      const text = isHome ? part.text.replace('~', scope.variable('HOME') ?? '/') : part.text;
      expanded.push({text, isQuoted, isSplit: false});
    } else if (part.kind === 'variable') {
      const value = scope.variable(part.name);
      const text = value === undefined || value === '' ? (part.fallback ?? '') : value;
      expanded.push({text, isQuoted, isSplit: !isQuoted});
    } else expanded.push({text: await scope.output(part.list), isQuoted, isSplit: !isQuoted});
  }
  // Blanks that came out of a variable separate words; those that were written do so already.
  return expanded.map(({text, isQuoted, isSplit}) => ({
    text: isSplit ? text.replace(/\s+/g, separator) : text,
    isQuoted,
  }));
}

const separator = '\u0000';

function splitFields(parts: readonly Piece[]): Piece[][] {
  const fields: Piece[][] = [[]];
  for (const {text, isQuoted} of parts) {
    const [first = '', ...others] = isQuoted ? [text] : text.split(separator);
    if (first !== '' || isQuoted) fields.at(-1)!.push({text: first, isQuoted});
    for (const other of others) fields.push(other === '' ? [] : [{text: other, isQuoted}]);
  }
  return fields.filter((field) => field.length > 0);
}

/** `{a,b}` gives a word for each. */
function braces(field: Piece[]): Piece[][] {
  const index = field.findIndex(({text, isQuoted}) => !isQuoted && /\{[^{}]*,[^{}]*\}/.test(text));
  if (index < 0) return [field];
  const {text} = field[index]!;
  const [whole, inside] = /\{([^{}]*,[^{}]*)\}/.exec(text)!;
  return inside!
    .split(',')
    .flatMap((choice) => braces(field.with(index, {text: text.replace(whole, choice), isQuoted: false})));
}

function matchFiles(field: readonly Piece[], {cwd, paths}: ExpansionScope): string[] {
  const text = field.map((piece) => piece.text).join('');
  if (!field.some((piece) => !piece.isQuoted && /[*?]/.test(piece.text))) return [text];
  const pattern = globExpression(normalizePath(text, cwd));
  const isAbsolute = text.startsWith('/');
  const prefix = cwd === '/' ? '/' : `${cwd}/`;
  const matches = paths()
    .filter(
      (path) => pattern.test(path) && (text.includes('/.') || !/\/\./.test(path.slice(prefix.length - 1))),
    )
    .map((path) => (isAbsolute || !path.startsWith(prefix) ? path : path.slice(prefix.length)))
    .sort();
  return matches.length > 0 ? matches : [text];
}
