import {quotePath, treeEntries} from '../files/index.js';
import type {FileGate} from './file-gate.js';
import type {CommandKind, ReplyEvent} from './reply-event.js';
import {commandTag} from './tags.js';

/**
 * The other format we read: one JSON object with prose, a tree in WebContainer's shape, and commands.
 *
 *   {text, fileTree, buildCommand: {mainItem, commands}, startCommand: {mainItem, commands}}
 */
export type ReferenceReply = Record<string, unknown>;

const keys = new Set(['text', 'fileTree', 'buildCommand', 'startCommand']);

/**
 * Reads a JSON text as such a reply; undefined for any other JSON, and for what is none. Prose without files is
 * one only when it is the whole reply, because `{"text": "…"}` may as well be an example within prose.
 */
export function readReferenceReply(json: string, isWholeReply: boolean): ReferenceReply | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined; // not JSON, so not such a reply
  }
  if (!isRecord(value)) return undefined;
  if (Object.hasOwn(value, 'fileTree')) return value;
  const isProse = typeof value['text'] === 'string' && Object.keys(value).every((key) => keys.has(key));
  return isProse && isWholeReply ? value : undefined;
}

/** True for a broken text that began as such a reply. */
export function resemblesReferenceReply(json: string): boolean {
  return /"fileTree"\s*:/.test(json);
}

/** The events of such a reply: prose, files in the order of the tree, commands. */
export function* referenceEvents(reply: ReferenceReply, gate: FileGate): Generator<ReplyEvent> {
  if (typeof reply['text'] === 'string') yield {type: 'text', text: reply['text']};
  if (Object.hasOwn(reply, 'fileTree')) yield* fileEvents(reply['fileTree'], gate);
  yield* commandEvents('build', reply['buildCommand']);
  yield* commandEvents('start', reply['startCommand']);
}

function* fileEvents(fileTree: unknown, gate: FileGate): Generator<ReplyEvent> {
  for (const entry of treeEntries(fileTree)) {
    if ('error' in entry) {
      yield {type: 'problem', code: entry.error.code, message: entry.error.message};
      continue;
    }
    const {path, contents} = entry;
    const events = gate.open(path);
    yield* events;
    const isAccepted = events.some(({type}) => type === 'file-start');
    if (isAccepted && typeof contents === 'string') yield* gate.close(path, contents);
  }
}

function* commandEvents(kind: CommandKind, value: unknown): Generator<ReplyEvent> {
  if (value === undefined || value === null) return;
  const {mainItem, commands = []} = isRecord(value) ? value : {};
  const words = [mainItem, ...(Array.isArray(commands) ? commands : [commands])];
  const text = words.every((word) => typeof word === 'string') ? words.join(' ') : '';
  const tag = commandTag(kind, text);
  if (tag) yield {type: 'command', kind: tag.kind, command: tag.command};
  else {
    yield {
      type: 'problem',
      code: 'reply-unreadable',
      message: `The ${kind} command ${quotePath(text)} of this reply cannot be read.`,
    };
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
