import {describe, expect, it, vi} from 'vitest';
import * as Y from 'yjs';
import {CodecraftError} from '../errors.js';
import {contentOf} from '../files/index.js';
import {type ChatMessage, closeCodes, type DocumentFrame} from '../protocol/index.js';
import {appFile, HandFlushedSocket, idFor, jonas, mara, welcome} from '../testing/index.js';
import {RoomClient} from './room-client.js';

async function connected(change = {}) {
  const socket = new HandFlushedSocket();
  const client = new RoomClient({address: () => Promise.resolve('ws://room.test'), openSocket: socket.open});
  await socket.connect();
  socket.receive(welcome(change));
  return {socket, client};
}

const types = (socket: HandFlushedSocket) =>
  socket.sent.map((item) => ('type' in item ? item.type : item.kind));
const framesOf = (socket: HandFlushedSocket) =>
  socket.sent.filter((item): item is DocumentFrame => 'kind' in item);

function message(id: string, expiresAt: number): ChatMessage {
  return {id: idFor(id), kind: 'user', userId: jonas.userId, name: jonas.name, text: id, at: 1, expiresAt};
}

describe('joining', () => {
  it('RC1 says hello first, and is open once welcomed', async () => {
    const socket = new HandFlushedSocket();
    const client = new RoomClient({
      address: () => Promise.resolve('ws://room.test'),
      openSocket: socket.open,
    });
    await socket.connect();
    expect(socket.sent).toEqual([{type: 'hello', protocol: 1}]);
    expect(client.connection.status).toBe('connecting');
    socket.receive(welcome());
    expect(client.connection.status).toBe('open');
    expect(client.view.state?.name).toBe('Todo app');
  });

  it('RC2 comes back asking only for what came after the last number it saw', async () => {
    const {socket, client} = await connected({sequence: 7});
    socket.cut();
    expect(client.connection.status).toBe('reconnecting');
    await socket.connect();
    expect(socket.sent).toEqual([{type: 'hello', protocol: 1, since: 7}]);
    const event = {type: 'project-renamed' as const, name: 'Chess clock'};
    socket.receive(
      welcome({state: null, sequence: 8, events: [{sequence: 8, at: 1, by: mara.userId, event}]}),
    );
    expect(client.view).toMatchObject({sequence: 8, state: {name: 'Chess clock'}});
  });

  it('RC3 applies an event once, however often it arrives', async () => {
    const {socket, client} = await connected();
    const file = {id: idFor('new', 12), path: 'src/New.tsx'};
    const renamed = {id: file.id, path: 'src/Old.tsx'};
    const created = {sequence: 2, at: 1, by: mara.userId, event: {type: 'file-created' as const, file}};
    const moved = {
      sequence: 3,
      at: 1,
      by: mara.userId,
      event: {type: 'file-renamed' as const, fileId: file.id, path: renamed.path},
    };
    socket.receive({type: 'events', events: [created, moved]});
    socket.receive({type: 'events', events: [created]});
    expect(client.view.state?.files[file.id]).toEqual(renamed);
  });
});

