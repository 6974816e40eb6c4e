import type {AnswerCall, AnswerEvent, FetchReply} from './answer-protocol.js';
import {type Piece, PieceStream} from './piece-stream.js';

/** An answer to `fetch`; files come whole, and what a server says comes in pieces. */
export interface Answer extends Omit<FetchReply, 'body'> {
  body: Piece | ReadableStream<Piece> | null;
}

/** @returns without a body where a status has none, which `Response` would refuse */
export function responseOf({status, headers, body}: Answer): Response {
  return new Response([204, 205, 304].includes(status) ? null : body, {status, headers});
}

interface Pending {
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
  /** Of an answer that has begun. */
  body?: PieceStream;
  /** Stops listening for the signal that ends it. */
  release: () => void;
}

/** Requests that were sent through a port, until their answers have come to the end. */
export class PendingAnswers {
  readonly #send: (call: AnswerCall) => void;
  readonly #pending = new Map<number, Pending>();

  constructor(send: (call: AnswerCall) => void) {
    this.#send = send;
  }

  /**
   * @param signal ends the request; the answer, or what is left of its body, fails with its reason
   * @param onEnd nothing more comes
   */
  add(
    id: number,
    signal: AbortSignal | null | undefined,
    onEnd: () => void = () => undefined,
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const abort = () => {
        this.#send({type: 'fetch-abort', id});
        this.#fail(id, signal?.reason);
      };
      signal?.addEventListener('abort', abort);
      const release = () => {
        signal?.removeEventListener('abort', abort);
        onEnd();
      };
      this.#pending.set(id, {resolve, reject, release});
    });
  }

  receive(event: AnswerEvent): void {
    switch (event.type) {
      case 'fetch-reply':
        return this.#settle(event.id)?.resolve(event.reply);
      case 'fetch-start':
        return this.#begin(event);
      case 'fetch-data':
        return void this.#pending.get(event.id)?.body?.push(event.data);
      case 'fetch-end':
        return this.#settle(event.id)?.body?.end();
      case 'request-failed':
        return this.#fail(event.id, new TypeError(event.message));
    }
  }

  #begin({id, status, headers}: AnswerEvent & {type: 'fetch-start'}): void {
    const pending = this.#pending.get(id);
    if (!pending) return;
    pending.body = new PieceStream({
      room: (cost) => this.#send({type: 'fetch-room', id, cost}),
      cancelled: () => {
        if (this.#settle(id)) this.#send({type: 'fetch-abort', id});
      },
    });
    pending.resolve({status, headers, body: pending.body.readable});
  }

  #fail(id: number, error: unknown): void {
    const pending = this.#settle(id);
    pending?.reject(error);
    pending?.body?.fail(error);
  }

  #settle(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    pending?.release();
    return pending;
  }
}
