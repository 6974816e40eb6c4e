import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {FakeClient} from '../testing/webcontainer-fake/fake-client.js';
import type {PreviewMessage, Runtime} from './runtime.js';
import {bootWebContainer} from './webcontainer.js';

let client: FakeClient;
const boot = (options: Parameters<typeof bootWebContainer>[0] = {}) =>
  bootWebContainer({load: client.load, ...options});

beforeEach(() => {
  vi.stubGlobal('crossOriginIsolated', true);
  client = new FakeClient();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('boot', () => {
  test('a page that is not cross-origin isolated is refused before anything is loaded', async () => {
    vi.stubGlobal('crossOriginIsolated', false);
    await expect(boot()).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('Cross-Origin-Opener-Policy: same-origin'),
    });
    expect(client.loads).toBe(0);
  });

  test('two runtimes share one container, each in a folder of its own', async () => {
    const [first, second] = await Promise.all([boot(), boot()]);
    expect(client.containers).toHaveLength(1);
    expect([first.workdir, second.workdir]).toEqual(['/home/codecraft/project', '/home/codecraft/project-2']);
    expect(client.containers[0]?.calls).toEqual([
      'fs.mkdir project {"recursive":true}',
      'fs.mkdir project-2 {"recursive":true}',
    ]);
  });

  test('a folder’s name is the caller’s, and never that of another runtime', async () => {
    const workdirs = [];
    for (const workdirName of ['shop-2', 'shop', 'shop']) workdirs.push((await boot({workdirName})).workdir);
    expect(workdirs).toEqual(['/home/codecraft/shop-2', '/home/codecraft/shop', '/home/codecraft/shop-3']);
    await expect(boot({workdirName: '../x'})).rejects.toMatchObject({code: 'invalid-input'});
  });

  test('the last teardown ends the container, and a boot after it starts another', async () => {
    const [first, second] = await Promise.all([boot(), boot()]);
    first.teardown();
    first.teardown();
    await settled();
    expect(client.containers[0]?.isTornDown).toBe(false);
    expect(client.containers[0]?.calls.at(-1)).toBe('fs.rm project {"recursive":true,"force":true}');
    second.teardown();
    await settled();
    expect(client.containers[0]?.isTornDown).toBe(true);
    expect(client.containers[0]?.listenerCount).toBe(0);
    const third = await boot();
    expect(client.containers).toHaveLength(2);
    expect(third.workdir).toBe('/home/codecraft/project');
  });

  test('a boot after the last teardown, before it took effect, keeps the container', async () => {
    const first = await boot();
    first.teardown();
    const second = await boot();
    await settled();
    expect(client.containers).toHaveLength(1);
    expect(client.containers[0]?.isTornDown).toBe(false);
    expect(second.workdir).toBe('/home/codecraft/project-2');
  });

  test('a runtime that was torn down refuses with a reason', async () => {
    const runtime = await boot();
    runtime.teardown();
    const refusal = {code: 'unavailable', message: expect.stringContaining('torn down')};
    await expect(runtime.spawn('node')).rejects.toMatchObject(refusal);
    await expect(runtime.fs.writeFile('a', '')).rejects.toMatchObject(refusal);
    await expect(runtime.mount({})).rejects.toMatchObject(refusal);
  });

  test('a boot that hangs ends at the time limit', async () => {
    vi.useFakeTimers();
    client.plan.push('hang');
    const late = expect(boot({timeoutMs: 5000})).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('within 5 seconds'),
    });
    await vi.advanceTimersByTimeAsync(4999);
    expect(client.bootOptions).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    await late;
  });

  test('a boot that comes up after everyone left is torn down', async () => {
    vi.useFakeTimers();
    client.plan.push('hang');
    const late = expect(boot()).rejects.toMatchObject({code: 'unavailable'});
    await vi.advanceTimersByTimeAsync(20_000);
    await late;
    client.comeUp();
    await vi.advanceTimersByTimeAsync(0);
    expect(client.containers.map(({isTornDown}) => isTornDown)).toEqual([true]);
  });

  test('who asks again while a boot hangs waits for the same one', async () => {
    vi.useFakeTimers();
    client.plan.push('hang');
    const late = expect(boot()).rejects.toMatchObject({code: 'unavailable'});
    await vi.advanceTimersByTimeAsync(20_000);
    await late;
    const again = boot();
    await vi.advanceTimersByTimeAsync(10);
    client.comeUp();
    await vi.advanceTimersByTimeAsync(0);
    expect((await again).kind).toBe('webcontainer');
    expect(client.bootOptions).toHaveLength(1);
  });

  test('a refused boot gives the client’s reason, and the next boot tries anew', async () => {
    client.plan.push(new Error('This domain is not allowed.'));
    await expect(boot()).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('refused to start: This domain is not allowed. Check'),
    });
    expect((await boot()).kind).toBe('webcontainer');
  });

  test('a client that cannot be loaded is unavailable', async () => {
    const load = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));
    await expect(bootWebContainer({load})).rejects.toMatchObject({code: 'unavailable'});
  });

  test('the licence key is set once, before the first boot, and cannot change', async () => {
    const asked: string[] = [];
    const beforeBoot = () => void asked.push(`hook after ${client.bootOptions.length} boots`);
    const options = {apiKey: 'site-key', beforeBoot, coep: 'credentialless'} as const;
    (await boot(options)).teardown();
    await settled();
    await boot(options);
    expect(client.keys).toEqual(['site-key']);
    expect(asked).toEqual(['hook after 0 boots']);
    expect(client.bootOptions[0]).toMatchObject({coep: 'credentialless', forwardPreviewErrors: true});
    await expect(boot({...options, apiKey: 'other'})).rejects.toMatchObject({code: 'conflict'});
  });

  test('a hook that fails runs again at the next boot', async () => {
    const beforeBoot = vi.fn().mockRejectedValueOnce(new Error('offline'));
    await expect(boot({beforeBoot})).rejects.toMatchObject({code: 'unavailable'});
    await boot({beforeBoot});
    expect(beforeBoot).toHaveBeenCalledTimes(2);
  });
});