describe('requests', () => {
  it('RC4 resolve when the server has stored them, not before', async () => {
    const {socket, client} = await connected();
    let isStored = false;
    const stored = client.request({type: 'chat-send', text: 'hello'}, idFor('m')).then(() => {
      isStored = true;
    });
    await Promise.resolve();
    expect(isStored).toBe(false);
    socket.receive({type: 'acknowledged', id: idFor('m')});
    await stored;
    expect(client.unsent.requests).toEqual([]);
  });

  it('RC5 are sent again after a cut, with the same id and in the same order', async () => {
    const {socket, client} = await connected();
    const one = client.request({type: 'chat-send', text: 'one'}, idFor('one'));
    socket.cut();
    const two = client.request({type: 'chat-send', text: 'two'}, idFor('two'));
    await socket.connect();
    expect(types(socket)).toEqual(['hello']);
    socket.receive(welcome());
    expect(socket.sent.slice(1)).toEqual([
      {type: 'chat-send', id: idFor('one'), text: 'one'},
      {type: 'chat-send', id: idFor('two'), text: 'two'},
    ]);
    socket.receive({type: 'acknowledged', id: idFor('one')});
    socket.receive({type: 'acknowledged', id: idFor('two')});
    await Promise.all([one, two]);
  });

  it('RC6 reject with the server’s own code and sentence', async () => {
    const {socket, client} = await connected();
    const refused = client.request({type: 'file-delete', fileId: appFile.id}, idFor('m'));
    socket.receive({
      type: 'refused',
      id: idFor('m'),
      code: 'forbidden',
      message: 'Viewers cannot delete files.',
    });
    await expect(refused).rejects.toMatchObject({code: 'forbidden', message: 'Viewers cannot delete files.'});
  });

  it('RC7 are given up when the server says not to come back', async () => {
    const {socket, client} = await connected();
    const waiting = client.request({type: 'chat-send', text: 'hello'});
    socket.cut(closeCodes.forbidden, 'Mara removed you.');
    await expect(waiting).rejects.toMatchObject({code: 'forbidden', message: 'Mara removed you.'});
    expect(client.connection.status).toBe('closed');
    await expect(client.request({type: 'chat-send', text: 'again'})).rejects.toThrow(CodecraftError);
  });
});

it('RC8 an address refused for good ends the connection; one that fails does not', async () => {
  const answers = [new TypeError('offline'), new CodecraftError('not-found', 'This project does not exist.')];
  const socket = new HandFlushedSocket();
  const client = new RoomClient({address: () => Promise.reject(answers.shift()), openSocket: socket.open});
  await expect(socket.connect()).rejects.toThrow('offline');
  expect(client.connection.status).toBe('connecting');
  await expect(socket.connect()).rejects.toThrow();
  expect(client.connection).toMatchObject({status: 'closed', reason: {code: 'not-found'}});
});

it('RC19 a message this client cannot read ends the connection with a reason, and throws nothing', async () => {
  const {client, socket} = await connected();
  socket.receive({type: 'brand-new'} as unknown as Parameters<typeof socket.receive>[0]);
  expect(client.connection).toMatchObject({status: 'closed', reason: {code: 'protocol-mismatch'}});
  expect(socket.isClosedByClient).toBe(true);
});

it('RC20 once closed, nothing is sent any more', async () => {
  const {client, socket} = await connected();
  client.close();
  socket.sent.length = 0;
  client.setPresence({fileId: null, anchor: null, head: null, isTyping: true});
  await expect(client.request({type: 'chat-send', text: 'late'})).rejects.toMatchObject({
    code: 'connection-lost',
  });
  expect(socket.sent).toEqual([]);
});

