import initialize, {transform_modules as transform} from '@builder.io/qwik/bindings/qwik.wasm.mjs';

let starting;

/** @param wasmUrl where qwik.wasm lies; asked for once */
async function qwik(wasmUrl) {
  starting ??= initialize({module_or_path: wasmUrl});
  await starting.catch((error) => {
    starting = undefined;
    throw error;
  });
  return transform;
}

globalThis.codecraftCompilers = {...globalThis.codecraftCompilers, qwik};
