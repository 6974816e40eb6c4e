import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {NodeLab} from './node-lab.test-support.js';

let lab: NodeLab;

beforeAll(async () => {
  lab = await NodeLab.open();
});
afterAll(() => lab?.close());

/** Says what it hears of its readers. `/go` lets those that wait go on. */
const server = `const http = require('node:http');
let waiting = [];
const whenTold = () => new Promise((resolve) => waiting.push(resolve));
const open = new Set();
let made = 0;
http.createServer(async (request, response) => {
  const {pathname} = new URL(request.url, 'http://localhost');
  request.on('aborted', () => console.log('request aborted', pathname));
  request.on('close', () => console.log('request closed', pathname));
  response.on('close', () => { open.delete(response); console.log('response closed', pathname, response.writableFinished); });
  if (pathname === '/') return response.setHeader('content-type', 'text/html').end('<p id="page">Page</p>');
  if (pathname === '/go') { for (const go of waiting.splice(0)) go(); return response.end('gone'); }
  if (pathname === '/state') return response.end(JSON.stringify({made, open: open.size}));
  open.add(response);
  if (pathname === '/slow') {
    response.setHeader('content-type', 'text/plain; charset=utf-8');
    response.write('one é'.slice(0, 4));
    await whenTold();
    response.write('é');
    await whenTold();
    response.end(' end');
  }
  if (pathname === '/silent') return;
  if (pathname === '/breaks') { response.write('begun'); await whenTold(); response.destroy(); }
  if (pathname === '/endless' || pathname === '/large') {
    const part = Buffer.alloc(65536, 'x');
    const end = pathname === '/large' ? 2000 : Infinity;
    for (let count = 0; count < end && !response.destroyed; count++) {
      made += part.length;
      if (!response.write(part)) await new Promise((resolve) => response.once('drain', resolve).once('close', resolve));
    }
    response.end();
  }
  if (pathname === '/flood') {
    for (let count = 0; count < 100000; count++) response.write('0123456789');
    response.end();
  }
}).listen(3000, () => console.log('up'));`;

declare global {
  /** In the preview: what a test began there and goes on with. */
  var held: {reader: ReadableStreamDefaultReader<Uint8Array>; controller: AbortController; seen: unknown[]};
}

async function boot(): Promise<void> {
  await lab.boot({'server.cjs': server});
  await lab.preview(() => lab.start('node server.cjs'));
}

/** Asks the server from the frame, and reads nothing of the body. */
async function begin(address: string): Promise<void> {
  await (await lab.site.frame()).evaluate(async (address) => {
    const controller = new AbortController();
    const {body} = await fetch(address, {signal: controller.signal});
    globalThis.held = {reader: body!.getReader(), controller, seen: []};
  }, address);
}

/** The next piece as text; undefined at the end; or the error. */
async function next(): Promise<string | undefined> {
  return (await lab.site.frame()).evaluate(() =>
    held.reader.read().then(
      ({value}) => value && new TextDecoder().decode(value),
      (error: Error) => `${error.name}: ${error.message}`,
    ),
  );
}

async function ask(address: string): Promise<string> {
  return (await lab.site.frame()).evaluate(async (address) => (await fetch(address)).text(), address);
}

const state = async () => JSON.parse(await ask('/state')) as {made: number; open: number};

describe('RT-S3 bodies of fetch', () => {
  beforeEach(boot);

  test('come as they are written', async () => {
    await begin('/slow');
    expect(await next()).toBe('one ');
    await ask('/go');
    expect(await next()).toBe('é');
    await ask('/go');
    expect(await next()).toBe(' end');
    expect(await next()).toBeUndefined();
  });

  test('fail where the server breaks them off', async () => {
    await begin('/breaks');
    expect(await next()).toBe('begun');
    await ask('/go');
    expect(await next()).toMatch(/^TypeError: .*ended the connection/);
  });

  test('come whole and in order, however many parts they have', async () => {
    expect(await ask('/flood')).toBe('0123456789'.repeat(100_000));
    const bytes = (await lab.site.frame()).evaluate(async () => {
      let length = 0;
      const write = (piece: Uint8Array) => {
        length += piece.length;
      };
      await (await fetch('/large')).body!.pipeTo(new WritableStream({write}));
      return length;
    });
    expect(await bytes, 'more than a process may send without being asked').toBe(2000 * 65_536);
  });
});

describe('RT-S4 the server hears', () => {
  beforeEach(boot);

  test('that a request was aborted before it was answered', async () => {
    const outcome = await (await lab.site.frame()).evaluate(async () => {
      const controller = new AbortController();
      const asked = fetch('/silent', {signal: controller.signal}).catch((error: Error) => error.name);
      controller.abort();
      return asked;
    });
    expect(outcome).toBe('AbortError');
    await lab.waitForOutput('response closed /silent false');
  });

  test('that a body is no longer wanted', async () => {
    await begin('/endless');
    await (await lab.site.frame()).evaluate(() => held.controller.abort());
    expect(await next()).toMatch(/^AbortError/);
    await lab.waitForOutput('request aborted /endless');
    await lab.waitForOutput('request closed /endless');
    await lab.waitForOutput('response closed /endless false');
    expect((await state()).open).toBe(0);
  });

  test('that a reader was cancelled', async () => {
    await begin('/endless');
    await (await lab.site.frame()).evaluate(() => held.reader.cancel());
    await lab.waitForOutput('response closed /endless false');
  });

  test('that the preview was loaded anew, hidden, or went to another address', async () => {
    for (const leave of ['reload', 'navigate', 'detach'] as const) {
      await begin('/endless');
      await begin('/slow');
      const closed = await closedSoFar('/endless');
      if (leave === 'detach') await lab.site.page.evaluate(() => node.preview.detach());
      else {
        await lab.repainted(() =>
          lab.site.page.evaluate((leave) => {
            if (leave === 'reload') node.preview.reload();
            else node.preview.navigate('/?again');
          }, leave),
        );
      }
      await expect.poll(() => closedSoFar('/endless')).toBe(closed + 1);
      await expect.poll(() => closedSoFar('/slow')).toBe(closed + 1);
    }
  });

  test('nothing more once a body was read', async () => {
    expect(await ask('/state')).toContain('made');
    await lab.waitForOutput('response closed /state true');
    expect(await lab.site.page.evaluate(() => node.output)).not.toContain('aborted');
  });
});

