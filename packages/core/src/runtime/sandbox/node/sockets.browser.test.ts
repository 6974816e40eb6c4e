import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {installed} from './installed-package.test-support.js';
import {NodeLab} from './node-lab.test-support.js';

let lab: NodeLab;

beforeAll(async () => {
  lab = await NodeLab.open();
});
afterAll(() => lab?.close());

/** Sockets by the package `ws`, and events. It says what becomes of them. */
const server = `import {createServer} from 'node:http';
import {WebSocketServer} from 'ws';
const sockets = new WebSocketServer({noServer: true});
const server = createServer((request, response) => {
  if (request.url === '/events') {
    response.setHeader('content-type', 'text/event-stream').write('data: first\\n\\n');
    response.on('close', () => console.log('events closed'));
  } else if (request.url === '/none') response.writeHead(204).end();
  else if (request.url === '/text') response.end('data: x\\n\\n');
  else response.setHeader('content-type', 'text/html').setHeader('set-cookie', 'name=Ada').end('<p>Page</p>');
});
server.on('upgrade', (request, socket, head) => {
  if (request.url === '/refused') return socket.end('HTTP/1.1 401 Unauthorized\\r\\n\\r\\n');
  if (request.url === '/broken') return socket.destroy();
  sockets.handleUpgrade(request, socket, head, (one) => sockets.emit('connection', one, request));
});
sockets.on('connection', (socket, request) => {
  console.log('opened', request.url, request.headers.cookie, request.headers.origin, request.headers.host);
  socket.on('close', (code, reason) => console.log('closed', request.url, code, String(reason), sockets.clients.size));
  if (request.url === '/flood') {
    const send = () => { for (let i = 0; i < 1000; i++) socket.send('x'.repeat(1000)); };
    for (let i = 0; i < 40; i++) send();
    socket.on('message', () => socket.send('sent ' + socket.bufferedAmount));
    return;
  }
  if (request.url === '/frame') return socket.send(new Uint8Array(17 * 1024 * 1024));
  if (request.url === '/leaves') return socket.close(4002, 'enough');
  if (request.url === '/cut') return socket.terminate();
  socket.on('message', (data, isBinary) => {
    if (String(data) === 'count') return socket.send(String(sockets.clients.size));
    socket.send(data, {binary: isBinary});
  });
});
server.listen(3000, () => console.log('up'));`;

const files = {...installed('ws'), 'package.json': '{"type": "module"}', 'server.js': server};

async function boot(): Promise<void> {
  await lab.boot(files);
  await lab.preview(() => lab.start('node server.js'));
}

declare global {
  /** In the preview. */
  var sockets: {socket: WebSocket; seen: unknown[]}[];
}

/** Opens a socket in the preview and keeps what it says. Resolves once it is open or closed. */
async function open(address: string): Promise<unknown[]> {
  return (await lab.site.frame()).evaluate(async (address) => {
    const socket = new WebSocket(address);
    const seen: unknown[] = [];
    globalThis.sockets ??= [];
    sockets.push({socket, seen});
    socket.onmessage = ({data}) => seen.push(data);
    socket.onerror = () => seen.push('error');
    await new Promise<void>((resolve) => {
      socket.onopen = () => resolve();
      socket.onclose = ({code, reason, wasClean}) => {
        seen.push({code, reason, wasClean});
        resolve();
      };
    });
    return seen;
  }, address);
}

const seen = async () => (await lab.site.frame()).evaluate(() => sockets.at(-1)!.seen);
const output = () => lab.site.page.evaluate(() => node.output);

