import {isHttpToken} from '../../http-token.js';
import {PieceStream} from '../../piece-stream.js';
import type {ProcessMessage} from '../protocol.js';
import type {StreamedReply} from './server-ports.js';

type ReplyPart = Extract<
  ProcessMessage,
  {type: 'response-start' | 'response-data' | 'response-end' | 'response-failed'}
>;

/** What the server is told of an answer that it gives. */
export interface ReaderEvents {
  room: (id: number, cost: number) => void;
  aborted: (id: number) => void;
}

interface Pending {
  body: PieceStream;
  resolve: (reply: StreamedReply) => void;
  reject: (error: Error) => void;
}

/** Requests that a server has yet to answer, or is answering. */
export class PendingRequests {
  readonly #on: ReaderEvents;
  readonly #pending = new Map<number, Pending>();
  #requests = 0;

  constructor(on: ReaderEvents) {
    this.#on = on;
  }

  /** @param signal ends the request, and rejects or breaks off the answer */
  add(signal: AbortSignal | undefined): {id: number; reply: Promise<StreamedReply>} {
    const id = ++this.#requests;
    const body = new PieceStream({
      room: (cost) => this.#on.room(id, cost),
      cancelled: () => {
        if (this.#pending.delete(id)) this.#on.aborted(id);
      },
    });
    const reply = new Promise<StreamedReply>((resolve, reject) => {
      this.#pending.set(id, {body, resolve, reject});
    });
    signal?.addEventListener('abort', () => {
      if (!this.#pending.has(id)) return;
      this.#fail(id, new Error('Nobody wants the answer any more.'));
      this.#on.aborted(id);
    });
    return {id, reply};
  }

  /** Whether this is a piece of an answer that its reader has made room for. */
  expects(message: ProcessMessage): boolean {
    return message.type === 'response-data' && this.#pending.get(message.request)?.body.hasRoom === true;
  }

  /** A part of an answer, in order. Answers that nobody asked for are dropped. */
  receive(part: ReplyPart): void {
    const id = part.request;
    const pending = this.#pending.get(id);
    if (!pending) return;
    const {body, resolve} = pending;
    switch (part.type) {
      case 'response-start':
        return resolve({
          status: part.status,
          headers: part.headers.flatMap(([name, value]) =>
            isHeader(name, value) ? [[name!, value!] as [string, string]] : [],
          ),
          body: body.readable,
        });
      case 'response-data':
        if (body.push(part.data)) return;
        this.#fail(id, new Error('The server sent more than it was asked for.'));
        return this.#on.aborted(id);
      case 'response-end':
        this.#pending.delete(id);
        // A program that never sent a status sent nonsense; after the first one this changes nothing.
        resolve({status: 500, headers: [], body: body.readable});
        return body.end();
      case 'response-failed':
        return this.#fail(id, new Error(part.message));
    }
  }

  failAll(message: string): void {
    for (const id of this.#pending.keys()) this.#fail(id, new Error(message));
  }

  #fail(id: number, error: Error): void {
    const {body, reject} = this.#pending.get(id)!;
    this.#pending.delete(id);
    reject(error);
    body.fail(error);
  }
}

/** What `Headers` of the browser would refuse later is left out now. */
function isHeader(name: string | undefined, value: string | undefined): boolean {
  return isHttpToken(name ?? '') && /^[\t\x20-\x7e\x80-\xff]*$/.test(value ?? '\n');
}
