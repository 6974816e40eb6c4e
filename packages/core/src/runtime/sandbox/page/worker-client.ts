import {CodecraftError} from '../../../errors.js';
import type {
  PageMessage,
  SandboxSettings,
  WorkerMessage,
  WorkerMethod,
  WorkerMethods,
  WorkerStart,
} from '../protocol.js';

/** What the worker says by itself, as opposed to answers. */
export type WorkerNotice = Exclude<WorkerMessage, {type: 'result' | 'failure'}>;

interface Waiting {
  resolve: (value: never) => void;
  reject: (error: CodecraftError) => void;
}

/** Starts the worker and speaks with it. */
export class WorkerClient {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #calls = 0;
  #isClosed = false;

  constructor(settings: SandboxSettings, options: {onNotice: (notice: WorkerNotice) => void}) {
    this.#worker = startWorker(`${settings.assetsUrl}worker.js`);
    this.#worker.onmessage = ({data: message}: MessageEvent<WorkerMessage>) => {
      if (message.type === 'result') this.#take(message.id)?.resolve(message.value as never);
      else if (message.type === 'failure') {
        this.#take(message.id)?.reject(new CodecraftError(message.code, message.message));
      } else options.onNotice(message);
    };
    this.#worker.onerror = (event) => {
      event.preventDefault();
      const reason = event.message || `${settings.assetsUrl}worker.js could not be loaded. Check assetsUrl.`;
      this.#fail(new CodecraftError('unavailable', `The sandbox's worker failed: ${reason}`));
      options.onNotice({type: 'runtime-error', message: reason});
    };
    const start: WorkerStart = {type: 'start', ...settings};
    this.#worker.postMessage(start);
  }

  call<M extends WorkerMethod>(
    method: M,
    params: WorkerMethods[M]['params'],
  ): Promise<WorkerMethods[M]['result']> {
    if (this.#isClosed) {
      return Promise.reject(
        new CodecraftError('unavailable', 'This runtime was torn down. Boot another one.'),
      );
    }
    const id = ++this.#calls;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, {resolve, reject});
      // The compiler cannot see that the method and its parameters belong together.
      this.send({type: 'call', id, method, params} as PageMessage);
    });
  }

  send(message: PageMessage, transfer: Transferable[] = []): void {
    if (!this.#isClosed) this.#worker.postMessage(message, transfer);
  }

  close(): void {
    this.#isClosed = true;
    this.#worker.onmessage = null;
    this.#worker.onerror = null;
    this.#worker.terminate();
    this.#fail(new CodecraftError('unavailable', 'This runtime was torn down. Boot another one.'));
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  #fail(error: CodecraftError): void {
    for (const {reject} of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

function startWorker(url: string): Worker {
  if (new URL(url).origin === location.origin) return new Worker(url, {name: 'codecraft-runtime'});
  // A worker must come from the page's own origin; one made here may import a script from anywhere.
  const source = new Blob([`importScripts(${JSON.stringify(url)})`], {type: 'text/javascript'});
  const blobUrl = URL.createObjectURL(source);
  const worker = new Worker(blobUrl, {name: 'codecraft-runtime'});
  // The browser has fetched the blob once the constructor's task is over; revoking too early breaks Firefox.
  setTimeout(() => URL.revokeObjectURL(blobUrl), 10_000);
  return worker;
}
