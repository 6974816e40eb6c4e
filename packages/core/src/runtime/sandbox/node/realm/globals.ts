import type {Buffer} from 'buffer';
import {createSubtle, randomUuid} from './builtins/web-crypto.js';
import type {RealmContext} from './context.js';

/** What a worker has and Node has not: libraries would take the process for a browser. */
const browserOnly = ['location', 'importScripts', 'WorkerGlobalScope', 'DedicatedWorkerGlobalScope', 'name'];

/** Makes the global scope look like Node's. */
export function installGlobals(
  context: RealmContext,
  fetch: typeof globalThis.fetch,
  NodeBuffer: typeof Buffer,
): void {
  const {process, console, timers, loop} = context;
  for (const name of browserOnly) define(name, undefined);
  const offered = {global: globalThis, process, console, Buffer: NodeBuffer, fetch, ...timers};
  for (const [name, value] of Object.entries(offered)) define(name, value);
  // Browsers leave these two out where the page is not served over https.
  if (!crypto.randomUUID) Object.assign(crypto, {randomUUID: randomUuid});
  if (!crypto.subtle) Object.defineProperty(crypto, 'subtle', {value: createSubtle(loop)});
  // The body of an answer arrives later than the answer: that, too, keeps the program alive.
  for (const prototype of [Response.prototype, Request.prototype, Blob.prototype]) {
    for (const name of ['arrayBuffer', 'blob', 'formData', 'json', 'text']) keepAlive(prototype, name, loop);
  }
  keepAlive(ReadableStreamDefaultReader.prototype, 'read', loop);
}

function define(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, {configurable: true, writable: true, value});
}

function keepAlive(prototype: object, name: string, loop: RealmContext['loop']): void {
  const method = (prototype as Record<string, unknown>)[name];
  if (typeof method !== 'function') return;
  Object.defineProperty(prototype, name, {
    configurable: true,
    writable: true,
    value(this: unknown, ...args: unknown[]) {
      return loop.during(method.apply(this, args) as Promise<unknown>);
    },
  });
}
