import {afterAll, beforeAll, expect, test} from 'vitest';
import {installed} from './installed-package.test-support.js';
import {NodeLab} from './node-lab.test-support.js';

let lab: NodeLab;

beforeAll(async () => {
  lab = await NodeLab.open();
});
afterAll(() => lab?.close());

/** Says what it hears of its readers. */
const server = `import {createServer} from 'node:http';
import {WebSocketServer} from 'ws';
let goOn;
const server = createServer((request, response) => {
  const {pathname} = new URL(request.url, 'http://localhost');
  response.on('close', () => { if (!response.writableFinished) console.log('broken off', pathname); });
  if (pathname === '/slow') { response.write('one'); goOn = () => response.end('two'); return; }
  if (pathname === '/go') { goOn(); return response.end(); }
  if (pathname === '/moved') return response.writeHead(302, {location: '/new'}).end();
  if (pathname === '/events') return response.setHeader('content-type', 'text/event-stream').write('id: 7\\n\\ndata: news\\n\\n');
  if (pathname.startsWith('/endless')) return response.write('endless');
  let body = '';
  request.on('data', (part) => { body += part; }).on('end', () => response.end(request.method + ' ' + pathname + ' ' + body));
});
new WebSocketServer({server}).on('connection', (socket, request) => {
  socket.on('message', (data, isBinary) => socket.send(data, {binary: isBinary}));
  socket.on('close', (code) => console.log('closed', request.url, code));
});
server.listen(4000, () => console.log('up'));`;

const files = (worker: string) => ({
  ...installed('ws'),
  'package.json': '{"type": "module"}',
  'server.js': server,
  'index.html': '<!doctype html><p>App</p><script type="module" src="/main.js"></script>',
  'main.js': `const worker = new Worker(new URL('./work.js', import.meta.url), {type: 'module'});
worker.onmessage = ({data}) => { window.told = data; };
worker.onerror = ({message}) => { window.told = message; };
window.end = () => worker.terminate();`,
  'work.js': `const host = 'localhost:4000';
const text = (bytes) => new TextDecoder().decode(bytes);
const said = (socket) => new Promise((resolve) => { socket.onmessage = ({data}) => resolve(data); });
const opened = (socket) => new Promise((resolve) => { socket.onopen = resolve; });
${worker}`,
});

declare global {
  /** In the preview: what the worker told, and what ends it. */
  var told: unknown;
  var end: () => void;
}

/** Runs a worker beside a server, and answers what it told first. */
async function tell(worker: string): Promise<unknown> {
  await lab.boot(files(worker));
  await lab.start('node server.js');
  await lab.waitForOutput('up');
  await lab.preview(() => lab.start('npx serve'));
  const told = async () => (await lab.site.frame()).evaluate(() => globalThis.told);
  await expect.poll(told).toBeDefined();
  return told();
}

test('RT-W4 fetch in a worker gets answers piece by piece, follows redirects, and is heard to be aborted', async () => {
  const told = await tell(`const {body} = await fetch('http://' + host + '/slow');
const reader = body.getReader();
const parts = [text((await reader.read()).value)];
await fetch('http://' + host + '/go');
parts.push(text((await reader.read()).value), (await reader.read()).done);
const moved = await fetch('http://' + host + '/moved');
const controller = new AbortController();
const endless = await fetch('http://' + host + '/endless', {signal: controller.signal});
controller.abort();
const failure = await endless.body.getReader().read().catch((error) => error.name);
postMessage({parts, moved: [moved.url, moved.redirected, await moved.text()], failure});`);
  expect(told).toEqual({
    parts: ['one', 'two', true],
    moved: ['http://localhost:4000/new', true, 'GET /new '],
    failure: 'AbortError',
  });
  await lab.waitForOutput('broken off /endless');
});

test('RT-W4 XMLHttpRequest works in a worker, where it knows no documents', async () => {
  const told = await tell(`const ask = (responseType) => new Promise((resolve) => {
  const request = new XMLHttpRequest();
  request.responseType = responseType;
  request.onload = () => resolve([request.responseType, request.response]);
  request.onerror = () => resolve('error');
  request.open('POST', 'http://' + host + '/said');
  request.send('sent');
});
const own = new Promise((resolve) => {
  const request = new XMLHttpRequest();
  request.onload = () => resolve(request.responseText);
  request.open('GET', '/package.json');
  request.send();
});
const [asText, asDocument, asBytes] = await Promise.all(['text', 'document', 'arraybuffer'].map(ask));
postMessage({asText, asDocument, bytes: text(asBytes[1]), own: await own});`);
  expect(told).toEqual({
    asText: ['text', 'POST /said sent'],
    asDocument: ['', 'POST /said sent'],
    bytes: 'POST /said sent',
    own: '{"type": "module"}',
  });
});

test('RT-W4 EventSource and WebSocket reach the project’s server from a worker', async () => {
  const told = await tell(`const source = new EventSource('http://' + host + '/events');
const event = await new Promise((resolve) => { source.onmessage = resolve; });
source.close();
const socket = new WebSocket('ws://' + host + '/echo');
socket.binaryType = 'arraybuffer';
await opened(socket);
socket.send('words');
const words = await said(socket);
const many = 'x'.repeat(1_000_000);
socket.send(many);
const isWhole = await said(socket) === many;
socket.send(Uint8Array.of(1, 2));
const bytes = [...new Uint8Array(await said(socket))];
socket.close(4001, 'bye');
const closed = await new Promise((resolve) => { socket.onclose = resolve; });
const gone = new WebSocket('ws://localhost:9/');
const refused = await new Promise((resolve) => { gone.onclose = resolve; });
postMessage({
  event: [event.data, event.lastEventId, event.origin, source instanceof EventSource],
  socket: [words, isWhole, bytes, closed.code, closed.reason, socket instanceof WebSocket],
  refused: refused.code,
});`);
  expect(told).toEqual({
    event: ['news', '7', 'http://localhost:4000', true],
    socket: ['words', true, [1, 2], 4001, 'bye', true],
    refused: 1006,
  });
  await lab.waitForOutput('broken off /events');
});

const open = `await fetch('http://' + host + '/endless');
const socket = new WebSocket('ws://' + host + '/open');
await opened(socket);
postMessage('open');`;

test('RT-W5 what a worker has open ends with it', async () => {
  expect(await tell(open)).toBe('open');
  await (await lab.site.frame()).evaluate(() => end());
  await lab.waitForOutput('broken off /endless');
  await lab.waitForOutput('closed /open 1001');
});

test('RT-W5 and where it closes itself', async () => {
  expect(await tell(`${open}\nself.close();`)).toBe('open');
  await lab.waitForOutput('broken off /endless');
  await lab.waitForOutput('closed /open 1001');
});

test('RT-W5 and with its document', async () => {
  expect(await tell(open)).toBe('open');
  await lab.repainted(() => lab.site.page.evaluate(() => node.preview.reload()));
  await lab.waitForOutput('broken off /endless');
  await lab.waitForOutput('closed /open 1001');
});

test('RT-W6 a worker starts no other one', async () => {
  expect(
    await tell(
      `try { new Worker(new URL('./work.js', import.meta.url)); } catch (error) { postMessage(error.message); }`,
    ),
  ).toMatch('A worker cannot start another one here');
});
