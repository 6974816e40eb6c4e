import type {FetchReply} from '../../protocol.js';
import type {AppWorkerCommand, AppWorkerRequest, FetchRequest} from './protocol.js';

/** A worker's end of the port to the document that started it. */
export class RealmLink {
  readonly #port: MessagePort;
  readonly #waiting = new Map<
    number,
    {resolve: (reply: FetchReply) => void; reject: (error: Error) => void}
  >();
  #requests = 0;

  constructor(port: MessagePort) {
    this.#port = port;
    port.onmessage = ({data: command}: MessageEvent<AppWorkerCommand>) => {
      if (command.type === 'fetch-reply') this.#settle(command.id)?.resolve(command.reply);
      if (command.type === 'fetch-failed') this.#settle(command.id)?.reject(new TypeError(command.message));
    };
  }

  send(message: Extract<AppWorkerRequest, {type: 'console'}>['message']): void {
    this.#post({type: 'console', message});
  }

  fetch({method, address, headers, body}: FetchRequest): Promise<FetchReply> {
    const id = ++this.#requests;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, {resolve, reject});
      this.#post({type: 'fetch', id, request: {method, address, headers, body}});
    });
  }

  #post(request: AppWorkerRequest): void {
    this.#port.postMessage(request);
  }

  #settle(id: number) {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }
}
