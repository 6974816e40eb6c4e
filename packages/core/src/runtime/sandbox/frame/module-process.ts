/** What modules see as `process`: packages ask it whether they are in a browser, and in development. */
export const moduleProcess = {
  env: {NODE_ENV: 'development'},
  browser: true,
  platform: 'browser',
  nextTick: queueMicrotask.bind(globalThis),
};
