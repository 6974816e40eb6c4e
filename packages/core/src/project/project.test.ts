import {describe, expect, it} from 'vitest';
import type {CodecraftError} from '../errors.js';
import {RoomClient} from '../room/index.js';
import {appFile, FakeRuntime, HandFlushedSocket, idFor, mara, roomState, welcome} from '../testing/index.js';
import type {Draft, DraftStorage} from './drafts.js';
import {createStandaloneProject, Project} from './project.js';
import {RoomSource} from './room-source.js';

const files = {
  'package.json': '{"scripts":{"dev":"vite"},"dependencies":{"react":"^19"}}',
  'index.html': '<div id="root"></div>',
  'src/main.tsx': 'export {}',
};

const settled = () => new Promise<void>((resolve) => setTimeout(resolve));
const until = async (isTrue: () => boolean) => {
  for (let turn = 0; turn < 200 && !isTrue(); turn++) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(isTrue()).toBe(true);
};

class MemoryDrafts implements DraftStorage {
  readonly kept = new Map<string, Draft>();
  load = (key: string) => Promise.resolve(this.kept.get(key));
  save = (key: string, draft: Draft) => Promise.resolve(void this.kept.set(key, draft));
  remove = (key: string) => Promise.resolve(void this.kept.delete(key));
}

async function standalone(options: Partial<Parameters<typeof createStandaloneProject>[0]> = {}) {
  const runtime = new FakeRuntime();
  const project = createStandaloneProject({files, bootRuntime: () => Promise.resolve(runtime), ...options});
  await settled();
  return {project, runtime};
}

describe('standalone', () => {
  it('PJ1 is ready with the page’s files, and everything may be done', async () => {
    const {project} = await standalone();
    expect(project.state).toMatchObject({mode: 'standalone', status: 'ready', connection: {status: 'none'}});
    expect(project.state.files.map(({path}) => path)).toEqual(['index.html', 'package.json', 'src/main.tsx']);
    expect(project.may('edit')).toBe(true);
  });

  it('PJ2 refuses a path a room would refuse, and keeps the files as they are', async () => {
    const {project} = await standalone();
    await expect(project.createFile('../secret')).rejects.toMatchObject({code: 'invalid-path'});
    await expect(project.createFile('index.html')).rejects.toMatchObject({code: 'already-exists'});
    expect(project.state.files).toHaveLength(3);
  });

  it('PJ3 offers the draft again, drops it when the page’s files are others, and resets', async () => {
    const storage = new MemoryDrafts();
    const drafts = {storage, key: 'counter'};
    const first = await standalone({drafts});
    const document = await first.project.openDocument(first.project.fileAt('index.html')?.id ?? '');
    document.text.insert(0, '<!-- mine -->');
    expect(first.project.canReset).toBe(true);
    first.project.dispose();
    await settled();

    const second = await standalone({drafts});
    const again = await second.project.openDocument(second.project.fileAt('index.html')?.id ?? '');
    expect(again.text.toString()).toBe('<!-- mine --><div id="root"></div>');
    await second.project.reset();
    expect(again.text.toString()).toBe('<div id="root"></div>');
    expect(second.project.canReset).toBe(false);
    expect(storage.kept.size).toBe(0);

    again.text.insert(0, 'x');
    second.project.dispose();
    await settled();
    const edited = {...files, 'index.html': '<main></main>'};
    const third = await standalone({drafts, files: edited});
    const other = await third.project.openDocument(third.project.fileAt('index.html')?.id ?? '');
    expect(other.text.toString()).toBe('<main></main>');
  });

  it('PJ4 says when drafts cannot be kept, and goes on', async () => {
    const failures: CodecraftError[] = [];
    const storage: DraftStorage = {
      load: () => Promise.reject(new Error('blocked')),
      save: () => Promise.reject(new Error('blocked')),
      remove: () => Promise.resolve(),
    };
    const onDraftFailure = (error: CodecraftError) => failures.push(error);
    const {project} = await standalone({drafts: {storage, key: 'k'}, onDraftFailure});
    expect(project.state.status).toBe('ready');
    expect(failures).toHaveLength(1);
  });
});

