import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import * as Y from 'yjs';
import {contentOf} from '../files/index.js';
import type {ClientRequest, DocumentFrame} from '../protocol/index.js';
import {appFile, HandFlushedSocket, idFor, jonas, welcome} from '../testing/index.js';
import {RoomClient} from './room-client.js';
import {UnsentKeeper} from './unsent-keeper.js';
import {keyOfEdit, keyOfRequest, type Unsent, type UnsentStorage} from './unsent-storage.js';

/** The browser's storage, shared by the pages of a test. */
class MemoryStorage implements UnsentStorage {
  readonly requests = new Map<string, ClientRequest>();
  readonly edits = new Map<string, {fileId: string; update: Uint8Array}>();

  load = async (scope: string): Promise<Unsent> => ({
    requests: [...this.requests]
      .filter(([key]) => key.startsWith(scope))
      .map(([key, request]) => ({key, request})),
    edits: [...this.edits].filter(([key]) => key.startsWith(scope)).map(([key, edit]) => ({key, ...edit})),
  });
  saveRequest = async (scope: string, request: ClientRequest) => {
    this.requests.set(keyOfRequest(scope, request.id), request);
  };
  saveEdit: UnsentStorage['saveEdit'] = async (scope, {fileId, client, update}) => {
    this.edits.set(keyOfEdit(scope, fileId, client), {fileId, update});
  };
  remove = async (keys: readonly string[]) => {
    for (const key of keys) {
      this.requests.delete(key);
      this.edits.delete(key);
    }
  };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const where = {server: 'http://party.test', projectId: idFor('todoapp')};

async function openPage(storage: UnsentStorage, change = {}) {
  const socket = new HandFlushedSocket();
  const failures: unknown[] = [];
  const keeper = new UnsentKeeper(storage, where, (cause) => failures.push(cause));
  const client = new RoomClient({
    address: () => Promise.resolve('ws://room.test'),
    openSocket: socket.open,
    keeper,
  });
  await socket.connect();
  socket.receive(welcome(change));
  await vi.advanceTimersByTimeAsync(1);
  return {socket, client, failures};
}

const frames = (socket: HandFlushedSocket) =>
  socket.sent.filter((item): item is DocumentFrame => 'kind' in item);

it('RC15 a message that was not stored is sent by the next page, with the same id, and then forgotten', async () => {
  const storage = new MemoryStorage();
  const first = await openPage(storage);
  first.socket.cut();
  void first.client.request({type: 'chat-send', text: 'kept'}, idFor('kept')).catch(() => undefined);
  await vi.advanceTimersByTimeAsync(1);
  first.client.close();
  expect(storage.requests.size).toBe(1);

  const second = await openPage(storage);
  expect(second.socket.sent).toContainEqual({type: 'chat-send', id: idFor('kept'), text: 'kept'});
  second.socket.receive({type: 'acknowledged', id: idFor('kept')});
  await vi.advanceTimersByTimeAsync(1);
  expect(storage.requests.size).toBe(0);
});

it('RC16 edits that were not stored are sent by the next page', async () => {
  const storage = new MemoryStorage();
  const server = new Y.Doc();
  contentOf(server).insert(0, 'hello');
  const answer = (socket: HandFlushedSocket) => {
    for (const frame of frames(socket)) {
      if (frame.kind !== 'open') continue;
      const update = Y.encodeStateAsUpdate(server, frame.stateVector);
      socket.receiveFrame({
        kind: 'state',
        fileId: appFile.id,
        update,
        stateVector: Y.encodeStateVector(server),
      });
    }
  };
  const first = await openPage(storage);
  const {document} = first.client.openDocument(appFile.id);
  answer(first.socket);
  first.socket.cut();
  document.text.insert(5, ' world');
  await vi.advanceTimersByTimeAsync(300);
  first.client.close();
  expect(storage.edits.size).toBe(1);

  const second = await openPage(storage);
  answer(second.socket);
  const update = frames(second.socket).find((frame) => frame.kind === 'update');
  expect(update).toBeDefined();
  if (update?.kind === 'update') {
    Y.applyUpdate(server, update.update);
    second.socket.receiveFrame({kind: 'acknowledged', fileId: appFile.id, number: update.number});
  }
  await vi.advanceTimersByTimeAsync(300);
  expect(contentOf(server).toString()).toBe('hello world');
  expect(storage.edits.size).toBe(0);
});

it('RC17 another person in the same browser sends nothing of it', async () => {
  const storage = new MemoryStorage();
  const first = await openPage(storage);
  first.socket.cut();
  void first.client.request({type: 'chat-send', text: 'mine'}, idFor('mine')).catch(() => undefined);
  await vi.advanceTimersByTimeAsync(1);
  first.client.close();
  const other = await openPage(storage, {userId: jonas.userId});
  expect(other.socket.sent.filter((item) => 'type' in item && item.type === 'chat-send')).toEqual([]);
});

it('RC18 a browser that keeps nothing is told once, and the room works on', async () => {
  const refuse = () => Promise.reject(new Error('no storage'));
  const page = await openPage({load: refuse, saveRequest: refuse, saveEdit: refuse, remove: refuse});
  const stored = page.client.request({type: 'chat-send', text: 'hello'}, idFor('m'));
  await vi.advanceTimersByTimeAsync(1);
  page.socket.receive({type: 'acknowledged', id: idFor('m')});
  await stored;
  expect(page.failures).toHaveLength(1);
});
