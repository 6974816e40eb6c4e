import type {WorkerLink} from '../worker-link.js';
import type {AppWorkerStarter} from './protocol.js';
import {Relay} from './relay.js';

const NativeWorker = window.Worker;
let bootstrapUrl: string | undefined;

/**
 * A worker that is there at once, as `new Worker()` wants it, and told later what to run. What the app sends it before
 * is kept until then.
 *
 * @param starter rejects where there is nothing to run; the worker fires `error` then
 */
export function startLate(
  starter: Promise<AppWorkerStarter>,
  options: WorkerOptions | undefined,
  link: WorkerLink,
): Worker {
  // Without an origin, a document may start workers from what it holds itself, and from nothing else.
  bootstrapUrl ??= URL.createObjectURL(new Blob([`(${bootstrap.toString()})()`], {type: 'text/javascript'}));
  const worker = new NativeWorker(bootstrapUrl, {name: options?.name ?? ''});
  const {port1, port2} = new MessageChannel();
  worker.postMessage(undefined, [port2]);
  const relay = new Relay(port1, link);
  const terminate = worker.terminate.bind(worker);
  worker.terminate = () => {
    relay.close();
    terminate();
  };
  starter.then(
    (message) => port1.postMessage(message),
    (error: Error) => worker.dispatchEvent(new ErrorEvent('error', {message: error.message})),
  );
  return worker;
}

/** Runs in the worker, as text: nothing outside of it exists there. */
function bootstrap(): void {
  let port: MessagePort | undefined;
  const held: MessageEvent[] = [];
  const hold = (event: MessageEvent) => {
    event.stopImmediatePropagation();
    if (port) return held.push(event);
    port = event.ports[0]!;
    port.onmessage = ({data: command}: MessageEvent<AppWorkerStarter>) => void run(command, port!);
    return undefined;
  };
  const run = async (command: AppWorkerStarter, ownPort: MessagePort) => {
    if (command.type === 'script') provideScripts(command);
    try {
      // biome-ignore lint/security/noGlobalEval: running the user's code is what this worker is for
      const result: unknown = globalThis.eval(command.code);
      if (command.type === 'modules')
        await (result as (start: unknown, port: MessagePort) => Promise<void>)(command.start, ownPort);
    } catch (error) {
      reportError(error);
    }
    removeEventListener('message', hold);
    for (const {data, ports} of held) dispatchEvent(new MessageEvent('message', {data, ports: [...ports]}));
  };
  /** The browser would refuse an address of the project's, which exists nowhere, and takes what is held here. */
  const provideScripts = ({url, imports}: AppWorkerStarter & {type: 'script'}) => {
    const native = globalThis.importScripts.bind(globalThis);
    globalThis.importScripts = (...addresses) => {
      for (const address of addresses) {
        const {href, origin, pathname} = new URL(address, url);
        const code = imports[href];
        if (code !== undefined) native(URL.createObjectURL(new Blob([code], {type: 'text/javascript'})));
        else if (origin !== new URL(url).origin) native(href);
        else throw new DOMException(`There is no file ${pathname}.`, 'NetworkError');
      }
    };
  };
  addEventListener('message', hold);
}
