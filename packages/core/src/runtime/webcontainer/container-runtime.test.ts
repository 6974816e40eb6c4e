import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {FakeClient} from '../../testing/webcontainer-fake/fake-client.js';
import type {PreviewMessage, RuntimeProcess} from '../runtime.js';
import {bootWebContainer} from '../webcontainer.js';

/** Where in the app a message of its preview comes from. */
const at = {previewId: 'p', port: 5173, pathname: '/cart', search: '?a=1', hash: '#b'};

let client: FakeClient;
const boot = () => bootWebContainer({load: client.load});

beforeEach(() => {
  vi.stubGlobal('crossOriginIsolated', true);
  client = new FakeClient();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('folder', () => {
  test('WC8 every path stays in the runtime’s folder', async () => {
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

  test('WC8 mount, spawn and export work there too', async () => {
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
  test('WC8 gives output, then the exit code', async () => {
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

  test('WC8 output that the client leaves open closes after the process', async () => {
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

  test('WC8 output: false is an empty stream', async () => {
    const {runtime} = await started();
    const process = await runtime.spawn('node', [], {output: false});
    expect(await read(process.output)).toBe('');
  });

  test('WC8 a killed process exits with 143', async () => {
    const {runtime, container} = await started();
    const process = await runtime.spawn('npm', ['run', 'dev']);
    process.kill();
    expect(container.processes[0]?.isKilled).toBe(true);
    container.processes[0]?.end(1);
    expect(await process.exit).toBe(143);
  });

  test('WC8 resize reaches a living process only', async () => {
    const {runtime, container} = await started();
    const process = await runtime.spawn('jsh');
    process.resize({cols: 80, rows: 24});
    container.processes[0]?.end(0);
    await process.exit;
    process.resize({cols: 1, rows: 1});
    expect(container.processes[0]?.sizes).toEqual([{cols: 80, rows: 24}]);
  });

  test('WC8 a command that does not exist exits with 127', async () => {
    const {runtime, container} = await started();
    container.spawnError = new Error('spawn nope ENOENT');
    const process = await runtime.spawn('nope');
    expect(await process.exit).toBe(127);
    expect(await read(process.output)).toBe('command not found: nope\r\n');
    container.spawnError = new Error('out of memory');
    await expect(runtime.spawn('node')).rejects.toThrow('out of memory');
  });

  test('WC8 teardown ends the processes of that runtime and no other’s', async () => {
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
  test('WC8 a port belongs to the runtime that was active last, until it closes', async () => {
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

  test('WC8 output makes a runtime the active one', async () => {
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

  test('WC8 an error of the container reaches every runtime', async () => {
    const errors: string[] = [];
    for (const runtime of await Promise.all([boot(), boot()])) {
      runtime.on('error', ({message}) => errors.push(message));
    }
    client.containers[0]?.emit('error', {message: 'lost', internal: 1});
    expect(errors).toEqual(['lost', 'lost']);
  });

  test('WC8 what the preview reports comes in our words', async () => {
    const {messages, container} = await started();
    container.emit('preview-message', {
      type: 'PREVIEW_UNCAUGHT_EXCEPTION',
      message: 'x is undefined',
      stack: 'at a',
      ...at,
    });
    container.emit('preview-message', {
      type: 'PREVIEW_UNHANDLED_REJECTION',
      message: 'no',
      stack: undefined,
      ...at,
    });
    container.emit('preview-message', {
      type: 'PREVIEW_CONSOLE_ERROR',
      args: ['wrong', {a: 1}, 10n],
      stack: '',
      ...at,
    });
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

  test('WC8 an edit after a failure is a recovery, once', async () => {
    const {runtime, messages, container} = await started();
    await runtime.fs.writeFile('a.ts', '');
    expect(messages).toEqual([]);
    container.emit('preview-message', {type: 'PREVIEW_UNCAUGHT_EXCEPTION', message: 'x', stack: '', ...at});
    await runtime.fs.writeFile('a.ts', '');
    await runtime.fs.writeFile('a.ts', '');
    expect(messages.map(({type}) => type)).toEqual(['address', 'failed', 'recovered']);
  });

  test('WC8 a listener that stopped and a runtime that ended hear nothing', async () => {
    const [first, second] = await Promise.all([boot(), boot()]);
    const heard = vi.fn();
    first.on('error', heard)();
    second.on('error', heard);
    second.teardown();
    client.containers[0]?.emit('error', {message: 'lost'});
    expect(heard).not.toHaveBeenCalled();
  });
});

describe('WC9 what commands of a terminal write', () => {
  const file = (contents: string | Uint8Array) => ({file: {contents}});

  async function withTerminal() {
    vi.useFakeTimers();
    const {runtime, container, calls} = await started();
    container.exported = {'a.txt': file('a'), src: {directory: {'b.ts': file('b')}}};
    const told: [unknown, RuntimeProcess][] = [];
    runtime.on('files-written', (files, by) => told.push([files, by]));
    const shell = await runtime.spawn('jsh', {terminal: {cols: 80, rows: 24}});
    return {runtime, container, calls, told, shell};
  }
  const later = () => vi.advanceTimersByTimeAsync(100);

  test('is told, and what was there before is not', async () => {
    const {container, told, shell, calls} = await withTerminal();
    expect(calls.slice(0, 3)).toEqual([
      'fs.watch project',
      'export project {"format":"json","excludes":["node_modules"]}',
      'spawn jsh {"terminal":{"cols":80,"rows":24},"cwd":"project"}',
    ]);
    container.change(
      {'a.txt': file('A'), src: {directory: {'c.ts': file('c')}}},
      'a.txt',
      'src/b.ts',
      'src/c.ts',
    );
    await later();
    expect(told).toEqual([
      [
        [
          {path: 'a.txt', kind: 'written', contents: 'A'},
          {path: 'src/c.ts', kind: 'written', contents: 'c'},
          {path: 'src/b.ts', kind: 'removed'},
        ],
        shell,
      ],
    ]);
    container.change(container.exported, 'a.txt');
    await later();
    expect(told).toHaveLength(1);
  });

  test('is told of the terminal that gave output last', async () => {
    const {runtime, container, told} = await withTerminal();
    const other = await runtime.spawn('jsh', {terminal: {cols: 80, rows: 24}});
    void read(other.output);
    container.processes[1]?.print('~/project ');
    await later();
    container.change({'new.txt': file('n')}, 'new.txt');
    await later();
    expect(told.map(([, by]) => by)).toEqual([other]);
  });

  test('leaves out node_modules, and names what is too large', async () => {
    const {container, calls, told} = await withTerminal();
    const looked = calls.length;
    container.change(container.exported, 'node_modules/a/index.js', 'src/node_modules/b.js');
    await later();
    expect(calls).toHaveLength(looked);
    container.change(
      {...(container.exported as object), 'big.bin': file(new Uint8Array(512 * 1024 + 1))},
      'big.bin',
    );
    await later();
    expect(told.map(([files]) => files)).toEqual([[{path: 'big.bin', kind: 'too-large'}]]);
  });

  test('is told without what the page writes, moves and removes', async () => {
    const {runtime, container, told} = await withTerminal();
    await runtime.fs.writeFile('a.txt', 'by the page');
    await runtime.fs.rename('src', 'source');
    await runtime.mount({'m.txt': file('m')}, {mountPoint: 'mounted'});
    const source = {directory: {'b.ts': file('b')}};
    const now = {'a.txt': file('by the page'), source, mounted: {directory: {'m.txt': file('m')}}};
    container.change(now, 'a.txt', 'src/b.ts', 'source/b.ts', 'mounted/m.txt');
    await later();
    await runtime.fs.rm('source', {recursive: true});
    container.change({'a.txt': now['a.txt'], mounted: now.mounted}, 'source/b.ts');
    await later();
    expect(told).toEqual([]);
    // Under way while the files are read: which of both was read is not known, so they are read again.
    container.change({'a.txt': file('by a command')}, 'a.txt');
    const writing = runtime.fs.writeFile('a.txt', 'by the page again');
    container.change({'a.txt': file('by the page again'), mounted: now.mounted}, 'a.txt');
    await writing;
    await later();
    expect(told).toEqual([]);
  });

  test('is not told while a run may have written it, nor right after its end', async () => {
    const {runtime, container, told} = await withTerminal();
    const dev = await runtime.spawn('npm', ['run', 'dev']);
    container.change({'a.txt': file('by the run')}, 'a.txt');
    await later();
    container.processes[1]?.end(0);
    await dev.exit;
    container.change({'a.txt': file('at its end')}, 'a.txt');
    await later();
    expect(told).toEqual([]);
    await vi.advanceTimersByTimeAsync(500);
    container.change({'a.txt': file('by the terminal')}, 'a.txt');
    await later();
    expect(told.map(([files]) => files)).toEqual([
      [{path: 'a.txt', kind: 'written', contents: 'by the terminal'}],
    ]);
  });

  test('is watched from the first terminal on, until the runtime ends', async () => {
    const {runtime, container, calls} = await withTerminal();
    await runtime.spawn('jsh', {terminal: {cols: 80, rows: 24}});
    expect(calls.filter((call) => call.startsWith('fs.watch'))).toHaveLength(1);
    container.change({}, 'a.txt');
    runtime.teardown();
    expect(container.watchers.size).toBe(0);
    const looked = calls.length;
    await later();
    expect(calls).toHaveLength(looked);
  });
});

async function started() {
  const runtime = await boot();
  const container = client.containers[0]!;
  container.calls.length = 0;
  const messages: PreviewMessage[] = [];
  runtime.on('preview-message', (message) => messages.push(message));
  return {runtime, container, calls: container.calls, messages};
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
