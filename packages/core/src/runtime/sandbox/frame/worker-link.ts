import {type Answer, PendingAnswers} from '../pending-answers.js';
import type {FrameCommand, FrameMessage} from '../protocol.js';
import type {SocketEvent, UnnumberedEvent, WithoutId} from '../socket-protocol.js';
import type {RelayedCommand, RelayedRequest} from './app-worker/protocol.js';

type ImportReply = FrameCommand & {type: 'import-reply'};

interface Waiting {
  resolve: (reply: ImportReply) => void;
  reject: (error: Error) => void;
}

/**
 * An end of a port to the worker that serves the project: the document's own, opened before any code of the user runs, or
 * that of a worker of the app, which goes by way of its document.
 */
export class WorkerLink {
  readonly #port: MessagePort;
  readonly #answers = new PendingAnswers((call) => this.send(call));
  readonly #imports = new Map<number, Waiting>();
  readonly #sockets = new Map<number, (event: UnnumberedEvent) => void>();
  /** What workers of the app began. */
  readonly #relayed = new Map<number, (command: RelayedCommand) => void>();
  readonly #onCommand: (command: FrameCommand) => void;
  #requests = 0;

  /** @param onCommand hears what is no answer */
  constructor(port: MessagePort, onCommand: (command: FrameCommand) => void) {
    this.#port = port;
    this.#onCommand = onCommand;
    port.onmessage = ({data}: MessageEvent<FrameCommand>) => this.receive(data);
  }

  send(message: FrameMessage): void {
    this.#port.postMessage(message);
  }

  /** @param signal ends the request; the answer, or what is left of its body, fails with its reason */
  async fetch(
    request: WithoutId<FrameMessage & {type: 'fetch'}>,
    signal?: AbortSignal | null,
  ): Promise<Answer> {
    signal?.throwIfAborted();
    const id = ++this.#requests;
    const answer = this.#answers.add(id, signal);
    this.send({...request, id});
    return answer;
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

  import(importer: string, specifier: string): Promise<ImportReply> {
    const id = ++this.#requests;
    return new Promise((resolve, reject) => {
      this.#imports.set(id, {resolve, reject});
      this.send({type: 'import', id, importer, specifier});
    });
  }

  /** Takes a command that came before this link was made, as those that come now. */
  receive(command: FrameCommand): void {
    if ('id' in command) {
      const relayed = this.#relayed.get(command.id);
      if (relayed) return relayed(command);
    }
    switch (command.type) {
      case 'import-reply':
        return this.#settleImport(command.id)?.resolve(command);
      case 'request-failed':
        this.#settleImport(command.id)?.reject(new TypeError(command.message));
        return this.#answers.receive(command);
      case 'fetch-reply':
      case 'fetch-start':
      case 'fetch-data':
      case 'fetch-end':
        return this.#answers.receive(command);
      case 'socket-opened':
      case 'socket-message':
      case 'socket-room':
      case 'socket-closed':
        return this.#hear(command);
      default:
        return this.#onCommand(command);
    }
  }

  #hear(event: SocketEvent): void {
    const listener = this.#sockets.get(event.id);
    if (event.type === 'socket-closed') this.#sockets.delete(event.id);
    listener?.(event);
  }

  #settleImport(id: number): Waiting | undefined {
    const waiting = this.#imports.get(id);
    this.#imports.delete(id);
    return waiting;
  }
}
