import {afterAll, afterEach, beforeAll, expect, test} from 'vitest';
import {AttackLab, refused} from './attack-lab.test-support.js';

let lab: AttackLab;

beforeAll(async () => {
  lab = await AttackLab.open();
});
afterAll(() => lab?.close());
afterEach(() => lab.site.page.evaluate(() => labs['second']?.runtime.teardown()));

/** Finds our port, as any code in the frame can. */
const stealPort = `let stolen;
const native = real.MessagePort.prototype.postMessage;
real.MessagePort.prototype.postMessage = function (...values) { stolen = this; return native.apply(this, values); };
console.log('x');
real.MessagePort.prototype.postMessage = native;`;

/** Posted to the page as a window message, with a port. The answer is how many messages come back on that port. */
const posted = (message: string) => `const {port1, port2} = new MessageChannel();
let answers = 0; port1.onmessage = () => answers++;
real.parent.postMessage(${message}, '*', [port2]);
await wait(); return answers;`;

const toThePage: Record<string, string> = {
  'a hello with a guessed nonce': posted(`{type: 'codecraft-frame', nonce: 'guess'}`),
  'a hello without a nonce': posted(`{type: 'codecraft-frame'}`),
  'a hello whose nonce is no text': posted(`{type: 'codecraft-frame', nonce: {length: 1}}`),
  'a hello whose nonce is a whole book': posted(`{type: 'codecraft-frame', nonce: 'x'.repeat(5e6)}`),
  'a hello for the processes': posted(`{type: 'codecraft-frame', nonce: undefined}`),
  'a message of the worker': posted(`{type: 'server-ready', port: 1, url: 'x'}`),
  'an answer of the worker': posted(`{type: 'result', id: 1}`),
  'a document of the worker': posted(`{type: 'document', document: 99, nonce: '', html: '<h1>forged</h1>'}`),
  'nothing at all': posted('null'),
};

test('RT-I3 what an app posts to the page is answered by nobody', async () => {
  const results = await lab.run(toThePage);
  expect(results).toEqual(Object.fromEntries(Object.keys(toThePage).map((name) => [name, 0])));
  expect(await lab.site.text('body')).not.toContain('forged');
});

test('RT-I3 a hello is taken from the window of the frame alone', async () => {
  await lab.start("document.body.textContent = 'mine';");
  const answers = await lab.site.page.evaluate(async () => {
    const heard: unknown[] = [];
    const {port1, port2} = new MessageChannel();
    port1.onmessage = ({data}) => heard.push(data);
    window.postMessage({type: 'codecraft-frame', nonce: ''}, '*', [port2]);
    await new Promise((resolve) => setTimeout(resolve, 300));
    return heard;
  });
  expect(answers).toEqual([]);
  expect(await lab.site.text('body')).toBe('mine');
});

/** What the frame's own port carries is read by our worker. */
const onThePort = [
  'null',
  '1',
  "['failed']",
  "{type: 'constructor'}",
  "{type: '__proto__'}",
  "{type: 'failed', kind: 'compile', message: 'forged'}",
  "{type: 'server-ready'}",
  "{type: 'preview-message', message: {type: 'failed', message: 'forged'}}",
  "{type: 'storage', area: '__proto__', key: 'polluted', value: 'yes'}",
  "{type: 'storage', area: 'localStorage', key: {toString: 1}, value: 'yes'}",
  'JSON.parse(\'{"type": "storage", "area": "localStorage", "key": "__proto__", "value": "polluted"}\')',
  'JSON.parse(\'{"type": "fetch", "id": 1, "method": "GET", "address": "/", "headers": [["__proto__", "polluted"]], "body": null, "__proto__": {"polluted": 1}}\')',
  "{type: 'history', index: 0, entries: Array.from({length: 1e5}, () => ({address: '/', state: null, document: 1}))}",
  "{type: 'console', level: 'log', text: 'forged '.repeat(1e6)}",
  "{type: 'fetch', id: 2, method: 'GET', address: '/', headers: [], body: new Uint8Array(60e6)}",
  "{type: 'painted', message: new Map([[1, 2]])}",
  "{type: 'import', id: 1e12, importer: '/', specifier: '/'}",
  "{type: 'fetch-room', id: 1, cost: -1}",
  "{type: 'fetch-room', id: 1, cost: Infinity}",
  "{type: 'fetch-abort', id: '__proto__'}",
  "{type: 'socket-open', id: 1, address: 'ws://127.0.0.1:1/', protocols: ['forged', {}]}",
  "{type: 'socket-open', id: 1, address: '/forged', protocols: []}",
  "{type: 'socket-send', id: 1, data: new Uint8Array(20e6)}",
  "{type: 'socket-send', id: 7, data: 'forged'}",
  "{type: 'socket-close', id: 1, code: 1, reason: 'forged'.repeat(100)}",
  "{type: 'socket-closed', id: 1, code: 1000, reason: 'forged', wasClean: true}",
];