function closedSoFar(pathname: string): Promise<number> {
  return lab.site.page.evaluate(
    (pathname) => node.output.split(`response closed ${pathname} false`).length - 1,
    pathname,
  );
}

describe('RT-S5 a reader that stands still', () => {
  beforeEach(boot);

  test('stops a server that waits for room', async () => {
    await begin('/endless');
    const {made} = await state();
    for (let round = 0; round < 5; round++) await ask('/state');
    expect((await state()).made, 'it goes on until what lies between is full, and no further').toBe(
      await settled(made),
    );
    expect(await settled(made)).toBeLessThan(4_000_000);
    for (let round = 0; round < 30; round++) await next();
    await expect.poll(async () => (await state()).made).toBeGreaterThan(made);
  });

  test('can have so many answers under way, and is told so', async () => {
    const outcome = await (await lab.site.frame()).evaluate(async () => {
      const controller = new AbortController();
      const {signal} = controller;
      const refusals: string[] = [];
      await new Promise<void>((resolve) => {
        for (let index = 0; index < 505; index++) {
          fetch('/silent', {signal}).catch((error: Error) => {
            if (refusals.push(error.message) === 5) resolve();
          });
        }
      });
      controller.abort();
      return refusals.slice(0, 5);
    });
    expect(outcome).toHaveLength(5);
    expect(outcome[0]).toContain('More than 500 answers are under way');
    await expect.poll(async () => (await state()).open).toBe(0);
  });

  /** What was made once nothing changes any more. */
  async function settled(made: number): Promise<number> {
    let before = made;
    await expect
      .poll(async () => {
        const isSame = before === (await state()).made;
        before = (await state()).made;
        return isSame;
      })
      .toBe(true);
    return before;
  }
});

test('RT-S4 Stop ends what a server is answering', async () => {
  await boot();
  await begin('/slow');
  expect(await next()).toBe('one ');
  await lab.kill();
  expect((await lab.exit()).code).toBe(143);
});

test('RT-S6 XMLHttpRequest grows as its answer comes, and says how far it is', async () => {
  await boot();
  const frame = await lab.site.frame();
  await frame.evaluate(() => {
    const seen: unknown[] = [];
    globalThis.held = {seen} as unknown as typeof held;
    const request = new XMLHttpRequest();
    request.onreadystatechange = () => seen.push([request.readyState, request.status, request.responseText]);
    request.onprogress = ({loaded, lengthComputable}) => seen.push([loaded, lengthComputable]);
    request.onloadend = () => seen.push('loadend');
    request.open('GET', '/slow');
    request.send();
  });
  const seen = () => frame.evaluate(() => held.seen.slice(1));
  await expect.poll(seen).toEqual([
    [2, 200, ''],
    [3, 200, 'one '],
    [4, false],
  ]);
  await ask('/go');
  await expect.poll(async () => (await seen()).at(-1)).toEqual([6, false]);
  await ask('/go');
  await expect.poll(async () => (await seen()).slice(-2)).toEqual([[4, 200, 'one é end'], 'loadend']);
});

/** As a program can that knows our port. */
const forged = (message: string, count: number) => `let port;
const native = MessagePort.prototype.postMessage;
MessagePort.prototype.postMessage = function (...values) { port = this; return native.apply(this, values); };
const http = require('node:http');
http.createServer((request, response) => {
  if (request.url === '/') return response.setHeader('content-type', 'text/html').end('<p>Page</p>');
  response.write('begun');
  setTimeout(() => { for (let i = 0; i < ${count}; i++) native.call(port, ${message}); }, 20);
}).listen(3000);`;

const posted = (count: number) =>
  forged(`{type: 'response-data', request: 2, data: new Uint8Array(65536)}`, count);

test('RT-S5 a server that sends more than there is room for is no longer heard', async () => {
  await lab.boot({'server.cjs': posted(50)});
  await lab.preview(() => lab.start('node server.cjs'));
  await begin('/more');
  expect(await next()).toBe('begun');
  await expect.poll(next).toMatch(/^TypeError: The server sent more than it was asked for/);
});

test('RT-S5 one that goes on is ended', async () => {
  await lab.boot({'server.cjs': posted(5000)});
  await lab.preview(() => lab.start('node server.cjs'));
  await begin('/more');
  const {code, output} = await lab.exit();
  expect(code).toBe(1);
  expect(output).toContain('more than can be taken in');
});
