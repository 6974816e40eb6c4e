import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {NodeLab, type Run} from './node-lab.test-support.js';

let lab: NodeLab;

beforeAll(async () => {
  lab = await NodeLab.open();
});
afterAll(() => lab?.close());

/** Says what it hears of its readers. `/go` lets those that wait go on. */
const server = `import {createServer} from 'node:http';
let goOn;
let made = 0;
createServer(async (request, response) => {
  const {url} = request;
  response.on('close', () => { if (!response.writableFinished) console.log('broken off', url); });
  if (url === '/slow') { response.write('one'); goOn = () => response.end('two'); return; }
  if (url === '/breaks') { response.write('begun'); goOn = () => response.destroy(); return; }
  if (url === '/go') { goOn(); return response.end(); }
  if (url === '/made') return response.end(String(made));
  if (url === '/silent') return console.log('asked');
  const part = Buffer.alloc(65536, 'x');
  const end = url === '/large' ? 1000 : Infinity;
  for (let count = 0; count < end && !response.destroyed; count++) {
    made += part.length;
    if (!response.write(part)) await new Promise((resolve) => response.once('drain', resolve).once('close', resolve));
  }
  response.end();
}).listen(4000, () => console.log('up'));`;

const prelude = `const host = 'http://localhost:4000';
const text = (bytes) => new TextDecoder().decode(bytes);
const begin = async (path, init) => (await fetch(host + path, init)).body.getReader();
const next = async (reader) => { const {value, done} = await reader.read(); return done ? 'end' : text(value); };
const ask = async (path) => (await fetch(host + path)).text();`;

/** What the client prints, beside the server or with it in one process. */
async function run(where: string, client: string): Promise<Run> {
  const isOne = where === 'the same process';
  await lab.boot({
    'server.mjs': server,
    'client.mjs': `${isOne ? "import './server.mjs';\nawait new Promise((resolve) => setTimeout(resolve));" : ''}
${prelude}
${client}
${isOne ? 'setTimeout(() => process.exit(0));' : ''}`,
  });
  if (!isOne) {
    await lab.start('node server.mjs');
    await lab.waitForOutput('up');
  }
  return lab.run('node client.mjs');
}

describe.each(['another process', 'the same process'])('NP40 fetch of a server in %s', (where) => {
  test('has its body as it is written', async () => {
    const {code, output} = await run(
      where,
      `const reader = await begin('/slow');
const parts = [await next(reader)];
await ask('/go');
parts.push(await next(reader), await next(reader));
console.log(parts.join(' '));
const broken = await begin('/breaks');
const begun = await next(broken);
await ask('/go');
console.log(begun, await next(broken).catch((error) => error.message));`,
    );
    expect(output).toContain('one two end\n');
    expect(output).toMatch(/begun .*ended the connection/);
    expect(code).toBe(0);
  });

  test('has all of it, however long', async () => {
    const {code, output} = await run(
      where,
      `let length = 0;
for await (const part of (await fetch(host + '/large')).body) length += part.length;
console.log('length', length);`,
    );
    expect(output, 'more than a process may send without being asked').toContain(`length ${1000 * 65_536}\n`);
    expect(code).toBe(0);
  });

  test('stops a server that waits for room', async () => {
    const {output} = await run(
      where,
      `const reader = await begin('/endless');
let before = -1, made = 0;
while (made !== before) { before = made; for (let i = 0; i < 5; i++) made = Number(await ask('/made')); }
console.log(made < 4_000_000 ? 'stopped' : made);
for (let i = 0; i < 40; i++) await next(reader);
while (Number(await ask('/made')) <= made);
console.log('went on');
await reader.cancel();`,
    );
    expect(output).toContain('stopped\n');
    expect(output).toContain('went on\n');
  });

  test('is heard to be aborted and cancelled', async () => {
    const {output} = await run(
      where,
      `const failure = (asked) => asked.then(() => 'answered', (error) => error.name);
const first = new AbortController();
const reader = await begin('/endless?aborted', {signal: first.signal});
await next(reader);
first.abort();
let last;
do { last = await next(reader).catch((error) => error.name); } while (last.startsWith('x'));
const second = new AbortController();
const silent = failure(fetch(host + '/silent', {signal: second.signal}));
setTimeout(() => second.abort(), 20);
console.log(last, await silent);
await (await begin('/endless?cancelled')).cancel();
await ask('/made');`,
    );
    expect(output).toContain('AbortError AbortError\n');
    for (const url of ['/endless?aborted', '/silent', '/endless?cancelled']) {
      await lab.waitForOutput(`broken off ${url}`);
    }
  });
});

test.each(['another process', 'the same process'])(
  'NP40 http.get of a server in %s streams',
  async (where) => {
    const {output} = await run(
      where,
      `const {get} = await import('node:http');
const open = (path) => new Promise((resolve) => { get(host + path, resolve); });
const slow = await open('/slow');
slow.setEncoding('utf8');
const parts = [];
slow.once('data', () => ask('/go'));
for await (const part of slow) parts.push(part);
console.log(parts.join(' '), slow.complete);
const broken = await open('/breaks');
broken.once('data', () => ask('/go'));
broken.on('aborted', () => console.log('aborted'));
await new Promise((resolve) => broken.on('error', (error) => { console.log(error.code); resolve(); }));
const large = await open('/large');
let length = 0;
for await (const part of large) length += part.length;
console.log('length', length);
const endless = await open('/endless');
await new Promise((resolve) => endless.once('data', resolve));
endless.destroy();
const request = get(host + '/made', (response) => response.resume());
await new Promise((resolve) => request.once('close', resolve));
console.log('closed');`,
    );
    expect(output).toContain('one two true\n');
    // What the server prints comes between.
    expect(output).toMatch(/aborted\n.*ECONNRESET\n/s);
    expect(output).toContain(`length ${1000 * 65_536}\n`);
    expect(output).toContain('closed\n');
    await lab.waitForOutput('broken off /endless');
  },
);

test('NP40 what a program reads ends with it', async () => {
  const {code} = await run('another process', `await begin('/endless'); process.exit(3);`);
  expect(code).toBe(3);
  await lab.waitForOutput('broken off /endless');
});

test('NP40 a program lives as long as something comes', async () => {
  const {code, output} = await run(
    'another process',
    `await fetch(host + '/slow');
process.on('exit', () => console.log('exit'));
fetch(host + '/go').then(() => console.log('gone'));`,
  );
  expect(output).toContain('gone\nexit\n');
  expect(code).toBe(0);
});