describe('RT-S8 WebSocket', () => {
  beforeEach(boot);

  test('says who asks, and keeps texts, bytes and blobs in order', async () => {
    await open('/echo');
    await lab.waitForOutput('opened /echo name=Ada http://localhost:3000 localhost:3000');
    const got = await (await lab.site.frame()).evaluate(async () => {
      const {socket, seen} = sockets[0]!;
      socket.binaryType = 'arraybuffer';
      socket.send('é');
      socket.send(new Blob(['blob']));
      socket.send(new Uint8Array([0, 1, 2]).subarray(1));
      socket.send(new Uint8Array([3]).buffer);
      socket.send('');
      await new Promise<void>((resolve) => {
        socket.addEventListener('message', () => seen.length === 5 && resolve());
      });
      return {
        seen: seen.map((data) =>
          typeof data === 'string' ? data : [...new Uint8Array(data as ArrayBuffer)],
        ),
        waiting: socket.bufferedAmount,
        url: socket.url,
      };
    });
    const blob = [...new TextEncoder().encode('blob')];
    expect(got).toEqual({
      seen: ['é', blob, [1, 2], [3], ''],
      waiting: 0,
      url: 'wss://app.preview.invalid/echo',
    });
  });

  test('passes more messages than a document may send without being asked for, both ways', async () => {
    await open('/echo');
    const count = 20_000;
    const last = await (await lab.site.frame()).evaluate(async (count) => {
      const {socket, seen} = sockets[0]!;
      for (let index = 0; index < count; index++) socket.send(String(index));
      await new Promise<void>((resolve) => {
        socket.addEventListener('message', () => seen.length === count && resolve());
      });
      return seen.every((data, index) => data === String(index));
    }, count);
    expect(last).toBe(true);
  });

  test('passes a message of 10 MB', async () => {
    await open('/echo');
    const length = await (await lab.site.frame()).evaluate(async () => {
      const {socket} = sockets[0]!;
      socket.send('x'.repeat(10_000_000));
      return new Promise((resolve) => {
        socket.addEventListener('message', ({data}) => resolve(data.length));
      });
    });
    expect(length).toBe(10_000_000);
  });

  test.each([
    ['/leaves', [{code: 4002, reason: 'enough', wasClean: true}]],
    ['/cut', ['error', {code: 1006, reason: '', wasClean: false}]],
    ['/refused', ['error', {code: 1006, reason: '', wasClean: false}]],
    ['/broken', ['error', {code: 1006, reason: '', wasClean: false}]],
    ['/frame', ['error', {code: 1006, reason: '', wasClean: false}]],
    ['ws://localhost:9/', ['error', {code: 1006, reason: '', wasClean: false}]],
  ])('%s ends as it does in a browser', async (address, ending) => {
    await open(address);
    await expect.poll(seen).toEqual(ending);
  });

  test('closes with code and reason, and with 1009 where a message is too large', async () => {
    await open('/echo');
    await (await lab.site.frame()).evaluate(() => sockets[0]!.socket.close(3000, 'bye'));
    await expect.poll(seen).toEqual([{code: 3000, reason: 'bye', wasClean: true}]);
    await lab.waitForOutput('closed /echo 3000 bye 0');
    await open('/large');
    await (await lab.site.frame()).evaluate(() => sockets[1]!.socket.send('x'.repeat(17 * 1024 * 1024)));
    await lab.waitForOutput('closed /large 1009');
  });

  test('refuses what the interface refuses', async () => {
    await open('/echo');
    const names = await (await lab.site.frame()).evaluate(() => {
      const {socket} = sockets[0]!;
      const attempts = [
        () => new WebSocket('ws://['),
        () => new WebSocket('/echo', ['a b']),
        () => new WebSocket('/echo', ['a', 'a']),
        () => new WebSocket('/echo').send('early'),
        () => socket.close(1001),
        () => socket.close(1000, 'x'.repeat(124)),
      ];
      return attempts.map((attempt) => {
        try {
          attempt();
          return 'went';
        } catch (error) {
          return (error as Error).name;
        }
      });
    });
    expect(names).toEqual([
      'SyntaxError',
      'SyntaxError',
      'SyntaxError',
      'InvalidStateError',
      'InvalidAccessError',
      'SyntaxError',
    ]);
  });
});

describe('RT-S7 EventSource', () => {
  beforeEach(boot);

  /** The states and events of a source, until it is closed or has got one. */
  async function listen(address: string): Promise<unknown[]> {
    return (await lab.site.frame()).evaluate(
      (address) =>
        new Promise<unknown[]>((resolve) => {
          const source = new EventSource(address);
          const seen: unknown[] = [source.readyState];
          source.onopen = () => seen.push('open');
          source.onmessage = ({data, origin}) => {
            seen.push(data, origin);
            resolve(seen);
          };
          source.onerror = () => {
            seen.push('error', source.readyState);
            if (source.readyState === 2) resolve(seen);
          };
        }),
      address,
    );
  }

  test('gets events while the answer goes on, and ends for good where it gets none', async () => {
    expect(await listen('/events')).toEqual([0, 'open', 'first', 'https://app.preview.invalid']);
    expect(await listen('http://localhost:3000/events')).toEqual([
      0,
      'open',
      'first',
      'http://localhost:3000',
    ]);
    expect(await listen('/none')).toEqual([0, 'error', 2]);
    expect(await listen('/text')).toEqual([0, 'error', 2]);
  });
});

