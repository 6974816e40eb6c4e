import {inspect} from 'node-inspect-extracted';
import type {ProjectFiles} from './files/project-files.js';

/** Frames of our own script, which nobody who reads a stack can use. */
const ownFrame = /\(?blob:|<anonymous>\)?$|node\.js:\d/;

/** Takes our own frames out of a stack and writes files as paths. */
export function readableStack(error: Error): string {
  // A program can have stacks written as anything: Error.prepareStackTrace.
  const stack = typeof error.stack === 'string' ? error.stack : `${error.name}: ${error.message}`;
  return stack
    .split('\n')
    .filter((line) => !/^\s+at /.test(line) || !ownFrame.test(line))
    .join('\n')
    .replaceAll('file://', '');
}

/** An uncaught failure as Node prints it: the place, the line, then the error. */
export function describeFailure(error: unknown, files: ProjectFiles): string {
  if (!(error instanceof Error))
    return `Uncaught:\n${inspect(error)}\n\nThrown as a value that is no Error.\n`;
  const stack = readableStack(error);
  if ('at' in error && typeof error.at === 'string')
    return `${error.at}\n\n${error.name}: ${error.message}\n`;
  const [, file, line] = /^\s+at (?:.*\()?(\/[^():]+):(\d+):\d+\)?$/m.exec(stack) ?? [];
  const source = file === undefined ? undefined : files.text(file)?.split('\n')[Number(line) - 1];
  const place = source === undefined ? '' : `${file}:${line}\n${source}\n${indentOf(source)}^\n\n`;
  const extra = Object.keys(error).length > 0 ? ` ${inspect({...error})}` : '';
  return `${place}${stack}${extra}\n\nNode.js v22.12.0\n`;
}

function indentOf(line: string): string {
  return /^\s*/.exec(line)![0];
}