describe('folder', () => {
  test('every path stays in the runtime’s folder', async () => {
    const {runtime, calls} = await started();
    await runtime.fs.writeFile('/src/a.ts', '');
    await runtime.fs.readFile('./src/../b.ts', 'utf-8');
    await runtime.fs.readdir('../../other', {withFileTypes: true});
    await runtime.fs.mkdir('a/b', {recursive: true});
    await runtime.fs.rm('/home/codecraft/project/c', {force: true});
    await runtime.fs.rename('d', '/home/codecraft/project-2/d');
    expect(calls).toEqual([
      'fs.writeFile project/src/a.ts',
      'fs.readFile project/b.ts utf-8',
      'fs.readdir project/other {"withFileTypes":true}',
      'fs.mkdir project/a/b {"recursive":true}',
      'fs.rm project/c {"force":true}',
      'fs.rename project/d project/home/codecraft/project-2/d',
    ]);
  });

  test('mount, spawn and export work there too', async () => {
    const {runtime, container, calls} = await started();
    await runtime.mount({}, {mountPoint: 'packages/web'});
    await runtime.spawn('npm', ['install'], {cwd: 'packages', env: {CI: 1}});
    await runtime.spawn('jsh');
    container.exported = {
      'a.txt': {file: {contents: 'a'}},
      bin: {directory: {vite: {file: {symlink: '../vite'}}}},
    };
    expect(await runtime.export('.', {excludes: ['dist']})).toEqual({
      'a.txt': {file: {contents: 'a'}},
      bin: {directory: {}},
    });
    expect(calls).toEqual([
      'fs.mkdir project/packages/web {"recursive":true}',
      'mount project/packages/web',
      'spawn npm install {"cwd":"project/packages","env":{"CI":1}}',
      'spawn jsh {"cwd":"project"}',
      'export project {"format":"json","excludes":["dist"]}',
    ]);
  });
});

