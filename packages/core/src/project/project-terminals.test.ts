import {afterEach, describe, expect, it, vi} from 'vitest';
import {CodecraftError} from '../errors.js';
import {limits} from '../protocol/index.js';
import {RoomClient} from '../room/index.js';
import type {WrittenFile} from '../runtime/runtime.js';
import {FakeRuntime, HandFlushedSocket, mara, welcome} from '../testing/index.js';
import {createStandaloneProject, Project} from './project.js';
import {RoomSource} from './room-source.js';

const files = {'index.html': '<main></main>\n', 'src/main.ts': 'one\ntwo\nthree\n'};

const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
const until = async (isTrue: () => boolean) => {
  for (let turn = 0; turn < 200 && !isTrue(); turn++) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(isTrue()).toBe(true);
};

async function open() {
  const runtime = new FakeRuntime();
  const project = createStandaloneProject({files, bootRuntime: () => Promise.resolve(runtime)});
  await settled();
  const terminal = project.openTerminal();
  await until(() => runtime.spawned.length === 1);
  const [shell] = runtime.spawned;
  if (!shell) throw new Error('No shell was started.');
  return {runtime, project, terminal, shell};
}

async function scene() {
  const opened = await open();
  const {runtime, project, shell} = opened;
  await settled();
  return {
    ...opened,
    /** The shell's commands wrote these files, and the project has taken note. */
    write: async (...written: WrittenFile[]) => {
      runtime.emit('files-written', written, shell);
      for (let turn = 0; turn < 5; turn++) await settled();
    },
    paths: () => project.state.files.map(({path}) => path),
    text: async (path: string) =>
      (await project.openDocument(project.fileAt(path)?.id ?? '')).text.toString(),
    reasons: () => project.state.refusedWrites.map(({reason}) => reason),
    /** Everything the mirror has to write is written. */
    mirrored: () => new Promise((resolve) => setTimeout(resolve, 80)),
  };
}

const written = (path: string, contents: string | Uint8Array): WrittenFile => ({
  path,
  kind: 'written',
  contents,
});
const removed = (path: string): WrittenFile => ({path, kind: 'removed'});

describe('terminals', () => {
  it('TM1 the first one boots the runtime, with the project’s files, before anything was run', async () => {
    const {runtime, project, terminal} = await open();
    expect(runtime.spawned[0]?.commandLine).toBe('jsh');
    expect(runtime.mounted[0]).toMatchObject({'index.html': {file: {contents: '<main></main>\n'}}});
    expect(project.state.run.status).toBe('idle');
    expect(project.state.terminals).toEqual([terminal]);
  });

  it('TM1 a run uses the same runtime, and mounts nothing again', async () => {
    const {runtime, project} = await open();
    void project.run();
    await until(() => runtime.spawned.length === 2);
    expect(runtime.spawned[1]?.commandLine).toBe('npx serve');
    expect(runtime.mounted).toHaveLength(1);
  });

  it('TM2 hands over keys, sizes and output', async () => {
    const {runtime, project, terminal, shell} = await open();
    terminal.resize({cols: 40, rows: 8});
    terminal.type('ls\r');
    shell.print('index.html\r\n');
    await until(() => terminal.output.text !== '');
    expect(shell.typed).toBe('ls\r');
    expect(shell.sizes).toEqual([
      {cols: 80, rows: 24},
      {cols: 40, rows: 8},
    ]);
    expect(terminal.output.text).toBe('index.html\r\n');
    expect(project.terminal.text).toBe('');
    expect(runtime.spawned).toHaveLength(1);
  });

  it('TM2 keeps what is typed before the shell is there', async () => {
    const runtime = new FakeRuntime();
    const project = createStandaloneProject({files, bootRuntime: () => Promise.resolve(runtime)});
    await settled();
    project.openTerminal().type('npm test\r');
    await until(() => runtime.spawned[0]?.typed === 'npm test\r');
  });

  it('TM3 are numbered; a closed one ends its processes and frees its number', async () => {
    const {runtime, project, terminal, shell} = await open();
    const second = project.openTerminal();
    await until(() => runtime.spawned.length === 2);
    expect(project.state.terminals.map(({title}) => title)).toEqual(['Terminal', 'Terminal 2']);
    project.closeTerminal(terminal.id);
    expect(await shell.exit).toBe(143);
    expect(project.state.terminals).toEqual([second]);
    expect(project.openTerminal().title).toBe('Terminal');
  });

  it('TM3 one whose shell ends by itself goes; one that fails says so and stays', async () => {
    const {project, shell} = await open();
    shell.end(0);
    await until(() => project.state.terminals.length === 0);
    const failing = await open();
    failing.shell.end(3);
    await until(() => failing.terminal.output.text.includes('The shell ended with code 3.'));
    expect(failing.project.state.terminals).toHaveLength(1);
  });

  it('TM3 a runtime that does not boot is said in the terminal, and tried anew by the next', async () => {
    const runtime = new FakeRuntime();
    let attempts = 0;
    const bootRuntime = async () => {
      if (++attempts === 1) throw new CodecraftError('unavailable', 'The worker could not be loaded.');
      return runtime;
    };
    const project = createStandaloneProject({files, bootRuntime});
    await settled();
    const terminal = project.openTerminal();
    await until(() => terminal.output.text.includes('The worker could not be loaded.'));
    project.openTerminal();
    await until(() => runtime.spawned.length === 1);
  });

  it('TM4 a server started in one shows in the preview, and its end ends that', async () => {
    const {runtime, project} = await open();
    runtime.emit('server-ready', 3000, '');
    expect(project.state.run).toEqual({status: 'running', port: 3000, failure: null, isShown: false});
    runtime.emit('port', 3000, 'close', '');
    expect(project.state.run).toEqual({status: 'stopped'});
  });

  it('TM4 end with the project, also when it is still booting', async () => {
    const {project, shell, runtime} = await open();
    project.dispose();
    expect(await shell.exit).toBe(143);
    expect(runtime.isTornDown).toBe(true);

    const late = new FakeRuntime();
    let boot: (runtime: FakeRuntime) => void = () => undefined;
    const booting = new Promise<FakeRuntime>((resolve) => {
      boot = resolve;
    });
    const other = createStandaloneProject({files, bootRuntime: () => booting});
    await settled();
    other.openTerminal();
    other.dispose();
    boot(late);
    await until(() => late.isTornDown);
    expect(late.spawned).toHaveLength(0);
  });
});

