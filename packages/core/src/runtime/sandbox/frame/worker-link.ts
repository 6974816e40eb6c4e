import {type Piece, PieceStream} from '../piece-stream.js';
import type {FetchReply, FrameCommand, FrameMessage, LinkedModule, PackCode} from '../protocol.js';
import type {SocketEvent, UnnumberedEvent, WithoutId} from '../socket-protocol.js';
import type {RelayedCommand, RelayedRequest} from './app-worker/protocol.js';

type ImportReply = FrameCommand & {type: 'import-reply'};

/** An answer to `fetch`; files come whole, and what a server says comes in pieces. */
export interface Answer extends Omit<FetchReply, 'body'> {
  body: Piece | ReadableStream<Piece> | null;
}

interface Waiting {
  resolve: (reply: ImportReply | Answer) => void;
  reject: (error: unknown) => void;
  /** Of an answer that has begun. */
  body?: PieceStream;
  /** Stops listening for the signal that ends it. */
  release: () => void;
}

/**
 * An end of a port to the worker that serves the project: the document's own, opened before any code of the user runs, or
 * that of a worker of the app, which goes by way of its document.
 */
export class WorkerLink {
  readonly #port: MessagePort;
  readonly #waiting = new Map<number, Waiting>();
  readonly #sockets = new Map<number, (event: UnnumberedEvent) => void>();
  /** What workers of the app began. */
  readonly #relayed = new Map<number, (command: RelayedCommand) => void>();
  #requests = 0;

  /** @param onCommand hears what is no answer */
  constructor(port: MessagePort, onCommand: (command: FrameCommand) => void) {
    this.#port = port;
    port.onmessage = ({data: command}: MessageEvent<FrameCommand>) => {
      if ('id' in command) {
        const relayed = this.#relayed.get(command.id);
        if (relayed) return relayed(command);
      }
      switch (command.type) {
        case 'import-reply':
          return this.#settle(command.id)?.resolve(command);
        case 'fetch-reply':
          return this.#settle(command.id)?.resolve(command.reply);
        case 'fetch-start':
          return this.#begin(command);
        case 'fetch-data':
          return void this.#waiting.get(command.id)?.body?.push(command.data);
        case 'fetch-end':
          return this.#settle(command.id)?.body?.end();
        case 'request-failed':
          return this.#fail(command.id, new TypeError(command.message));
        case 'socket-opened':
        case 'socket-message':
        case 'socket-room':
        case 'socket-closed':
          return this.#hear(command);
        default:
          return onCommand(command);
      }
    };
  }

  send(message: FrameMessage): void {
    this.#port.postMessage(message);
  }

  /** @param signal ends the request; the answer, or what is left of its body, fails with its reason */
  async fetch(
    request: WithoutId<FrameMessage & {type: 'fetch'}>,
    signal?: AbortSignal | null,
  ): Promise<Answer> {
    const reply = await this.#request(request, signal);
    if ('module' in reply) throw new TypeError('The worker answered another question.');
    return reply;
  }

  /**
   * Opens a socket to a server of the project.
   *
   * @returns its id, with which everything about it is sent
   */
  connect(address: string, protocols: string[], listener: (event: UnnumberedEvent) => void): number {
    const id = ++this.#requests;
    this.#sockets.set(id, listener);
    this.send({type: 'socket-open', id, address, protocols});
    return id;
  }

  /**
   * Begins what a worker of the app asks for.
   *
   * @param hear is told what comes back
   * @returns its id here, with which everything else about it is sent
   */
  relay(request: RelayedRequest, hear: (command: RelayedCommand) => void): number {
    const id = ++this.#requests;
    this.#relayed.set(id, hear);
    this.send({...request, id});
    return id;
  }

  stopRelaying(id: number): void {
    this.#relayed.delete(id);
  }

  async import(
    importer: string,
    specifier: string,
  ): Promise<{module: string; modules: LinkedModule[]; packs: PackCode[]}> {
    const reply = await this.#request({type: 'import', importer, specifier});
    if (!('module' in reply)) throw new TypeError('The worker answered another question.');
    return reply;
  }

  #request(
    message: WithoutId<FrameMessage & {type: 'fetch' | 'import'}>,
    signal?: AbortSignal | null,
  ): Promise<ImportReply | Answer> {
    const id = ++this.#requests;
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const abort = () => {
        this.send({type: 'fetch-abort', id});
        this.#fail(id, signal?.reason);
      };
      signal?.addEventListener('abort', abort);
      const release = () => signal?.removeEventListener('abort', abort);
      this.#waiting.set(id, {resolve, reject, release});
      this.send({...message, id} as FrameMessage);
    });
  }

  #hear(event: SocketEvent): void {
    const listener = this.#sockets.get(event.id);
    if (event.type === 'socket-closed') this.#sockets.delete(event.id);
    listener?.(event);
  }

  #begin({id, status, headers}: FrameCommand & {type: 'fetch-start'}): void {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    waiting.body = new PieceStream({
      room: (cost) => this.send({type: 'fetch-room', id, cost}),
      cancelled: () => {
        if (this.#settle(id)) this.send({type: 'fetch-abort', id});
      },
    });
    waiting.resolve({status, headers, body: waiting.body.readable});
  }

  #fail(id: number, error: unknown): void {
    const waiting = this.#settle(id);
    waiting?.reject(error);
    waiting?.body?.fail(error);
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    waiting?.release();
    return waiting;
  }
}
