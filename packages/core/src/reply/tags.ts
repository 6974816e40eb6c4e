import type {CommandKind} from './reply-event.js';

/** A line that is one of our tags, or was meant to be. */
export type Tag =
  | {name: 'file'; indent: string; path: string}
  | {name: 'command'; kind: CommandKind; command: string}
  /** `opens` when the lines that follow are the content of a file that cannot be accepted. */
  | {name: 'malformed'; indent: string; opens: boolean; message: string};

/** Longer lines are no tags: a path takes 1 KB at most, a command less. */
export const maxTagLength = 4096;

const maxCommandLength = 500;
const tagStart = /^( {0,3})<codecraft-(file|command)(?=[\s/>])/;
const attribute = /\s+([\w-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/y;
const tagEnd = /\s*>/y;
const names = ['<codecraft-file', '<codecraft-command'];

/** Whether the beginning of a line, without its indent, is `yes` a tag, is not, or could still become one. */
export function startsTag(start: string): 'yes' | 'no' | 'maybe' {
  if (tagStart.test(start)) return 'yes';
  return names.some((name) => name.startsWith(start)) ? 'maybe' : 'no';
}

/** Reads a line as a tag; undefined when it is none. Unknown attributes are ignored. */
export function readTag(line: string): Tag | undefined {
  const [start, indent = '', name] = tagStart.exec(line) ?? [];
  if (start === undefined) return undefined;
  const opens = name === 'file' && !/(<\/codecraft-file>|\/>)\s*$/.test(line);
  const malformed = (message: string): Tag => ({name: 'malformed', indent, opens, message});
  if (line.length > maxTagLength) return malformed('A tag in this reply is too long to be read.');

  const {attributes, end} = readAttributes(line, start.length);
  if (end === undefined) return malformed('A tag in this reply is not complete.');
  const rest = line.slice(end).trimEnd();
  if (name === 'command') return readCommand(attributes.get('kind'), rest) ?? malformed(commandRule);
  if (rest !== '') {
    return malformed('A file in this reply does not begin on a line of its own.');
  }
  const path = attributes.get('path');
  return path === undefined ? malformed('A file in this reply has no path.') : {name: 'file', indent, path};
}

/** True for the line that ends a file which began with `indent`. */
export function closesFile(line: string, indent: string): boolean {
  if (line.length > maxTagLength || !line.startsWith(`${indent}</codecraft-file>`)) return false;
  return line.trimEnd() === `${indent}</codecraft-file>`;
}

const commandRule =
  'A command in this reply cannot be read. It takes one line, and its kind is “build” or “start”.';

function readCommand(kind: string | undefined, rest: string): Tag | undefined {
  if (!rest.endsWith('</codecraft-command>')) return undefined;
  return commandTag(kind, rest.slice(0, -'</codecraft-command>'.length));
}

/** A command, if it is one line of text. */
export function commandTag(kind: unknown, text: string): Extract<Tag, {name: 'command'}> | undefined {
  const command = text.trim();
  const isReadable = command !== '' && command.length <= maxCommandLength && !/\p{Cc}/u.test(command);
  if (!isReadable || (kind !== 'build' && kind !== 'start')) return undefined;
  return {name: 'command', kind, command};
}

function readAttributes(line: string, from: number) {
  const attributes = new Map<string, string>();
  let position = from;
  for (;;) {
    attribute.lastIndex = position;
    const [text, name, double, single] = attribute.exec(line) ?? [];
    if (text === undefined || name === undefined) break;
    attributes.set(name, double ?? single ?? '');
    position += text.length;
  }
  tagEnd.lastIndex = position;
  return {attributes, end: tagEnd.test(line) ? tagEnd.lastIndex : undefined};
}