describe('process', () => {
  test('gives output, then the exit code', async () => {
    const {runtime, container} = await started();
    const process = await runtime.spawn('node', ['a.js']);
    const text = read(process.output);
    container.processes[0]?.print('one ');
    container.processes[0]?.print('two');
    container.processes[0]?.closeOutput();
    container.processes[0]?.end(3);
    expect(await process.exit).toBe(3);
    expect(await text).toBe('one two');
  });

  test('output that the client leaves open closes after the process', async () => {
    vi.useFakeTimers();
    const {runtime, container} = await started();
    const process = await runtime.spawn('node');
    container.processes[0]?.end(0);
    await process.exit;
    container.processes[0]?.print('late');
    const text = read(process.output);
    await vi.advanceTimersByTimeAsync(500);
    expect(await text).toBe('late');
  });

  test('output: false is an empty stream', async () => {
    const {runtime} = await started();
    const process = await runtime.spawn('node', [], {output: false});
    expect(await read(process.output)).toBe('');
  });

  test('a killed process exits with 143', async () => {
    const {runtime, container} = await started();
    const process = await runtime.spawn('npm', ['run', 'dev']);
    process.kill();
    expect(container.processes[0]?.isKilled).toBe(true);
    container.processes[0]?.end(1);
    expect(await process.exit).toBe(143);
  });

  test('resize reaches a living process only', async () => {
    const {runtime, container} = await started();
    const process = await runtime.spawn('jsh');
    process.resize({cols: 80, rows: 24});
    container.processes[0]?.end(0);
    await process.exit;
    process.resize({cols: 1, rows: 1});
    expect(container.processes[0]?.sizes).toEqual([{cols: 80, rows: 24}]);
  });

  test('a command that does not exist exits with 127', async () => {
    const {runtime, container} = await started();
    container.spawnError = new Error('spawn nope ENOENT');
    const process = await runtime.spawn('nope');
    expect(await process.exit).toBe(127);
    expect(await read(process.output)).toBe('command not found: nope\r\n');
    container.spawnError = new Error('out of memory');
    await expect(runtime.spawn('node')).rejects.toThrow('out of memory');
  });

  test('teardown ends the processes of that runtime and no other’s', async () => {
    const [first, second] = await Promise.all([boot(), boot()]);
    const process = await first.spawn('npm', ['run', 'dev']);
    await second.spawn('npm', ['run', 'dev']);
    const text = read(process.output);
    first.teardown();
    expect(await process.exit).toBe(143);
    expect(await text).toBe('');
    expect(client.containers[0]?.processes.map(({isKilled}) => isKilled)).toEqual([true, false]);
  });
});