describe('RT-S9 what is open ends', () => {
  beforeEach(boot);

  async function openAll(): Promise<void> {
    await open('/echo');
    await (await lab.site.frame()).evaluate(
      () =>
        new Promise((resolve) => {
          new EventSource('/events').onmessage = resolve;
        }),
    );
  }
  const times = async (part: string) => (await output()).split(part).length - 1;

  test('with its document, and nothing of it is left in the server', async () => {
    for (let round = 1; round <= 5; round++) {
      await openAll();
      await lab.repainted(() => lab.site.page.evaluate(() => node.preview.reload()));
      await expect.poll(() => times('closed /echo 1001')).toBe(round);
      await expect.poll(() => times('events closed')).toBe(round);
    }
    await open('/echo');
    await (await lab.site.frame()).evaluate(() => sockets[0]!.socket.send('count'));
    await expect.poll(seen).toEqual(['1']);
  });

  test('with its server: Stop breaks it off', async () => {
    await openAll();
    await lab.kill();
    expect((await lab.exit()).code).toBe(143);
  });

  test('with the server of another port, and the page hears so', async () => {
    await lab.boot({
      ...files,
      'page.js': `import {createServer} from 'node:http';
createServer((request, response) => response.setHeader('content-type', 'text/html').end('<p>Page</p>')).listen(5000);`,
    });
    await lab.preview(() => lab.start('node server.js'));
    await lab.repainted(() =>
      lab.site.page.evaluate(async () => void (await node.runtime.spawn('node', ['page.js']))),
    );
    await open('ws://localhost:3000/echo');
    await lab.kill();
    await expect.poll(seen).toEqual(['error', {code: 1006, reason: '', wasClean: false}]);
  });
});

describe('RT-S5 of sockets', () => {
  beforeEach(boot);

  test('a page that is busy stops the server, and gets everything when it is not', async () => {
    await open('/flood');
    const got = await (await lab.site.frame()).evaluate(async () => {
      const {socket, seen} = sockets[0]!;
      const until = performance.now() + 300;
      while (performance.now() < until);
      await new Promise<void>((resolve) => {
        socket.addEventListener('message', () => seen.length === 40_000 && resolve());
      });
      return seen.every((data) => data === 'x'.repeat(1000));
    });
    expect(got).toBe(true);
  });

  test('a document has 50 at most', async () => {
    const states = await (await lab.site.frame()).evaluate(async () => {
      const opened = Array.from({length: 53}, () => new WebSocket('/echo'));
      const ended = opened.map(
        (socket) =>
          new Promise<string>((resolve) => {
            socket.onopen = () => resolve('open');
            socket.onclose = () => resolve('closed');
          }),
      );
      const outcome = await Promise.all(ended);
      return outcome.filter((state) => state === 'closed').length;
    });
    expect(states).toBe(3);
  });
});

/** As code can that knows our port; it sends on a socket without waiting for room. */
test('RT-S5 a page that sends more than there is room for is broken off', async () => {
  await boot();
  await open('/echo');
  const ending = await (await lab.site.frame()).evaluate(async () => {
    let port: MessagePort | undefined;
    const native = MessagePort.prototype.postMessage;
    MessagePort.prototype.postMessage = function (this: MessagePort, ...values: never[]) {
      port = this;
      return Reflect.apply(native, this, values);
    };
    const {socket, seen} = sockets[0]!;
    const ended = new Promise((resolve) => socket.addEventListener('close', resolve));
    console.log('x');
    for (let id = 0; id < 100; id++) {
      const data = new Uint8Array(300_000);
      for (let count = 0; count < 4; count++) native.call(port!, {type: 'socket-send', id, data});
    }
    await ended;
    return seen.at(-1);
  });
  expect(ending).toEqual({code: 1006, reason: '', wasClean: false});
  await lab.waitForOutput('closed /echo 1001');
});
