import type {workers} from './monaco.js';

type WorkerName = keyof typeof workers;

const workerOfLabel: Readonly<Record<string, WorkerName>> = {
  typescript: 'typescript',
  javascript: 'typescript',
  css: 'css',
  scss: 'css',
  less: 'css',
  html: 'html',
  handlebars: 'html',
  json: 'json',
};

/** Workers of languages that were started and not ended. */
const running = new Set<Worker>();

/** Tells our Monaco where its workers are. A page's own Monaco reads `MonacoEnvironment` and is left alone. */
export function provideWorkers(urls: typeof workers): void {
  Object.assign(globalThis, {
    CodecraftMonacoEnvironment: {
      getWorker: (_moduleId: string, label: string) => {
        const name = workerOfLabel[label] ?? 'editor';
        const worker = startWorker(urls[name], label);
        if (name !== 'editor') running.add(worker);
        return worker;
      },
    },
  });
}

/** Ends the workers of all languages, also those that Monaco lost sight of while they started. */
export function endLanguageWorkers(): void {
  for (const worker of running) worker.terminate();
  running.clear();
}

/** A page may only start workers of its own origin; from another one they come through a script of its own. */
function startWorker(url: string, name: string): Worker {
  if (new URL(url).origin === location.origin) return new Worker(url, {name});
  const script = new Blob([`importScripts(${JSON.stringify(url)})`], {type: 'text/javascript'});
  const scriptUrl = URL.createObjectURL(script);
  const worker = new Worker(scriptUrl, {name});
  URL.revokeObjectURL(scriptUrl);
  return worker;
}