describe('running', () => {
  it('PJ5 mounts, installs, starts, and is running when the server is ready', async () => {
    const {project, runtime} = await standalone();
    const seen: string[] = [];
    project.subscribe(() => seen.push(project.state.run.status));
    void project.run();
    await until(() => runtime.spawned.length === 1);
    expect(runtime.mounted[0]).toMatchObject({
      src: {directory: {'main.tsx': {file: {contents: 'export {}'}}}},
    });
    runtime.spawned[0]?.print('added 4 packages\r\n');
    runtime.spawned[0]?.end(0);
    await until(() => runtime.spawned.length === 2);
    runtime.emit('server-ready', 5173, 'http://localhost:5173');
    await settled();
    expect(runtime.spawned.map(({commandLine}) => commandLine)).toEqual(['npm install', 'npm run dev']);
    expect(project.state.run).toEqual({status: 'running', port: 5173, failure: null, isShown: false});
    expect([...new Set(seen)]).toEqual(['booting', 'installing', 'starting', 'running']);
    expect(project.terminal.text).toContain('added 4 packages');
  });

  it('PJ6 writes edits and moved files to the runtime while it runs', async () => {
    const {project, runtime} = await standalone();
    void project.run();
    await until(() => runtime.spawned.length === 1);
    const main = project.fileAt('src/main.tsx');
    const document = await project.openDocument(main?.id ?? '');
    document.text.insert(0, '// a\n');
    document.text.insert(0, '// b\n');
    await until(() => runtime.writes.length > 0);
    expect(runtime.writes).toEqual([{path: 'src/main.tsx', text: '// b\n// a\nexport {}'}]);
    await project.renameFile(main?.id ?? '', 'src/app.tsx');
    await until(() => runtime.writes.length > 1);
    expect(runtime.removed).toEqual(['src/main.tsx']);
    expect(runtime.writes[1]?.path).toBe('src/app.tsx');
  });

  it('PJ6 writes an edit in the task that made it, and what changes meanwhile as one write after it', async () => {
    const {project, runtime} = await standalone();
    void project.run();
    await until(() => runtime.spawned.length === 1);
    const {text} = await project.openDocument(project.fileAt('src/main.tsx')?.id ?? '');
    const writeFile = runtime.fs.writeFile.bind(runtime.fs);
    let finish = (): void => undefined;
    runtime.fs.writeFile = async (path, data) => {
      await writeFile(path, data);
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
    };
    text.insert(0, '1');
    await Promise.resolve();
    expect(runtime.writes.map((write) => write.text)).toEqual(['1export {}']);
    text.insert(0, '2');
    text.insert(0, '3');
    await settled();
    expect(runtime.writes).toHaveLength(1);
    finish();
    await settled();
    expect(runtime.writes.map((write) => write.text)).toEqual(['1export {}', '321export {}']);
  });

  it('PJ6 makes folders for new and moved files only', async () => {
    const {project, runtime} = await standalone();
    void project.run();
    await until(() => runtime.spawned.length === 1);
    const folders: string[] = [];
    runtime.fs.mkdir = async (path) => void folders.push(path);
    const main = project.fileAt('src/main.tsx')?.id ?? '';
    const {text} = await project.openDocument(main);
    text.insert(0, '1');
    await until(() => runtime.writes.length === 1);
    expect(folders).toEqual([]);
    await project.renameFile(main, 'app/main.tsx');
    await until(() => runtime.writes.length === 2);
    expect(folders).toEqual(['app']);
  });

  it('PJ7 says why an install failed, in the words of the tool', async () => {
    const {project, runtime} = await standalone();
    void project.run();
    await until(() => runtime.spawned.length === 1);
    runtime.spawned[0]?.print('npm error left-pad is not available offline.\r\n');
    runtime.spawned[0]?.end(1);
    await until(() => project.state.run.status === 'failed');
    expect(project.state.run).toMatchObject({message: 'npm error left-pad is not available offline.'});
  });

  it('PJ8 Stop ends the process, and a slow step of the stopped run starts nothing more', async () => {
    const {project, runtime} = await standalone();
    void project.run();
    await until(() => runtime.spawned.length === 1);
    project.stop();
    expect(await runtime.spawned[0]?.exit).toBe(143);
    await settled();
    expect(project.state.run.status).toBe('stopped');
    expect(runtime.spawned).toHaveLength(1);
  });

  it('PJ9 a package.json that is not JSON is a failure with the reason, not an exception', async () => {
    const {project} = await standalone({files: {...files, 'package.json': '{'}});
    await project.run();
    expect(project.state.run).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('package.json'),
    });
  });

  it('PJ10 the app’s own failure shows until it recovers', async () => {
    const {project, runtime} = await standalone();
    void project.run();
    await until(() => runtime.spawned.length === 1);
    runtime.emit('server-ready', 5173, '');
    runtime.emit('preview-message', {
      type: 'failed',
      kind: 'compile',
      message: 'Unexpected token',
      path: 'src/main.tsx',
    });
    expect(project.state.run).toMatchObject({failure: {message: 'Unexpected token'}});
    runtime.emit('preview-message', {type: 'recovered'});
    expect(project.state.run).toMatchObject({failure: null});
  });

  it('PJ11 dispose tears the runtime down', async () => {
    const {project, runtime} = await standalone();
    void project.run();
    await until(() => runtime.spawned.length === 1);
    project.dispose();
    expect(runtime.isTornDown).toBe(true);
  });
});

