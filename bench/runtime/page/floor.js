/**
 * What no runtime with a worker and an isolated frame can do without: opens both, with a line of code in each.
 *
 * @param {{worker?: string, frame?: boolean}} parts address of the worker's script
 * @returns when each had answered, in milliseconds
 */
export async function open({worker, frame}) {
  const startedAt = performance.now();
  const answered = (target) =>
    new Promise((resolve) => {
      const onMessage = () => resolve(performance.now() - startedAt);
      target.addEventListener('message', onMessage, {once: true});
    });
  const times = {};
  if (worker) {
    const opened = new Worker(worker);
    opened.postMessage('');
    times.worker = answered(opened);
  }
  if (frame) {
    const opened = document.createElement('iframe');
    opened.setAttribute('sandbox', 'allow-scripts');
    opened.srcdoc = '<script>parent.postMessage("", "*")</script>';
    times.frame = answered(window);
    document.getElementById('preview').append(opened);
  }
  const both = await Promise.all(Object.entries(times).map(async ([name, time]) => [name, await time]));
  return Object.fromEntries(both);
}
