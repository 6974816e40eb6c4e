import {once} from 'node:events';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {WebSocketServer} from 'ws';
import {NodeLab} from './node-lab.test-support.js';

let lab: NodeLab;
let host: string;
/** A service on this computer that lets anybody in. */
const sockets = new WebSocketServer({port: 0, host: '127.0.0.1'});
let socketPort: number;

beforeAll(async () => {
  if (!sockets.address()) await once(sockets, 'listening');
  ({port: socketPort} = sockets.address() as {port: number});
  lab = await NodeLab.open();
  host = new URL(lab.site.page.url()).origin;
});
afterAll(async () => {
  sockets.close();
  await lab?.close();
});

/** With the addresses of the page and of a service beside it filled in. */
function aimed(code: string): string {
  return code.replaceAll('HOST', host).replaceAll('SOCKET', `ws://127.0.0.1:${socketPort}/`);
}

/** Runs an attack. It prints `ESCAPED` where it succeeded. */
async function attack(code: string, options: Parameters<NodeLab['boot']>[1] = {}) {
  await lab.boot({'attack.mjs': aimed(code)}, options);
  const run = await lab.run('node attack.mjs');
  return {...run, output: run.output.trim()};
}

/** A program that gets hold of the port on which its realm speaks with the runtime. */
const withPort = (code: string) => `let port;
const post = MessagePort.prototype.postMessage;
MessagePort.prototype.postMessage = function (...args) { port ??= this; return post.apply(this, args); };
console.log('held');
${code}`;

/** Waits for what an attack should not bring about, then says that it held. */
const unlessHeard = (
  code: string,
) => `const timer = setTimeout(() => { console.log('held'); process.exit(0); }, 300);
const escaped = () => { console.log('ESCAPED'); process.exit(0); };
${code}`;

const tries = (code: string) => `try { ${code}; console.log('ESCAPED') } catch { console.log('held') }`;

/** What the browser itself offers a worker, behind what the realm puts before it. */
const native = (name: string) =>
  `Object.getPrototypeOf(Object.getPrototypeOf(globalThis)).${name}.bind(globalThis)`;

const attacks: Record<string, string> = {
  IndexedDB: tries(
    'await new Promise((done, fail) => { const open = indexedDB.open("x"); open.onsuccess = done; open.onerror = fail; })',
  ),
  'the cache storage': tries('await caches.open("x")'),
  'the private file system': tries('await navigator.storage.getDirectory()'),
  locks: tries('await navigator.locks.request("x", () => undefined)'),
  'the page with its cookies': tries(`await ${native('fetch')}("HOST/", {credentials: "include"})`),
  'the page blindly': tries(`await ${native('fetch')}("HOST/", {mode: "no-cors"})`),
  'the page by XMLHttpRequest': tries(
    'const request = new XMLHttpRequest(); request.open("GET", "HOST/", false); request.send()',
  ),
  'a socket on this computer': tries(
    'await new Promise((done, fail) => { const socket = new WebSocket("SOCKET"); socket.onopen = done; socket.onerror = fail; })',
  ),
  "the page's scripts": tries(`${native('importScripts')}("HOST/assets/shell.js")`),
  'a module by data: address': tries('await (0, eval)("import(\'data:text/javascript,export default 1\')")'),
  'a module of the page': tries('await (0, eval)("import(\'HOST/runtime.js\')")'),
  "a worker with the page's origin": tries(
    `const worker = new Worker("HOST/assets/worker.js");
     await new Promise((done, fail) => { worker.onerror = fail; setTimeout(done, 300); }).finally(() => worker.terminate())`,
  ),
  'the page by a worker of its own': unlessHeard(
    `const code = 'fetch("HOST/", {mode: "no-cors"}).then(() => postMessage("out"), () => undefined)';
     new Worker(URL.createObjectURL(new Blob([code]))).onmessage = escaped;`,
  ),
  'other tabs of the page': unlessHeard(
    `const channel = new BroadcastChannel('echo'); channel.onmessage = escaped; channel.postMessage('out');`,
  ),
};

test.each(Object.entries(attacks))('NP10 a process cannot reach %s', async (_, code) => {
  expect((await attack(code)).output).toBe('held');
});

test.each(Object.entries(attacks))('NP10 a worker that the page starts could: %s', async (_, code) => {
  const outcome = await lab.site.page.evaluate((code) => {
    const echo = new BroadcastChannel('echo');
    echo.onmessage = () => {
      echo.postMessage('back');
      echo.close();
    };
    const start = `const process = {exit: () => undefined};
console.log = (text) => postMessage(text);
(async () => {${code}})();`;
    const worker = new Worker(URL.createObjectURL(new Blob([start])));
    return new Promise((resolve) => {
      worker.onmessage = ({data}) => {
        worker.terminate();
        echo.close();
        resolve(data);
      };
    });
  }, aimed(code));
  expect(outcome).toBe('ESCAPED');
});

test('NP10 what belongs to documents is not there at all', async () => {
  const names = [
    'document',
    'window',
    'parent',
    'top',
    'opener',
    'localStorage',
    'sessionStorage',
    'cookieStore',
    'SharedWorker',
  ];
  const {output} = await attack(
    `console.log([${names.map((name) => `typeof ${name}`)}].join(), self.origin)`,
  );
  expect(output).toBe(`${names.map(() => 'undefined').join()} null`);
});

test('NP10 with network none not even other sites are reachable', async () => {
  const {output} = await attack(tries('await fetch("https://example.org/", {mode: "no-cors"})'), {
    network: 'none',
  });
  expect(output).toBe('held');
  expect(lab.site.outside).toEqual([]);
});

