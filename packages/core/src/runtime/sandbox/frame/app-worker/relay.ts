import {goingAway} from '../../socket-protocol.js';
import type {WorkerLink} from '../worker-link.js';
import type {AppWorkerRequest, RelayedCommand, RelayedRequest} from './protocol.js';

/** After these nothing more comes of a request or socket. */
const lastWords: readonly RelayedCommand['type'][] = [
  'fetch-reply',
  'fetch-end',
  'request-failed',
  'socket-closed',
];

/** Passes on what a worker of the app asks of the runtime, and what is answered, under ids of the document's own. */
export class Relay {
  readonly #port: MessagePort;
  readonly #link: WorkerLink;
  /** What is under way, by the worker's id. */
  readonly #open = new Map<number, {id: number; type: RelayedRequest['type']}>();

  constructor(port: MessagePort, link: WorkerLink) {
    this.#port = port;
    this.#link = link;
    port.onmessage = ({data}: MessageEvent<AppWorkerRequest>) => this.#pass(data);
  }

  /** The worker has ended. Servers hear that nobody reads their answers any more. */
  close(): void {
    this.#port.close();
    for (const [own, {id, type}] of this.#open) {
      if (type === 'fetch') this.#link.send({type: 'fetch-abort', id});
      else this.#link.send({type: 'socket-close', id, code: goingAway, reason: ''});
      this.#end(own);
    }
  }

  #pass(request: AppWorkerRequest): void {
    switch (request.type) {
      case 'ended':
        return this.close();
      case 'console':
        return this.#link.send(request);
      case 'fetch':
      case 'socket-open': {
        const id = this.#link.relay(request, (command) => this.#answer(request.id, command));
        this.#open.set(request.id, {id, type: request.type});
        return;
      }
      default: {
        const open = this.#open.get(request.id);
        if (!open) return;
        this.#link.send({...request, id: open.id});
        if (request.type === 'fetch-abort') this.#end(request.id);
      }
    }
  }

  #answer(own: number, command: RelayedCommand): void {
    if (lastWords.includes(command.type)) this.#end(own);
    const piece = command.type === 'fetch-data' ? command.data : undefined;
    this.#port.postMessage({...command, id: own}, piece ? [piece.buffer] : []);
  }

  #end(own: number): void {
    const open = this.#open.get(own);
    if (open) this.#link.stopRelaying(open.id);
    this.#open.delete(own);
  }
}
