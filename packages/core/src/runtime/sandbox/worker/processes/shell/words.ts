import {type CommandList, ShellSyntaxError, type Word, type WordPart} from './syntax.js';

type ParseList = (source: string) => CommandList;

/** Reads the word that begins at `start`: letters, quotes, variables and commands up to a blank or an operator. */
export function readWord(source: string, start: number, parse: ParseList): {word: Word; end: number} {
  const word: Word = [];
  let at = start;
  const text = (value: string, isQuoted: boolean) => {
    const last = word.at(-1);
    if (last?.kind === 'text' && last.isQuoted === isQuoted) last.text += value;
    else word.push({kind: 'text', text: value, isQuoted});
  };
  while (at < source.length && !/[\s;&|<>()]/.test(source[at]!)) {
    const letter = source[at]!;
    if (letter === "'") {
      const end = source.indexOf("'", at + 1);
      if (end < 0) throw new ShellSyntaxError("A closing ' is missing.", true);
      text(source.slice(at + 1, end), true);
      at = end + 1;
    } else if (letter === '"') {
      const end = readDoubleQuoted(source, at + 1, word, parse);
      at = end;
    } else if (letter === '\\') {
      // At the end of a line it joins the next to it.
      if (source[at + 1] !== '\n') text(source[at + 1] ?? '', true);
      at += 2;
    } else if (letter === '$' || letter === '`') {
      const {part, end} = readExpansion(source, at, false, parse);
      word.push(part);
      at = end;
    } else {
      text(letter, false);
      at++;
    }
  }
  return {word, end: at};
}

/** @returns the offset after the closing quote */
function readDoubleQuoted(source: string, start: number, word: Word, parse: ParseList): number {
  let at = start;
  let text = '';
  const flush = () => {
    word.push({kind: 'text', text, isQuoted: true});
    text = '';
  };
  while (at < source.length && source[at] !== '"') {
    if (source[at] === '\\' && /["\\$`\n]/.test(source[at + 1] ?? '')) {
      text += source[at + 1] === '\n' ? '' : source[at + 1];
      at += 2;
    } else if (source[at] === '$' || source[at] === '`') {
      flush();
      const {part, end} = readExpansion(source, at, true, parse);
      word.push(part);
      at = end;
    } else text += source[at++];
  }
  if (at >= source.length) throw new ShellSyntaxError('A closing " is missing.', true);
  flush();
  return at + 1;
}

function readExpansion(
  source: string,
  start: number,
  isQuoted: boolean,
  parse: ParseList,
): {part: WordPart; end: number} {
  const rest = source.slice(start);
  if (rest.startsWith('`')) {
    const end = source.indexOf('`', start + 1);
    if (end < 0) throw new ShellSyntaxError('A closing ` is missing.', true);
    return {part: {kind: 'command', list: parse(source.slice(start + 1, end)), isQuoted}, end: end + 1};
  }
  if (rest.startsWith('$(')) {
    const end = closingParenthesis(source, start + 1);
    return {part: {kind: 'command', list: parse(source.slice(start + 2, end)), isQuoted}, end: end + 1};
  }
  const braced = /^\$\{([A-Za-z_]\w*|[?#@*\d])(?::?-([^}]*))?\}/.exec(rest);
  const plain = /^\$([A-Za-z_]\w*|[?#@*$\d])/.exec(rest);
  const match = braced ?? plain;
  if (!match) return {part: {kind: 'text', text: '$', isQuoted}, end: start + 1};
  return {
    part: {kind: 'variable', name: match[1]!, fallback: match[2], isQuoted},
    end: start + match[0].length,
  };
}

function closingParenthesis(source: string, open: number): number {
  let depth = 0;
  let quote = '';
  for (let at = open; at < source.length; at++) {
    const letter = source[at]!;
    if (quote) quote = letter === quote ? '' : quote;
    else if (letter === "'" || letter === '"') quote = letter;
    else if (letter === '(') depth++;
    else if (letter === ')' && --depth === 0) return at;
  }
  throw new ShellSyntaxError('A closing ) is missing.', true);
}