describe('what commands write', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('TM5 comes into the project: new, changed and removed files', async () => {
    const {write, paths, text} = await scene();
    await write(
      written('output.txt', 'made\n'),
      written('src/main.ts', 'one\n2\nthree\n'),
      removed('index.html'),
    );
    expect(paths()).toEqual(['output.txt', 'src/main.ts']);
    expect(await text('output.txt')).toBe('made\n');
    expect(await text('src/main.ts')).toBe('one\n2\nthree\n');
  });

  it('TM5 a renamed file keeps its id', async () => {
    const {project, write, paths} = await scene();
    const id = project.fileAt('src/main.ts')?.id;
    await write(written('src/app.ts', files['src/main.ts']), removed('src/main.ts'));
    expect(paths()).toEqual(['index.html', 'src/app.ts']);
    expect(project.fileAt('src/app.ts')?.id).toBe(id);
  });

  it('TM6 does not go back to the runtime, which has it', async () => {
    const {runtime, write, mirrored} = await scene();
    await write(written('output.txt', 'made\n'), written('src/main.ts', 'other\n'), removed('index.html'));
    await mirrored();
    expect(runtime.writes).toEqual([]);
    expect(runtime.removed).toEqual([]);
  });

  it('TM7 joins an edit made meanwhile elsewhere in the file, and the runtime gets both', async () => {
    const {project, runtime, write, text, mirrored} = await scene();
    const document = await project.openDocument(project.fileAt('src/main.ts')?.id ?? '');
    document.text.insert(0, '// edited\n');
    await write(written('src/main.ts', 'one\ntwo\n3\n'));
    expect(await text('src/main.ts')).toBe('// edited\none\ntwo\n3\n');
    await mirrored();
    expect(runtime.writes.at(-1)).toEqual({path: 'src/main.ts', text: '// edited\none\ntwo\n3\n'});
  });

  it('TM7 keeps the edit where both changed the same place, says so, and the runtime gets it', async () => {
    const {project, runtime, write, text, reasons, mirrored} = await scene();
    const document = await project.openDocument(project.fileAt('src/main.ts')?.id ?? '');
    document.text.insert(5, 'mine');
    await write(written('src/main.ts', 'one\ntheirs\nthree\n'));
    expect(await text('src/main.ts')).toBe('one\ntminewo\nthree\n');
    expect(reasons()).toEqual([
      'src/main.ts was edited at the place that a command changed, and the edit is kept.',
    ]);
    await mirrored();
    expect(runtime.writes.at(-1)?.text).toBe('one\ntminewo\nthree\n');
  });

  it('TM7 keeps a file that was edited while a command deleted it', async () => {
    const {project, runtime, write, paths, reasons, mirrored} = await scene();
    (await project.openDocument(project.fileAt('src/main.ts')?.id ?? '')).text.insert(0, 'mine');
    await write(removed('src/main.ts'));
    expect(paths()).toContain('src/main.ts');
    expect(reasons()).toEqual(['src/main.ts was edited while a command deleted it, and is kept.']);
    await mirrored();
    expect(runtime.writes.at(-1)).toMatchObject({path: 'src/main.ts', text: expect.stringMatching(/^mine/)});
  });

  it('TM8 leaves out what tools make, but not a file of the project', async () => {
    const {project, write, paths, mirrored} = await scene();
    await project.createFile('.gitignore', 'secret*\n');
    await project.createFile('dist/kept.txt', 'a');
    await mirrored();
    await write(written('dist/index.html', 'x'), written('secret.txt', 'x'), written('dist/kept.txt', 'b'));
    expect(paths()).toEqual(['.gitignore', 'dist/kept.txt', 'index.html', 'src/main.ts']);
    const kept = await project.openDocument(project.fileAt('dist/kept.txt')?.id ?? '');
    expect(kept.text.toString()).toBe('b');
  });

  it('TM9 names what no project takes: no text, too large, too many, a bad path', async () => {
    const {write, paths, reasons, project} = await scene();
    await write(
      written('logo.png', new Uint8Array([137, 80, 78, 71, 0])),
      {path: 'huge.json', kind: 'too-large'},
      written('wide.txt', 'ü'.repeat(limits.maxFileBytes / 2 + 1)),
      written('__proto__/a.js', 'x'),
      written('INDEX.html', 'x'),
    );
    expect(paths()).toEqual(['index.html', 'src/main.ts']);
    expect(reasons()).toMatchObject([
      'logo.png stays here: it is not text.',
      'huge.json stays here: it is larger than 512 KB.',
      'wide.txt stays here: it is larger than 512 KB.',
      expect.stringContaining('__proto__'),
      expect.stringContaining('INDEX.html'),
    ]);
    project.dismissRefusedWrites();
    expect(reasons()).toEqual([]);
  });

  it('TM9 takes a hundred new files of a command at most, no faster than a room takes them', async () => {
    const {write, paths, reasons, text} = await scene();
    vi.useFakeTimers();
    const many = Array.from({length: 120}, (_, index) => written(`many/${index}.txt`, 'x'));
    void write(...many);
    await vi.advanceTimersByTimeAsync(500);
    expect(paths().length - 2).toBe(limits.maxFramesPerSecond / 2);
    // Written again meanwhile: the last counts.
    void write(written('src/main.ts', 'first'));
    void write(written('src/main.ts', 'last'));
    await vi.advanceTimersByTimeAsync(5000);
    vi.useRealTimers();
    expect(await text('src/main.ts')).toBe('last');
    expect(paths().filter((path) => path.startsWith('many/'))).toHaveLength(100);
    expect(reasons()).toEqual([
      'many/100.txt and what came after it stay here: a command may add 100 files at once.',
    ]);
  });

  it('TM10 of the run itself stays in the runtime', async () => {
    const {runtime, project, paths} = await scene();
    void project.run();
    await until(() => runtime.spawned.length === 2);
    const run = runtime.spawned[1];
    if (run) runtime.emit('files-written', [written('data.json', '{}')], run);
    await settled();
    expect(paths()).not.toContain('data.json');
  });

  /** A room where I have this role, and a terminal in it. */
  async function inRoom(role: 'member' | 'viewer') {
    const socket = new HandFlushedSocket();
    const address = () => Promise.resolve('ws://room.test');
    const runtime = new FakeRuntime();
    const client = new RoomClient({address, openSocket: socket.open});
    const project = new Project(new RoomSource(client), () => Promise.resolve(runtime));
    await socket.connect();
    const welcomed = welcome();
    const state = welcomed.state!;
    const me = state.members[mara.userId]!;
    const members = {...state.members, [mara.userId]: {...me, role}};
    socket.receive({...welcomed, state: {...state, members, files: {}}});
    await settled();
    project.openTerminal();
    await until(() => runtime.spawned.length === 1);
    const [shell] = runtime.spawned;
    if (!shell) throw new Error('No shell was started.');
    await settled();
    return {socket, project, runtime, shell};
  }

  it('TM5 is asked of the room, as if it were made in the explorer', async () => {
    const {socket, runtime, shell} = await inRoom('member');
    runtime.emit('files-written', [written('a.txt', 'a')], shell);
    const asked = () => socket.sent.find((message) => 'type' in message && message.type === 'file-create');
    await until(() => asked() !== undefined);
    expect(asked()).toMatchObject({type: 'file-create', path: 'a.txt', text: 'a'});
  });

  it('TM11 by a viewer stays in the runtime, and that is said once', async () => {
    const {socket, project, runtime, shell} = await inRoom('viewer');
    const sent = socket.sent.length;
    runtime.emit('files-written', [written('a.txt', 'a')], shell);
    runtime.emit('files-written', [written('b.txt', 'b')], shell);
    await until(() => project.state.refusedWrites.length > 0);
    await settled();
    expect(project.state.refusedWrites.map(({reason}) => reason)).toEqual([
      'a.txt changed here only: who views a project does not edit it.',
    ]);
    expect(socket.sent).toHaveLength(sent);
  });

  it('TM11 a run writes again what commands left other than the project has it', async () => {
    const {project, runtime, write, shell} = await scene();
    project.may = () => false;
    await write(written('index.html', 'spoiled'));
    runtime.emit('files-written', [removed('src/main.ts')], shell);
    await settled();
    void project.run();
    await until(() => runtime.spawned.length === 2);
    expect([...runtime.writes].sort((one, other) => (one.path < other.path ? -1 : 1))).toEqual([
      {path: 'index.html', text: files['index.html']},
      {path: 'src/main.ts', text: files['src/main.ts']},
    ]);
  });
});
