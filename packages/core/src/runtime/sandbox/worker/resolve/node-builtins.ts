const names =
  'assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain ' +
  'events fs http http2 https inspector module net os path perf_hooks process punycode querystring readline repl ' +
  'stream string_decoder sys timers tls tty url util v8 vm wasi worker_threads zlib';
const builtins = new Set(names.split(' '));

/** `fs`, `fs/promises`, `node:fs` */
export function isNodeBuiltin(specifier: string): boolean {
  return specifier.startsWith('node:') || builtins.has(specifier.replace(/\/.*$/, ''));
}
