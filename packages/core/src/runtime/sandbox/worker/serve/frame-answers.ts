import type {Piece} from '../../piece-stream.js';
import type {FrameCommand, FrameMessage} from '../../protocol.js';
import {costOf, SendWindow} from '../../stream-window.js';
import type {AnswerRequest} from './page-origin.js';

/** Answers that a document may have under way at a time. Each may hold a window of what nobody reads. */
const maxAnswers = 500;

interface FrameAnswersOptions {
  answer: AnswerRequest;
  send: (command: FrameCommand, transfer?: Transferable[]) => void;
  /** This file of the project was sent. */
  served: (file: string) => void;
}

interface Streaming {
  abort: AbortController;
  window: SendWindow;
}

/** Answers what one document fetches: files whole, what a server says as it comes and as it is read. */
export class FrameAnswers {
  readonly #options: FrameAnswersOptions;
  /** By the id that the document gave. */
  readonly #open = new Map<number, Streaming>();

  constructor(options: FrameAnswersOptions) {
    this.#options = options;
  }

  /** Only what is streamed can be read, and only so much of it. */
  expects(message: FrameMessage): boolean {
    return message.type === 'fetch-room' && this.#open.get(message.id)?.window.isOwed(message.cost) === true;
  }

  async answer({id, ...request}: FrameMessage & {type: 'fetch'}): Promise<void> {
    const {answer, send, served} = this.#options;
    if (this.#open.has(id)) return;
    if (this.#open.size >= maxAnswers) {
      const message = `More than ${maxAnswers} answers are under way. Read or abort some of them first.`;
      return send({type: 'request-failed', id, message});
    }
    const streaming = {abort: new AbortController(), window: new SendWindow()};
    this.#open.set(id, streaming);
    try {
      const reply = await answer(request, streaming.abort.signal);
      const {status, headers, body} = reply;
      if (streaming.abort.signal.aborted) return;
      if (body instanceof ReadableStream) {
        send({type: 'fetch-start', id, status, headers});
        await this.#send(id, body, streaming);
        if (!streaming.abort.signal.aborted) send({type: 'fetch-end', id});
      } else {
        if ('file' in reply && reply.file !== undefined) served(reply.file);
        send({type: 'fetch-reply', id, reply: {status, headers, body}}, body ? [body.buffer] : []);
      }
    } catch (error) {
      if (streaming.abort.signal.aborted) return;
      const message = error instanceof Error ? error.message : String(error);
      send({type: 'request-failed', id, message});
    } finally {
      if (this.#open.get(id) === streaming) this.#open.delete(id);
    }
  }

  giveRoom({id, cost}: FrameMessage & {type: 'fetch-room'}): void {
    this.#open.get(id)?.window.give(cost);
  }

  abort(id: number): void {
    const streaming = this.#open.get(id);
    this.#open.delete(id);
    streaming?.window.clear();
    streaming?.abort.abort();
  }

  /** The document is gone. Servers hear that nobody reads their answers any more. */
  close(): void {
    for (const id of this.#open.keys()) this.abort(id);
  }

  async #send(id: number, body: ReadableStream<Piece>, {abort, window}: Streaming): Promise<void> {
    const write = (data: Piece) =>
      new Promise<void>((resolve) => {
        window.send(costOf(data), () => {
          if (!abort.signal.aborted) this.#options.send({type: 'fetch-data', id, data}, [data.buffer]);
          resolve();
        });
      });
    await body.pipeTo(new WritableStream({write}));
  }
}
