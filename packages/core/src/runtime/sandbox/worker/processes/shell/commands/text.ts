import {exitCodes, type Process} from '../../process.js';
import type {ShellHost} from '../shell.js';
import {type FileCommand, linesOf, readTexts, splitFlags, takeCount} from './arguments.js';

const cat: FileCommand = async (process, host) => {
  const {texts, code} = await readTexts(process, host, splitFlags(process.args).operands);
  for (const {text} of texts) process.write(text);
  return code;
};

/** `head` and `tail`. */
function cut(take: (lines: string[], count: number) => string[]): FileCommand {
  return async (process, host) => {
    const {count, rest} = takeCount(process.args, 10);
    const {texts, code} = await readTexts(process, host, splitFlags(rest).operands);
    for (const {name, text} of texts) {
      if (texts.length > 1) process.write(`==> ${name} <==\n`);
      process.write(
        take(linesOf(text), count)
          .map((line) => `${line}\n`)
          .join(''),
      );
    }
    return code;
  };
}

const wc: FileCommand = async (process, host) => {
  const {flags, operands} = splitFlags(process.args);
  const {texts, code} = await readTexts(process, host, operands);
  for (const {name, text} of texts) {
    const counts = {
      l: text.split('\n').length - 1,
      w: text.split(/\s+/).filter(Boolean).length,
      c: text.length,
    };
    const shown = Object.entries(counts).filter(([flag]) => flags.size === 0 || flags.has(flag));
    process.write(`${[...shown.map(([, count]) => count), ...(name === '-' ? [] : [name])].join(' ')}\n`);
  }
  return code;
};

const grep: FileCommand = async (process, host) => {
  const {flags, operands} = splitFlags(process.args);
  const [pattern, ...names] = operands;
  if (pattern === undefined) {
    process.writeError('grep: a pattern is missing\n');
    return exitCodes.misuse;
  }
  const source = flags.has('F') ? pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : pattern;
  const expression = new RegExp(source, flags.has('i') ? 'i' : '');
  const isRecursive = flags.has('r') || flags.has('R');
  const {texts} = await readTexts(process, host, isRecursive ? filesBelow(process, host, names) : names);
  let matches = 0;
  for (const {name, text} of texts) {
    const label = texts.length > 1 || isRecursive ? `${name}:` : '';
    const found = linesOf(text)
      .map((line, index) => ({line, number: index + 1}))
      .filter(({line}) => expression.test(line) !== flags.has('v'));
    matches += found.length;
    if (flags.has('q')) continue;
    if (flags.has('l')) process.write(found.length > 0 ? `${name}\n` : '');
    else if (flags.has('c')) process.write(`${label}${found.length}\n`);
    else
      for (const {line, number} of found)
        process.write(`${label}${flags.has('n') ? `${number}:` : ''}${line}\n`);
  }
  return matches > 0 ? exitCodes.success : exitCodes.failure;
};

function filesBelow({cwd}: Process, {files}: ShellHost, names: readonly string[]): string[] {
  const prefix = cwd === '/' ? '/' : `${cwd}/`;
  return files
    .paths()
    .filter((path) => path.startsWith(prefix) && !path.includes('/node_modules/'))
    .map((path) => path.slice(prefix.length))
    .filter(
      (path) =>
        names.length === 0 ||
        names.some(
          (name) =>
            name === '.' ||
            path === name ||
            path.startsWith(`${name.replace(/^\.\//, '').replace(/\/$/, '')}/`),
        ),
    );
}

/** `sort` and `uniq`: all lines at once. */
function rearrange(change: (lines: string[], flags: Set<string>) => string[]): FileCommand {
  return async (process, host) => {
    const {flags, operands} = splitFlags(process.args);
    const {texts, code} = await readTexts(process, host, operands);
    const lines = texts.flatMap(({text}) => linesOf(text));
    process.write(
      change(lines, flags)
        .map((line) => `${line}\n`)
        .join(''),
    );
    return code;
  };
}

function sorted(lines: string[], flags: Set<string>): string[] {
  const compare = flags.has('n')
    ? (a: string, b: string) => Number.parseFloat(a) - Number.parseFloat(b)
    : undefined;
  const result = [...lines].sort(compare);
  if (flags.has('r')) result.reverse();
  return flags.has('u') ? [...new Set(result)] : result;
}

function withoutRepeats(lines: string[], flags: Set<string>): string[] {
  const groups: {line: string; count: number}[] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last?.line === line) last.count++;
    else groups.push({line, count: 1});
  }
  return groups.map(({line, count}) => (flags.has('c') ? `${String(count).padStart(7)} ${line}` : line));
}

/** `s/pattern/replacement/flags`, the one use of sed that scripts make of it. */
const sed: FileCommand = async (process, host) => {
  const [script = '', ...names] = splitFlags(process.args).operands;
  const [, , pattern, replacement, letters] =
    /^s(.)((?:\\.|(?!\1).)*)\1((?:\\.|(?!\1).)*)\1([gi]*)$/.exec(script) ?? [];
  if (pattern === undefined) {
    process.writeError('sed: only s/pattern/replacement/ is understood here\n');
    return exitCodes.misuse;
  }
  const expression = new RegExp(pattern, letters);
  const {texts, code} = await readTexts(process, host, names);
  for (const {text} of texts) {
    for (const line of linesOf(text)) {
      process.write(
        `${line.replace(expression, replacement!.replace(/\\(\d)/g, '$$$1').replace(/&/g, '$$&'))}\n`,
      );
    }
  }
  return code;
};

export const textCommands: Record<string, FileCommand> = {
  cat,
  head: cut((lines, count) => lines.slice(0, count)),
  tail: cut((lines, count) => (count === 0 ? [] : lines.slice(-count))),
  wc,
  grep,
  sed,
  sort: rearrange(sorted),
  uniq: rearrange(withoutRepeats),
};