describe('connected', () => {
  async function connected() {
    const socket = new HandFlushedSocket();
    const client = new RoomClient({
      address: () => Promise.resolve('ws://room.test'),
      openSocket: socket.open,
    });
    const project = new Project(new RoomSource(client), () => Promise.reject(new Error('not run')));
    await socket.connect();
    socket.receive(welcome());
    return {socket, project};
  }

  it('PJ17 there is no AI for whom it is off', async () => {
    const {socket, project} = await connected();
    expect(project.state.ai).toBe('templates');
    socket.receive(welcome({flags: ['guests']}));
    expect(project.state.ai).toBeNull();
  });

  it('PJ18 tells how far I have read, once for each later message, and not as a guest', async () => {
    const {socket, project} = await connected();
    const marks = () => socket.sent.filter((item) => 'type' in item && item.type === 'chat-read');
    for (const at of [5, 5, 3, 7]) project.markRead(at);
    expect(marks()).toMatchObject([{at: 5}, {at: 7}]);
    socket.receive({type: 'chat-read', readUpTo: 9}); // another window of mine
    expect(project.state.readUpTo).toBe(9);
    project.markRead(8);
    for (const mark of marks()) socket.receive({type: 'acknowledged', id: 'id' in mark ? mark.id : ''});
    socket.receive(welcome({userId: 'g'.repeat(20)}));
    project.markRead(10);
    expect(marks()).toHaveLength(2);
  });

  it('PJ12 a message shows at once as waiting, then as the server’s own', async () => {
    const {socket, project} = await connected();
    project.sendChat('hello');
    expect(project.state.chat).toMatchObject([{text: 'hello', name: mara.name, delivery: 'waiting'}]);
    const sent = socket.sent.find((item) => 'type' in item && item.type === 'chat-send');
    const id = sent && 'id' in sent ? sent.id : '';
    const message = {
      id,
      kind: 'user',
      userId: mara.userId,
      name: mara.name,
      text: 'hello',
      at: 1,
      expiresAt: 9e15,
    } as const;
    socket.receive({type: 'chat', message});
    socket.receive({type: 'acknowledged', id});
    expect(project.state.chat).toEqual([{...message, delivery: 'sent'}]);
  });

  it('PJ13 a refused message stays with its reason and can be sent again', async () => {
    const {socket, project} = await connected();
    project.sendChat('hello');
    const sent = socket.sent.at(-1);
    const id = sent && 'id' in sent ? sent.id : '';
    socket.receive({type: 'refused', id, code: 'rate-limited', message: 'Wait 20 seconds.'});
    await settled();
    expect(project.state.chat).toMatchObject([
      {text: 'hello', delivery: 'refused', refusal: 'Wait 20 seconds.'},
    ]);
    project.retryChat(id);
    expect(project.state.chat).toMatchObject([{text: 'hello', delivery: 'waiting'}]);
  });

  it('PJ14 what I may do follows my role', async () => {
    const {socket, project} = await connected();
    expect(project.may('invite')).toBe(true);
    const event = {type: 'role-changed' as const, userId: mara.userId, role: 'viewer' as const};
    socket.receive({type: 'events', events: [{sequence: 2, at: 1, by: idFor('jonas'), event}]});
    expect(project.may('edit')).toBe(false);
    expect(project.may('read')).toBe(true);
  });

  it('PJ15 what did not change stays the same object, so that elements do not draw it again', async () => {
    const {socket, project} = await connected();
    const {files: before, members} = project.state;
    socket.receive({type: 'presence', peers: [], left: []});
    expect(project.state.files).toBe(before);
    expect(project.state.members).toBe(members);
    expect(before).toEqual([appFile]);
    expect(Object.keys(roomState.files)).toEqual([appFile.id]);
  });

  it('PJ16 asks the room to change settings and messages, naming only what changes', async () => {
    const {socket, project} = await connected();
    void project.changeSettings({messageTtlSeconds: 3600});
    void project.editChat(idFor('message'), 'Hello again');
    void project.deleteChat(idFor('message'));
    await settled();
    expect(socket.sent.slice(-3)).toMatchObject([
      {type: 'settings-change', settings: {messageTtlSeconds: 3600}},
      {type: 'chat-edit', messageId: idFor('message'), text: 'Hello again'},
      {type: 'chat-delete', messageId: idFor('message')},
    ]);
  });
});