describe('events', () => {
  test('a port belongs to the runtime that was active last, until it closes', async () => {
    const [first, second] = await Promise.all([boot(), boot()]);
    const container = client.containers[0]!;
    const seen: string[] = [];
    for (const [name, runtime] of Object.entries({first, second})) {
      runtime.on('port', (port, type) => seen.push(`${name} ${port} ${type}`));
      runtime.on('server-ready', (port, url) => seen.push(`${name} ready ${port} ${url}`));
    }
    await first.spawn('npm', ['run', 'dev']);
    container.emit('port', 5173, 'open', 'https://a.example');
    await second.spawn('npm', ['run', 'dev']);
    container.emit('server-ready', 5173, 'https://a.example');
    container.emit('port', 5174, 'open', 'https://b.example');
    container.emit('port', 5173, 'close', 'https://a.example');
    container.emit('port', 5173, 'open', 'https://a.example');
    expect(seen).toEqual([
      'first 5173 open',
      'first ready 5173 https://a.example',
      'second 5174 open',
      'first 5173 close',
      'second 5173 open',
    ]);
  });

  test('output makes a runtime the active one', async () => {
    const [first, second] = await Promise.all([boot(), boot()]);
    const container = client.containers[0]!;
    const ready = vi.fn();
    first.on('server-ready', ready);
    await first.spawn('jsh');
    await second.spawn('jsh');
    container.processes[0]?.print('Local: http://localhost:3000');
    await settled();
    container.emit('server-ready', 3000, 'https://a.example');
    expect(ready).toHaveBeenCalledExactlyOnceWith(3000, 'https://a.example');
  });

  test('an error of the container reaches every runtime', async () => {
    const errors: string[] = [];
    for (const runtime of await Promise.all([boot(), boot()])) {
      runtime.on('error', ({message}) => errors.push(message));
    }
    client.containers[0]?.emit('error', {message: 'lost', internal: 1});
    expect(errors).toEqual(['lost', 'lost']);
  });

  test('what the preview reports comes in our words', async () => {
    const {messages, container} = await started();
    const at = {previewId: 'p', port: 5173, pathname: '/cart', search: '?a=1', hash: '#b'};
    container.emit('preview-message', {
      type: 'PREVIEW_UNCAUGHT_EXCEPTION',
      message: 'x is undefined',
      stack: 'at a',
      ...at,
    } as never);
    container.emit('preview-message', {
      type: 'PREVIEW_UNHANDLED_REJECTION',
      message: 'no',
      stack: undefined,
      ...at,
    } as never);
    container.emit('preview-message', {
      type: 'PREVIEW_CONSOLE_ERROR',
      args: ['wrong', {a: 1}, 10n],
      stack: '',
      ...at,
    } as never);
    container.emit('xdg-open', 'https://example.com/');
    container.emit('xdg-open', '/home/codecraft/a.txt');
    expect(messages.filter(({type}) => type !== 'address')).toEqual([
      {type: 'failed', kind: 'runtime', message: 'x is undefined', stack: 'at a'},
      {type: 'failed', kind: 'rejection', message: 'no'},
      {type: 'console', level: 'error', text: 'wrong {"a":1} 10'},
      {type: 'open-external', url: 'https://example.com/'},
    ]);
    expect(messages[0]).toEqual({type: 'address', address: '/cart?a=1#b'});
  });

  test('an edit after a failure is a recovery, once', async () => {
    const {runtime, messages, container} = await started();
    await runtime.fs.writeFile('a.ts', '');
    expect(messages).toEqual([]);
    container.emit('preview-message', {type: 'PREVIEW_UNCAUGHT_EXCEPTION', message: 'x'});
    await runtime.fs.writeFile('a.ts', '');
    await runtime.fs.writeFile('a.ts', '');
    expect(messages.map(({type}) => type)).toEqual(['address', 'failed', 'recovered']);
  });

  test('a listener that stopped and a runtime that ended hear nothing', async () => {
    const [first, second] = await Promise.all([boot(), boot()]);
    const heard = vi.fn();
    first.on('error', heard)();
    second.on('error', heard);
    second.teardown();
    client.containers[0]?.emit('error', {message: 'lost'});
    expect(heard).not.toHaveBeenCalled();
  });
});

async function started() {
  const runtime = await boot();
  const container = client.containers[0]!;
  container.calls.length = 0;
  const messages: PreviewMessage[] = [];
  runtime.on('preview-message', (message) => messages.push(message));
  return {runtime, container, calls: container.calls, messages} satisfies {runtime: Runtime} & object;
}

async function read(stream: ReadableStream<string>): Promise<string> {
  const chunks: string[] = [];
  await stream.pipeTo(new WritableStream({write: (chunk) => void chunks.push(chunk)}));
  return chunks.join('');
}

/** Every promise that can settle by itself has. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
