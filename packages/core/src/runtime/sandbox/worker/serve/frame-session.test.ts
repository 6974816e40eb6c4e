import {afterEach, expect, test} from 'vitest';
import type {FrameCommand} from '../../protocol.js';
import {CompileProblem} from '../compile/problem.js';
import {FrameSession} from './frame-session.js';
import type {GraphModule, ModuleGraph} from './module-graph.js';

/** Enough for several messages. */
const large = 'x'.repeat(100_000);

function moduleOf(id: string, code = large): GraphModule {
  const linked = {id, format: 'es', code, isAsync: false, links: {}, requires: []} as const;
  return {id, linked, compiled: {}, packs: [], needs: [], exits: undefined} as unknown as GraphModule;
}

/** What the roots need now, or why that cannot be had, after what was found before. */
let found: {modules: GraphModule[]; problem?: CompileProblem};
const graph = {
  reachable(_: unknown, onFound: (module: GraphModule) => void = () => undefined) {
    for (const module of found.modules) onFound(module);
    if (found.problem) throw found.problem;
    return new Map(found.modules.map((module) => [module.id, module]));
  },
} as unknown as ModuleGraph;

const open: {close(): void}[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

function newSession(): FrameSession {
  const page = {html: '', entries: ['/a.js'], styles: [], madeFrom: [], problem: undefined};
  const assets = undefined as never;
  const session = new FrameSession({document: 1, page, graph, assets, env: {}, styles: new Map(), packs: []});
  open.push(session);
  return session;
}

/** Connects it, and answers with what the document was sent up to its start. */
async function connected(session: FrameSession): Promise<FrameCommand[]> {
  const {port1, port2} = new MessageChannel();
  open.push(port2);
  const commands: FrameCommand[] = [];
  const started = new Promise<void>((resolve) => {
    port2.onmessage = ({data}: MessageEvent<FrameCommand>) => {
      commands.push(data);
      if (data.type === 'start') resolve();
    };
  });
  await session.connect(port1, {} as never);
  await started;
  return commands;
}

const idsIn = (commands: FrameCommand[]) =>
  commands.flatMap((command) => ('modules' in command ? command.modules.map(({id}) => id) : []));

test('RT-F13 modules are sent while others are found, each once', async () => {
  found = {modules: ['/a.js', '/b.js', '/c.js'].map((id) => moduleOf(id))};
  const commands = await connected(newSession());
  expect(commands.map(({type}) => type).filter((type) => type !== 'ping')).toEqual(['define', 'start']);
  expect(idsIn(commands)).toEqual(['/a.js', '/b.js', '/c.js']);
});

test('RT-F13 a document that is connected after a change has all modules', async () => {
  found = {modules: ['/a.js', '/b.js', '/c.js'].map((id) => moduleOf(id))};
  const session = newSession();
  await session.update(1);
  expect(idsIn(await connected(session))).toEqual(['/a.js', '/b.js', '/c.js']);
});

test('RT-F13 what was sent and is not needed once the sources compile is taken back', async () => {
  const problem = new CompileProblem('Broken.', {path: '/a.js'});
  found = {modules: ['/a.js', '/b.js', '/c.js'].map((id) => moduleOf(id)), problem};
  const session = newSession();
  const {port1, port2} = new MessageChannel();
  open.push(port2);
  const starts: FrameCommand[] = [];
  port2.onmessage = ({data}: MessageEvent<FrameCommand>) => data.type === 'start' && starts.push(data);
  await expect(session.connect(port1, {} as never)).rejects.toBe(problem);
  found = {modules: [moduleOf('/a.js', 'mended')]};
  expect(await session.update(1)).toBe('started');
  await expect.poll(() => starts).toHaveLength(1);
  expect(starts[0]).toMatchObject({modules: [{id: '/a.js', code: 'mended'}], removed: ['/b.js']});
});
