import {CodecraftError} from '../errors.js';
import {checkPath, quotePath} from '../files/index.js';
import {limits} from '../protocol/limits.js';
import {utf8Length} from '../protocol/utf8-length.js';
import type {ReplyEvent} from './reply-event.js';

/** Decides which files of one reply are accepted. What it refuses it names; the rest still passes. */
export class FileGate {
  readonly #bytesByPath = new Map<string, number>();
  #isFull = false;

  /** The events of a file that begins. Without a `file-start` among them, its content is not wanted. */
  open(path: string): ReplyEvent[] {
    try {
      checkPath(path);
    } catch (error) {
      if (error instanceof CodecraftError) return [problem(error.code, error.message)];
      throw error;
    }
    if (this.#isFull) return [];
    const isKnown = this.#bytesByPath.has(path);
    if (!isKnown && this.#bytesByPath.size >= limits.maxTurnFiles) {
      return this.#refuseRest(
        'limit-reached',
        `One reply can write ${limits.maxTurnFiles} files. ${quotePath(path)} and what follows are not written. Ask for the rest next.`,
      );
    }
    if (!isKnown) this.#bytesByPath.set(path, 0);
    const start: ReplyEvent = {type: 'file-start', path};
    if (!isKnown) return [start];
    return [problem('conflict', `${quotePath(path)} is in this reply twice. The last one counts.`), start];
  }

  /** The events of a file that is complete. */
  close(path: string, content: string): ReplyEvent[] {
    const bytes = utf8Length(content);
    if (bytes > limits.maxFileBytes) return [this.tooLarge(path)];
    const before = this.#bytesByPath.get(path) ?? 0;
    const total = bytes - before + [...this.#bytesByPath.values()].reduce((sum, size) => sum + size, 0);
    if (total > limits.maxTurnBytes) {
      return this.#refuseRest(
        'too-large',
        `One reply can write ${limits.maxTurnBytes / 1024 / 1024} MB. ${quotePath(path)} and what follows are not written. Ask for the rest next.`,
      );
    }
    this.#bytesByPath.set(path, bytes);
    return [{type: 'file', path, content}];
  }

  tooLarge(path: string): ReplyEvent {
    return problem(
      'too-large',
      `${quotePath(path)} is larger than ${limits.maxFileBytes / 1024} KB and is not written. Ask for smaller files.`,
    );
  }

  /** Says so once; a reply that goes on for long would repeat it for every file. */
  #refuseRest(code: 'limit-reached' | 'too-large', message: string): ReplyEvent[] {
    this.#isFull = true;
    return [problem(code, message)];
  }
}

function problem(code: CodecraftError['code'], message: string): ReplyEvent {
  return {type: 'problem', code, message};
}