test('RT-I4 forged messages on the port itself are dropped, and the app goes on', async () => {
  const results = await lab.run({
    sent: `${stealPort} for (const message of [${onThePort.join(',\n')}]) stolen.postMessage(message);
await wait(1500); return stolen !== undefined;`,
  });
  expect(results).toEqual({sent: true});
  const {messages} = await lab.site.lab();
  expect(messages.filter(({type}) => type === 'failed')).toEqual([]);
  expect(JSON.stringify(messages)).not.toContain('forged');
  expect(await lab.site.page.evaluate(() => 'polluted' in Object.prototype)).toBe(false);
  expect(await lab.site.edit({'main.js': 'document.body.textContent = String({}.polluted);'})).toMatchObject({
    kind: 'reload',
  });
  expect(await lab.site.text('body')).toBe('undefined');
});

/** Sends on our own port: the browser's console would slow the flood down. */
const flood = (count: number) =>
  `${stealPort} for (let i = 0; i < ${count}; i++) stolen.postMessage({type: 'console', level: 'debug', text: 'flood'});`;

test('RT-I5 too many messages are left out, and the app goes on', async () => {
  await lab.run({flood: `${flood(20_000)} await wait(1500);`});
  const {messages} = await lab.site.lab();
  expect(messages.length).toBeLessThan(15_000);
  expect(messages).toContainEqual(
    expect.objectContaining({level: 'warn', text: expect.stringContaining('Some were left out')}),
  );
  expect(await lab.site.edit({'main.js': "document.body.textContent = 'calm';"})).toMatchObject({
    kind: 'reload',
  });
  expect(await lab.site.text('body')).toContain('calm');
});

test('RT-I5 an app that does not stop sending is cut off, and the next change starts it again', async () => {
  await lab.start(`const real = window; setTimeout(() => { ${flood(80_000)} }, 100);`);
  const cutOff = lab.site.nextMessage('failed');
  expect(await lab.site.hostTicks()).toBeGreaterThan(0);
  expect(await cutOff).toMatchObject({message: expect.stringContaining('too many messages')});
  expect(await lab.site.edit({'main.js': "document.body.textContent = 'calm';"})).toEqual({
    type: 'recovered',
  });
  expect(await lab.site.text('body')).toContain('calm');
});

/** In another workspace on the same page: says what reaches it. */
const neighbour = `const real = (0, eval)('window');
localStorage.setItem('mine', 'second');
document.body.textContent = 'untouched';
const heard = (from) => console.log('HEARD ' + from);
new real.BroadcastChannel('both').onmessage = () => heard('broadcast');
real.addEventListener('storage', () => heard('storage'));`;

/** Frames of a page are in the order in which they were made. */
const other =
  'const other = [...Array(real.parent.length).keys()].map((at) => real.parent.frames[at]).find((one) => one !== real);';

const onTheNeighbour: Record<string, string> = {
  'reads its document': `${other} return other.document.title`,
  'reads its globals': `${other} return other.localStorage`,
  'reads its address': `${other} return other.location.href`,
  'leads it away': `${other} other.location.replace('about:blank'); await wait(); return 'tried'`,
  'shares its storage': "return String(localStorage.getItem('mine'))",
  'shares a channel': "new real.BroadcastChannel('both').postMessage('x'); await wait(); return 'tried'",
  'names it': "return real.parent.frames['second'].name",
};

test('RT-I6 another workspace on the page is out of reach', async () => {
  await lab.start(neighbour, {place: 'second'});
  const results = await lab.run(onTheNeighbour);
  expect(results).toEqual({
    'reads its document': refused,
    'reads its globals': refused,
    'reads its address': refused,
    'leads it away': expect.stringMatching(/^(blocked|tried)/),
    'shares its storage': 'null',
    'shares a channel': 'tried',
    'names it': refused,
  });
  expect(await lab.said('HEARD', 'second')).toBeUndefined();
  expect(await lab.site.text('body', 'second')).toBe('untouched');
});

test('RT-I6 two frames of the page that are not isolated do reach each other', async () => {
  const heard = await lab.site.page.evaluate(async () => {
    const add = (html: string) => {
      const frame = document.createElement('iframe');
      frame.srcdoc = html;
      document.body.append(frame);
      return frame;
    };
    const reached = new Promise((resolve) => {
      addEventListener('message', ({data}) => resolve(data), {once: true});
    });
    const first = add(
      '<title>one</title><script>new BroadcastChannel("both").onmessage = () => top.postMessage("heard", "*")</script>',
    );
    await new Promise((resolve) => {
      first.onload = resolve;
    });
    add('<script>new BroadcastChannel("both").postMessage("x")</script>');
    return reached;
  });
  expect(heard).toBe('heard');
});

test('RT-I9 dialogs and printing, however often, do not stop the page', async () => {
  const results = await lab.run({
    dialogs: `for (let i = 0; i < 20; i++) { real.alert(i); real.confirm(i); real.prompt(i); } return 'went on'`,
    printing: `for (let i = 0; i < 20; i++) real.print(); return 'went on'`,
  });
  expect(results).toEqual({dialogs: 'went on', printing: 'went on'});
  expect(await lab.site.hostTicks()).toBeGreaterThan(5);
});