describe('chat', () => {
  it('RC9 a message is gone the moment it expires, before the server says so', async () => {
    vi.useFakeTimers();
    try {
      const now = Date.now();
      const {client} = await connected({
        time: now,
        chat: [message('soon', now + 1000), message('later', now + 9000)],
      });
      await vi.advanceTimersByTimeAsync(999);
      expect(client.view.chat).toHaveLength(2);
      await vi.advanceTimersByTimeAsync(5);
      expect(client.view.chat.map(({text}) => text)).toEqual(['later']);
    } finally {
      vi.useRealTimers();
    }
  });

  it('RC10 expiry follows the server’s clock, also where ours is an hour off', async () => {
    vi.useFakeTimers();
    try {
      const serverNow = Date.now() + 3_600_000;
      const {client} = await connected({time: serverNow, chat: [message('soon', serverNow + 1000)]});
      expect(client.view.chat).toHaveLength(1);
      await vi.advanceTimersByTimeAsync(1005);
      expect(client.view.chat).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('RC11 a newer version of a message replaces it, and more text is added to it', async () => {
    const {socket, client} = await connected();
    socket.receive({type: 'chat', message: {...message('m', 9e15), text: 'Add'}});
    socket.receive({type: 'chat-append', messageId: idFor('m'), text: 'ed'});
    expect(client.view.chat.map(({text}) => text)).toEqual(['Added']);
    socket.receive({type: 'chat', message: {...message('m', 9e15), text: 'Added a bar'}});
    expect(client.view.chat.map(({text}) => text)).toEqual(['Added a bar']);
  });
});

describe('documents', () => {
  /** A server that keeps the file's text and answers as a room does. */
  function serve(socket: HandFlushedSocket, server: Y.Doc) {
    const frames = framesOf(socket);
    socket.sent.length = 0;
    for (const frame of frames) {
      if (frame.kind === 'open') {
        const update = Y.encodeStateAsUpdate(server, frame.stateVector);
        const stateVector = Y.encodeStateVector(server);
        socket.receiveFrame({kind: 'state', fileId: frame.fileId, update, stateVector});
      }
      if (frame.kind === 'update') {
        Y.applyUpdate(server, frame.update);
        socket.receiveFrame({kind: 'acknowledged', fileId: frame.fileId, number: frame.number});
      }
    }
  }

  async function opened(text = 'hello') {
    const {socket, client} = await connected();
    const server = new Y.Doc();
    contentOf(server).insert(0, text);
    const {document} = client.openDocument(appFile.id);
    serve(socket, server);
    await document.loaded;
    return {socket, client, server, document};
  }

  it('RC12 an edit is unsent until it is acknowledged', async () => {
    vi.useFakeTimers();
    try {
      const {socket, client, server, document} = await opened();
      document.text.insert(5, ' world');
      expect(client.unsent.fileIds).toEqual([appFile.id]);
      await vi.advanceTimersByTimeAsync(30);
      expect(client.unsent.fileIds).toEqual([appFile.id]);
      serve(socket, server);
      expect(client.unsent.fileIds).toEqual([]);
      expect(contentOf(server).toString()).toBe('hello world');
    } finally {
      vi.useRealTimers();
    }
  });

  it('RC13 edits made while cut off reach the server once, also when the cut came before the answer', async () => {
    vi.useFakeTimers();
    try {
      const {socket, client, server, document} = await opened();
      document.text.insert(0, 'A');
      await vi.advanceTimersByTimeAsync(30);
      const [update] = framesOf(socket);
      if (update?.kind === 'update') Y.applyUpdate(server, update.update); // stored, but the answer is lost
      socket.cut();
      document.text.insert(0, 'B');
      expect(client.unsent.fileIds).toEqual([appFile.id]);
      contentOf(server).insert(contentOf(server).length, '!');
      await socket.connect();
      socket.receive(welcome({state: null}));
      serve(socket, server);
      serve(socket, server);
      // the state frame made the client send its difference
      expect(contentOf(server).toString()).toBe('BAhello!');
      expect(document.text.toString()).toBe('BAhello!');
    } finally {
      vi.useRealTimers();
    }
  });

  it('RC14 a refused edit is handed back as text, and the file goes on as the server has it', async () => {
    vi.useFakeTimers();
    try {
      const {socket, client, server, document} = await opened();
      const refusals: unknown[] = [];
      client.onRefusedEdit((edit) => refusals.push(edit));
      const replaced = vi.fn();
      document.onReplaced(replaced);
      document.text.insert(5, ' world');
      await vi.advanceTimersByTimeAsync(30);
      socket.sent.length = 0;
      socket.receiveFrame({
        kind: 'refused',
        fileId: appFile.id,
        number: 1,
        code: 'forbidden',
        message: 'View only.',
      });
      expect(refusals).toEqual([{fileId: appFile.id, reason: 'View only.', text: 'hello world'}]);
      serve(socket, server);
      await document.loaded;
      expect(document.text.toString()).toBe('hello');
      expect(replaced).toHaveBeenCalledOnce();
      expect(client.unsent.fileIds).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
  });
});
