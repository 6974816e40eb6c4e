import {normalizePath} from '../../files/paths.js';
import type {Shell} from './shell.js';

/** What Tab adds: names of commands first, then paths; after `npm run` the project's scripts. */
export function complete(before: string, shell: Shell): {insert: string; choices: readonly string[]} {
  const line = before
    .split(/(?:&&|\|\||[;|&(])\s*/)
    .at(-1)!
    .trimStart();
  const words = line.split(/\s+/);
  const word = words.at(-1) ?? '';
  const candidates = isScriptPlace(words)
    ? scriptNames(shell).filter((name) => name.startsWith(word))
    : words.length === 1 && !word.includes('/')
      ? shell.host.commandNames().filter((name) => name.startsWith(word))
      : paths(word, shell);
  const choices = [...new Set(candidates)].sort();
  const shared = sharedStart(choices);
  const isOnly = choices.length === 1;
  const end = isOnly && !shared.endsWith('/') ? ' ' : '';
  return {insert: shared.slice(word.length) + end, choices};
}

function isScriptPlace(words: readonly string[]): boolean {
  const [name = '', verb = ''] = words;
  return /^(?:npm|pnpm|yarn|bun)$/.test(name) && words.length === 3 && /^(?:run|run-script)$/.test(verb);
}

function scriptNames({host}: Shell): string[] {
  try {
    const manifest = JSON.parse(host.files.textIfAny('/package.json') ?? '{}') as {scripts?: object};
    return Object.keys(manifest.scripts ?? {});
  } catch {
    // A broken package.json offers nothing; npm says what is wrong with it.
    return [];
  }
}

function paths(word: string, {host, cwd}: Shell): string[] {
  const slash = word.lastIndexOf('/') + 1;
  const [folder, start] = [word.slice(0, slash), word.slice(slash)];
  const directory = normalizePath(folder === '' ? '.' : folder.replace(/^~/, ''), cwd);
  if (!host.files.isDirectory(directory)) return [];
  return host.files
    .readDirectory(directory)
    .filter(({name}) => name.startsWith(start) && (start.startsWith('.') || !name.startsWith('.')))
    .map(({name, isDirectory}) => `${folder}${name}${isDirectory ? '/' : ''}`);
}

function sharedStart(choices: readonly string[]): string {
  const [first = '', ...others] = choices;
  let length = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length);
}
