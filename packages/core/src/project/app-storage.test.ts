import {describe, expect, it} from 'vitest';
import {Session} from '../auth/index.js';
import {FakeRuntime, HandFlushedSocket} from '../testing/index.js';
import type {AppEntries, AppStorage} from './app-storage.js';
import {createConnectedProject, createStandaloneProject} from './project.js';

const files = {'index.html': '<p>App</p>'};
const until = async (isTrue: () => boolean) => {
  for (let turn = 0; turn < 200 && !isTrue(); turn++) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(isTrue()).toBe(true);
};

class MemoryAppStorage implements AppStorage {
  readonly kept = new Map<string, AppEntries>();
  readonly asked: string[] = [];
  saves = 0;

  load(key: string): Promise<AppEntries | undefined> {
    this.asked.push(key);
    return Promise.resolve(this.kept.get(key));
  }

  save(key: string, entries: AppEntries): Promise<void> {
    this.saves++;
    this.kept.set(key, entries);
    return Promise.resolve();
  }
}

/** Runs a project and answers what its runtime was given. */
async function run(appStorage?: {storage: AppStorage; key: string}) {
  const runtime = new FakeRuntime();
  let given: AppEntries | undefined;
  const project = createStandaloneProject({
    files,
    bootRuntime: ({localStorage}) => {
      given = localStorage;
      return Promise.resolve(runtime);
    },
    ...(appStorage && {appStorage}),
  });
  await until(() => project.state.status === 'ready');
  void project.run();
  await until(() => runtime.spawned.length > 0);
  return {project, runtime, given};
}

const userNamed = (letter: string) => ({
  id: letter.repeat(20),
  email: `${letter}@school.example`,
  name: letter,
});

async function signedIn(server: string, letter: string): Promise<Session> {
  const body = {user: userNamed(letter), accessToken: 't', expiresAt: Date.now() + 900_000};
  const session = new Session({server, fetch: () => Promise.resolve(new Response(JSON.stringify(body)))});
  await session.signIn({email: `${letter}@school.example`, password: 'a long password'});
  return session;
}

describe('the localStorage of an app', () => {
  it('PJ22 is there in the next page, written soon after changes and not at each', async () => {
    const storage = new MemoryAppStorage();
    const first = await run({storage, key: 'one'});
    expect(first.given).toEqual({});
    first.runtime.emit('local-storage', {visits: '1'});
    first.runtime.emit('local-storage', {visits: '2'});
    expect(storage.saves).toBe(0);
    await until(() => storage.saves > 0);
    expect([...storage.kept]).toEqual([['one', {visits: '2'}]]);
    first.project.dispose();
    expect(storage.saves).toBe(1);
    expect((await run({storage, key: 'one'})).given).toEqual({visits: '2'});
  });

  it('PJ22 is written at once when the project ends', async () => {
    const storage = new MemoryAppStorage();
    const {project, runtime} = await run({storage, key: 'one'});
    runtime.emit('local-storage', {last: 'word'});
    project.dispose();
    expect(storage.kept.get('one')).toEqual({last: 'word'});
  });

  it('PJ23 is each project’s own, and kept by nobody who was not asked to', async () => {
    const storage = new MemoryAppStorage();
    const {project, runtime} = await run({storage, key: 'one'});
    runtime.emit('local-storage', {secret: 'of one'});
    project.dispose();
    expect((await run({storage, key: 'two'})).given).toEqual({});
    const alone = await run();
    alone.runtime.emit('local-storage', {a: '1'});
    alone.project.dispose();
    expect(alone.given).toEqual({});
    expect([...storage.kept.keys()]).toEqual(['one']);
  });

  it('PJ23 is kept by server, project and person, and for guests apart', async () => {
    const storage = new MemoryAppStorage();
    const ask = async (server: string, letter: string, projectId: string, asGuest = false) => {
      const before = storage.asked.length;
      const project = createConnectedProject({
        session: await signedIn(server, letter),
        projectId,
        bootRuntime: () => Promise.resolve(new FakeRuntime()),
        openSocket: new HandFlushedSocket().open,
        appStorage: storage,
        asGuest,
      });
      void project.run();
      await until(() => storage.asked.length > before);
      project.dispose();
      return storage.asked.at(-1);
    };
    const keys = [
      await ask('https://one.test/', 'm', 'p'.repeat(20)),
      await ask('https://two.test/', 'm', 'p'.repeat(20)),
      await ask('https://one.test/', 'n', 'p'.repeat(20)),
      await ask('https://one.test/', 'm', 'q'.repeat(20)),
      await ask('https://one.test/', 'm', 'p'.repeat(20), true),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    expect(await ask('https://one.test/', 'm', 'p'.repeat(20))).toBe(keys[0]);
  });

  it('PJ24 a browser that keeps nothing is told once, in the console of the app, which runs', async () => {
    let saves = 0;
    const storage: AppStorage = {
      load: () => Promise.resolve(undefined),
      save: () => {
        saves++;
        return Promise.reject(new Error('blocked'));
      },
    };
    const {project, runtime} = await run({storage, key: 'one'});
    expect(project.console).toEqual([]);
    for (const visits of [1, 2]) {
      runtime.emit('local-storage', {visits: String(visits)});
      await until(() => saves === visits);
    }
    expect(project.console).toMatchObject([
      {level: 'warn', text: expect.stringContaining('does not keep the app’s localStorage')},
    ]);
    expect(project.state.run.status).not.toBe('failed');
  });

  it('PJ24 what could not be read is not overwritten', async () => {
    const storage = new MemoryAppStorage();
    storage.load = () => Promise.reject(new Error('blocked'));
    const {project, runtime, given} = await run({storage, key: 'one'});
    expect(given).toEqual({});
    runtime.emit('local-storage', {visits: '1'});
    expect(project.console).toHaveLength(1);
    project.dispose();
    expect(storage.saves).toBe(0);
  });
});
