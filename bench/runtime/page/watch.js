/*
 * Runs in the page that hosts a preview. The preview tells what it shows; see watchForSign in watch-script.mjs.
 */
const listeners = new Set();
addEventListener('message', ({data}) => {
  if (typeof data?.sign !== 'string') return;
  for (const listener of listeners) listener(data, performance.now());
});

/** When a sign that contains `text` was in the document, and when it was painted, in milliseconds from now. */
export function shown(text) {
  const startedAt = performance.now();
  const times = {};
  return new Promise((resolve) => {
    listeners.add(function listener({sign, stage}, at) {
      if (!sign.includes(text)) return;
      times[stage] ??= at - startedAt;
      if (stage !== 'painted') return;
      listeners.delete(listener);
      resolve(times);
    });
  });
}
