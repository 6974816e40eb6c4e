import {normalizePath} from '../../../files/paths.js';
import {exitCodes, type Process} from '../../process.js';
import type {ShellHost} from '../shell.js';

export type FileCommand = (process: Process, host: ShellHost) => number | Promise<number>;

/** Flags without their dashes, single letters taken apart, and what is left. */
export function splitFlags(args: readonly string[]): {flags: Set<string>; operands: string[]} {
  const flags = new Set<string>();
  const operands: string[] = [];
  for (const [index, arg] of args.entries()) {
    if (arg === '--') return {flags, operands: [...operands, ...args.slice(index + 1)]};
    if (arg.startsWith('--')) flags.add(arg.slice(2));
    else if (/^-[A-Za-z]/.test(arg)) for (const letter of arg.slice(1)) flags.add(letter);
    else operands.push(arg);
  }
  return {flags, operands};
}

/** The number after `-n`, also written `-n5` or `-5`, and the words without it. */
export function takeCount(args: readonly string[], fallback: number): {count: number; rest: string[]} {
  const rest = [...args];
  const index = rest.findIndex((arg) => /^-(n\d*|\d+)$/.test(arg));
  if (index < 0) return {count: fallback, rest};
  const [flag = ''] = rest.splice(index, 1);
  const inline = flag.replace(/^-n?/, '');
  return {count: Number(inline === '' ? rest.splice(index, 1)[0] : inline), rest};
}

/** The text of each file, or of the input where no file is named. Says which file is missing and goes on. */
export async function readTexts(
  process: Process,
  {files}: ShellHost,
  names: readonly string[],
): Promise<{texts: {name: string; text: string}[]; code: number}> {
  if (names.length === 0)
    return {texts: [{name: '-', text: await process.input.readAll(process.signal)}], code: 0};
  const texts: {name: string; text: string}[] = [];
  let code: number = exitCodes.success;
  for (const name of names) {
    const path = normalizePath(name, process.cwd);
    if (files.isFile(path)) texts.push({name, text: files.readText(path)});
    else {
      process.writeError(`${name}: ${files.isDirectory(path) ? 'is a folder' : 'no such file'}\n`);
      code = exitCodes.failure;
    }
  }
  return {texts, code};
}

/** Lines without the empty one that the last newline would make. */
export function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
