import type {AnswerCall, AnswerEvent, FetchReply} from './answer-protocol.js';
import type {Piece} from './piece-stream.js';
import {costOf, SendWindow} from './stream-window.js';

/** Answers that a document or process may have under way at a time. Each may hold a window of what nobody reads. */
const maxAnswers = 500;

type Send = (event: AnswerEvent, transfer?: Transferable[]) => void;

type Reply = FetchReply | (Omit<FetchReply, 'body'> & {body: ReadableStream<Piece>});

type Room = AnswerCall & {type: 'fetch-room'};

interface Streaming {
  abort: AbortController;
  window: SendWindow;
}

/** Answers what one document or process fetches: files whole, what a server says as it comes and as it is read. */
export class Answers {
  readonly #send: Send;
  /** By the id that the other side gave. */
  readonly #open = new Map<number, Streaming>();

  constructor(send: Send) {
    this.#send = send;
  }

  /** Only what is streamed can be read, and only so much of it. */
  isOwed({id, cost}: Room): boolean {
    return this.#open.get(id)?.window.isOwed(cost) === true;
  }

  /** @param ask is told by its signal when nobody wants the answer any more */
  async answer(id: number, ask: (signal: AbortSignal) => Reply | Promise<Reply>): Promise<void> {
    if (this.#open.has(id)) return;
    if (this.#open.size >= maxAnswers) {
      const message = `More than ${maxAnswers} answers are under way. Read or abort some of them first.`;
      return this.#send({type: 'request-failed', id, message});
    }
    const streaming = {abort: new AbortController(), window: new SendWindow()};
    const {signal} = streaming.abort;
    this.#open.set(id, streaming);
    try {
      const {status, headers, body} = await ask(signal);
      if (signal.aborted) return;
      if (body instanceof ReadableStream) {
        this.#send({type: 'fetch-start', id, status, headers});
        await this.#stream(id, body, streaming);
        if (!signal.aborted) this.#send({type: 'fetch-end', id});
      } else {
        this.#send({type: 'fetch-reply', id, reply: {status, headers, body}}, body ? [body.buffer] : []);
      }
    } catch (error) {
      if (signal.aborted) return;
      const message = error instanceof Error ? error.message : String(error);
      this.#send({type: 'request-failed', id, message});
    } finally {
      if (this.#open.get(id) === streaming) this.#open.delete(id);
    }
  }

  giveRoom({id, cost}: Room): void {
    this.#open.get(id)?.window.give(cost);
  }

  abort(id: number): void {
    const streaming = this.#open.get(id);
    this.#open.delete(id);
    streaming?.window.clear();
    streaming?.abort.abort();
  }

  /** Whoever asked is gone. Servers hear that nobody reads their answers any more. */
  close(): void {
    for (const id of this.#open.keys()) this.abort(id);
  }

  async #stream(id: number, body: ReadableStream<Piece>, {abort, window}: Streaming): Promise<void> {
    const write = (data: Piece) =>
      new Promise<void>((resolve) => {
        window.send(costOf(data), () => {
          if (!abort.signal.aborted) this.#send({type: 'fetch-data', id, data}, [data.buffer]);
          resolve();
        });
      });
    await body.pipeTo(new WritableStream({write}));
  }
}
