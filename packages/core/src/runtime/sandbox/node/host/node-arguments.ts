export interface NodeArguments {
  /** The script, as written. */
  file: string | undefined;
  /** `-e` or `-p`. */
  code: string | undefined;
  isPrinted: boolean;
  isTest: boolean;
  isWatching: boolean;
  isVersionAsked: boolean;
  /** `-r` and `--import`. */
  preloads: string[];
  envFiles: string[];
  /** What follows the script: for the program. */
  args: string[];
  /** What stands before it: `process.execArgv`. */
  execArgs: string[];
}

const valued: Record<string, string> = {
  '-e': 'eval',
  '--eval': 'eval',
  '-p': 'print',
  '--print': 'print',
  '-pe': 'print',
  '-r': 'preload',
  '--require': 'preload',
  '--import': 'preload',
  '--env-file': 'env',
  '--env-file-if-exists': 'env',
  '--loader': 'ignored',
  '--experimental-loader': 'ignored',
  '--test-name-pattern': 'ignored',
  '--test-reporter': 'ignored',
  '--conditions': 'ignored',
  '-C': 'ignored',
};

/** The words after `node`. Flags that only concern Node's own engine are accepted and do nothing. */
export function parseNodeArguments(words: readonly string[]): NodeArguments {
  const parsed: NodeArguments = {
    file: undefined,
    code: undefined,
    isPrinted: false,
    isTest: false,
    isWatching: false,
    isVersionAsked: false,
    preloads: [],
    envFiles: [],
    args: [],
    execArgs: [],
  };
  let at = 0;
  for (; at < words.length && words[at]!.startsWith('-') && words[at] !== '-'; at++) {
    const word = words[at]!;
    if (word === '--') {
      at++;
      break;
    }
    const [name = '', inline] = word.startsWith('--') ? splitOnce(word) : [word];
    const kind = valued[name];
    parsed.execArgs.push(word);
    if (kind !== undefined) {
      const value = inline ?? words[++at] ?? '';
      if (inline === undefined) parsed.execArgs.push(value);
      take(parsed, kind, value);
    } else if (name === '--test') parsed.isTest = true;
    else if (name === '--watch') parsed.isWatching = true;
    else if (name === '-v' || name === '--version') parsed.isVersionAsked = true;
  }
  const rest = words.slice(at);
  if (parsed.code !== undefined || parsed.isTest) parsed.args = rest;
  else [parsed.file, ...parsed.args] = rest;
  return parsed;
}

function take(parsed: NodeArguments, kind: string, value: string): void {
  if (kind === 'eval' || kind === 'print') parsed.code = value;
  if (kind === 'print') parsed.isPrinted = true;
  if (kind === 'preload') parsed.preloads.push(value);
  if (kind === 'env') parsed.envFiles.push(value);
}

function splitOnce(word: string): [string, string?] {
  const equals = word.indexOf('=');
  return equals < 0 ? [word] : [word.slice(0, equals), word.slice(equals + 1)];
}