test('NP10 with network gateway a process reaches our files and nothing beside them', async () => {
  const asking = (path: string) => tries(`await ${native('fetch')}("HOST${path}", {mode: "no-cors"})`);
  const {output} = await attack(`${asking('/assets/pack-frame.js')}; ${asking('/api/me')}`, {
    network: 'gateway',
  });
  expect(output).toBe('ESCAPED\nheld');
});

test('NP11 what a process posts to its frame does nothing', async () => {
  await lab.site.page.evaluate(() => {
    Object.assign(window, {posted: [] as unknown[]});
    addEventListener('message', ({data}) => (window as unknown as {posted: unknown[]}).posted.push(data));
  });
  const {output} = await attack(`const {port1, port2} = new MessageChannel();
self.postMessage({type: 'realm', code: 'parent.postMessage("out", "*")'});
self.postMessage({type: 'start', process: 99}, [port2]);
self.postMessage({type: 'codecraft-frame', nonce: ''});
self.postMessage({type: 'terminate', process: 1});
setTimeout(() => console.log('held'), 100);`);
  expect(output).toBe('held');
  const posted = await lab.site.page.evaluate(() => (window as unknown as {posted: {type: string}[]}).posted);
  // The frame's own first word is all there is.
  expect(posted.map(({type}) => type)).toEqual(['codecraft-frame']);
});

test.each([
  ['a document for the preview', `{type: 'document', document: 1, nonce: '', html: '<h1>out</h1>'}`],
  ['an answer of the runtime', `{type: 'result', id: 1, value: 'out'}`],
  ['a message of the preview', `{type: 'preview-message', message: {type: 'painted', durationMs: 1}}`],
  ['a server by another name', `{type: 'server-ready', port: 80, url: 'HOST/'}`],
  ['a port that is none', `{type: 'listen', port: 99999}`],
  ['an answer that nobody asked for', `{type: 'response-end', request: 1}`],
  ['a file whose name is no text', `{type: 'write-file', path: ['/a'], contents: 'out'}`],
  ['an inherited name', `{type: 'constructor'}`],
  ['a type that is no text', `{type: {toString: () => 'exit'}.toString}`],
])('NP12 a forged message is dropped: %s', async (_, message) => {
  const send = message.includes('toString') ? `{type: ['exit'], code: 0}` : message;
  const {code, output} = await attack(
    withPort(`port.postMessage(${send}); setTimeout(() => process.exit(9), 50);`),
  );
  expect({code, output}).toEqual({code: 9, output: 'held'});
  expect(await lab.site.page.evaluate(() => node.ports)).toEqual([]);
  expect(await lab.list('/')).toEqual(['attack.mjs']);
});

test('NP12 a path cannot leave the project', async () => {
  await attack(
    withPort(`port.postMessage({type: 'write-file', path: '../../../etc/passwd', contents: 'x'});`),
  );
  expect(await lab.readFile('/etc/passwd')).toBe('x');
  expect(await lab.list('/')).toEqual(['attack.mjs', 'etc']);
});

test('NP12 one process cannot take the port of another', async () => {
  await lab.boot({
    'server.cjs': `require('http').createServer((q, r) => r.end('mine')).listen(4000, () => console.log('up'))`,
    'thief.cjs': `require('http').createServer((q, r) => r.end('stolen')).listen(4000)`,
  });
  await lab.start('node server.cjs');
  await lab.waitForOutput('up');
  const thief = await lab.site.page.evaluate(async () => {
    const process = await node.runtime.spawn('node', ['thief.cjs']);
    return process.exit;
  });
  expect(thief).toBe(1);
});

test.each([
  [
    'messages',
    `const {port1} = new MessageChannel(); for (;;) port.postMessage({type: 'raw-mode', isRaw: false});`,
  ],
  ['messages of no kind', `for (;;) port.postMessage({type: 'nothing'});`],
  [
    'output',
    `const text = 'x'.repeat(900000); for (;;) port.postMessage({type: 'output', stream: 'stdout', text});`,
  ],
])('NP13 a flood of %s ends the process, and the page goes on', async (_, code) => {
  const {code: exitCode, output} = await attack(withPort(`console.log('');${code}`));
  expect(exitCode).toBe(1);
  expect(output).toContain('The program sends more than can be taken in, and was ended.');
  expect(await lab.readFile('/attack.mjs')).toContain('postMessage');
});

test('NP13 a busy loop leaves the page responsive', async () => {
  await lab.boot({'busy.cjs': `console.log('busy'); for (;;);`});
  await lab.start('node busy.cjs');
  await lab.waitForOutput('busy');
  const frames = await lab.site.page.evaluate(
    () =>
      new Promise<number>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(2)))),
  );
  expect(frames).toBe(2);
  await lab.kill();
  expect((await lab.exit()).code).toBe(143);
});

test('NP14 the frame of the processes has no origin, and goes with the runtime', async () => {
  // A page without the workers of the tests before: the driver may miss the end of one that another worker started.
  const own = await NodeLab.open();
  try {
    await own.boot({'a.cjs': ''});
    await own.run('node a.cjs');
    const frame = own.site.page.locator('iframe[title="Processes"]');
    expect(await frame.getAttribute('sandbox')).toBe('allow-scripts');
    await own.site.page.evaluate(() => node.runtime.teardown());
    expect(await frame.count()).toBe(0);
    // A browser gives a worker that is still starting two seconds to end by itself.
    await expect.poll(() => own.site.page.runningWorkers()).toEqual([]);
  } finally {
    await own.close();
  }
});
