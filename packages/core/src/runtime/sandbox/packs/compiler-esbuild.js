import {build, initialize, transform} from 'esbuild-wasm/esm/browser.js';

let starting;

/** @param wasmUrl where esbuild.wasm lies; asked for once */
async function esbuild(wasmUrl) {
  // A worker of its own would be one inside a worker, which not every browser has.
  starting ??= initialize({wasmURL: wasmUrl, worker: false});
  await starting.catch((error) => {
    starting = undefined;
    throw error;
  });
  return {build, transform};
}

globalThis.codecraftCompilers = {...globalThis.codecraftCompilers, esbuild};
