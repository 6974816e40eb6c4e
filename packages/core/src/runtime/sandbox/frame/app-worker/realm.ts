import {previewOrigin} from '../../preview-origin.js';
import {captureConsole} from '../console-capture.js';
import {createEventSource} from '../event-source.js';
import {createFetch} from '../fetch.js';
import {moduleProcess} from '../module-process.js';
import {Registry} from '../registry.js';
import {createWebSocket} from '../web-socket.js';
import {WorkerLink} from '../worker-link.js';
import {createXmlHttpRequest} from '../xml-http-request.js';
import type {AppWorkerRequest, AppWorkerStart} from './protocol.js';

/** Runs modules in a worker of the app. Called by what `late-worker.ts` puts there. */
export async function run({entry, modules, packs, env}: AppWorkerStart, port: MessagePort): Promise<void> {
  const link = new WorkerLink(port, () => undefined);
  const url = new URL(entry, previewOrigin);
  captureConsole(link);
  globalThis.fetch = createFetch(link, {url});
  globalThis.WebSocket = createWebSocket(link, {url});
  globalThis.EventSource = createEventSource(globalThis.fetch, {url});
  globalThis.XMLHttpRequest = createXmlHttpRequest(globalThis.fetch, {url});
  const close = globalThis.close.bind(globalThis);
  globalThis.close = () => {
    port.postMessage({type: 'ended'} satisfies AppWorkerRequest);
    close();
  };
  const registry = new Registry({
    globals: {location: url, process: moduleProcess, global: globalThis},
    env: () => env,
    refresh: () => undefined,
    importModule: (importer, specifier) => {
      const target = registry.definition(importer)?.links[specifier];
      if (typeof target === 'string') return registry.run(target);
      return Promise.reject(
        new Error(
          `${specifier} cannot be imported here: in a worker, import() takes a text that is written out.`,
        ),
      );
    },
    invalidate: () => undefined,
    setStyle: () => undefined,
    startWorker: () => {
      throw new Error('A worker cannot start another one here. Start both from the page.');
    },
  });
  for (const {name, code} of packs) {
    const define = new Function('definePack', `${code}\n//# sourceURL=pack-${name}.js`);
    define((packed: Record<string, unknown>) => registry.definePacked(packed));
  }
  registry.define(modules);
  await registry.run(entry);
}
