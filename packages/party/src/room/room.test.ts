import {contentOf} from '@codecraft/core/files';
import {closeCodes, limits, newFileId, newId, nowhere, protocolVersion} from '@codecraft/core/protocol';
import {describe, expect, it} from 'vitest';
import * as Y from 'yjs';
import {jonas, mara, priya, type TestPerson, TestRoom} from '../testing/test-room.js';
import {roomCalls} from './calls/index.js';

const acknowledged = {type: 'acknowledged'};
const refused = (code: string) => ({type: 'refused', code});

describe('hello', () => {
  it('brings the whole state to who joins', async () => {
    const test = await TestRoom.withProject({files: {'a.txt': 'a'}});
    const [welcome] = (await test.enter(mara)).heardOf('welcome');
    expect(welcome).toMatchObject({
      userId: mara.userId,
      sequence: 1,
      state: {name: 'Todos', members: {[mara.userId]: {role: 'admin'}}},
      events: [],
      ai: 'templates',
    });
    expect(Object.values(welcome?.state?.files ?? {})).toMatchObject([{path: 'a.txt'}]);
  });

  it('brings only what is new to who comes back', async () => {
    const test = await TestRoom.withProject();
    const first = await test.enter(mara);
    await first.ask({type: 'folder-create', path: 'src'});
    await first.ask({type: 'project-rename', name: 'Tasks'});
    const [welcome] = (await test.enter(mara, {since: 1})).heardOf('welcome');
    expect(welcome).toMatchObject({
      sequence: 2,
      state: null,
      events: [{sequence: 2, by: mara.userId, event: {type: 'project-renamed', name: 'Tasks'}}],
    });
  });

  it('brings the whole state to who remembers more than there is', async () => {
    const test = await TestRoom.withProject();
    const [welcome] = (await test.enter(mara, {since: 99})).heardOf('welcome');
    expect(welcome?.state?.name).toBe('Todos');
  });

  it.each([
    ['another protocol', {type: 'hello', protocol: protocolVersion + 1}, closeCodes.protocolMismatch],
    ['anything else first', {type: 'chat-send', id: newId(), text: 'x'}, closeCodes.badFrame],
    ['an unknown message', {type: 'make-me-admin'}, closeCodes.badFrame],
  ])('closes the socket after %s', async (_, message, code) => {
    const test = await TestRoom.withProject();
    const connection = test.connect(mara);
    await test.sockets.receive(connection, JSON.stringify(message));
    expect(connection.closed?.code).toBe(code);
  });

  it('closes the socket of who is no member', async () => {
    const test = await TestRoom.withProject();
    expect((await test.enter(jonas)).connection.closed?.code).toBe(closeCodes.notFound);
  });

  it('lets one person in five times', async () => {
    const test = await TestRoom.withProject();
    const people = [];
    for (let number = 0; number < 6; number++) people.push(await test.enter(mara));
    expect(people.map(({connection}) => connection.closed?.code)).toEqual([
      ...Array(limits.maxSocketsPerUser).fill(undefined),
      closeCodes.tooManySockets,
    ]);
  });
});

describe('a request', () => {
  it('is stored before it is told, told before it is acknowledged', async () => {
    const test = await TestRoom.withProject();
    const person = await test.enter(mara);
    person.listenAnew();
    await person.ask({type: 'folder-create', path: 'src'});
    expect(person.heard.map(({type}) => type)).toEqual(['events', 'acknowledged']);
    expect((await TestRoom.start({storage: test.storage})).room.state.folders).toEqual(['src']);
  });

  it('is not told when it could not be stored', async () => {
    const test = await TestRoom.withProject();
    const person = await test.enter(mara);
    person.listenAnew();
    test.storage.failsNextWrite = true;
    expect(await person.ask({type: 'folder-create', path: 'src'})).toMatchObject(refused('internal'));
    expect(person.heard.map(({type}) => type)).toEqual(['refused']);
    expect(test.room.state.folders).toEqual([]);
  });

  it('that is repeated is answered and not repeated, even after a restart', async () => {
    const test = await TestRoom.withProject();
    const id = newId();
    const person = await test.enter(mara);
    await person.ask({type: 'chat-send', id, text: 'once'});
    expect(await person.ask({type: 'chat-send', id, text: 'once'})).toMatchObject(acknowledged);

    const restarted = await TestRoom.start({storage: test.storage});
    const again = await restarted.enter(mara);
    expect(await again.ask({type: 'chat-send', id, text: 'once'})).toMatchObject(acknowledged);
    expect(await restarted.room.chat.unexpired(restarted.clock.now())).toHaveLength(1);
  });

  it('with the id of another person’s message does not replace it', async () => {
    const test = await TestRoom.withProject();
    await test.invite(jonas, 'member');
    const id = newId();
    await (await test.enter(mara)).ask({type: 'chat-send', id, text: 'mine'});
    const answer = await (await test.enter(jonas)).ask({type: 'chat-send', id, text: 'forged'});
    expect(answer).toMatchObject(refused('conflict'));
    expect(await test.room.chat.unexpired(test.clock.now())).toMatchObject([{text: 'mine'}]);
  });

  it.each([
    ['file-create', {type: 'file-create', fileId: newFileId(), path: 'b.txt', text: ''}],
    ['folder-create', {type: 'folder-create', path: 'src'}],
    ['project-rename', {type: 'project-rename', name: 'Mine'}],
    ['settings-change', {type: 'settings-change', settings: {messageTtlSeconds: 60}}],
    ['member-role', {type: 'member-role', userId: priya.userId, role: 'admin'}],
    ['member-remove', {type: 'member-remove', userId: mara.userId}],
  ] as const)('%s is refused to a viewer', async (_, request) => {
    const test = await TestRoom.withProject();
    await test.invite(priya, 'viewer');
    const viewer = await test.enter(priya);
    const before = test.room.state;
    expect(await viewer.ask(request)).toMatchObject(refused('forbidden'));
    expect(test.room.state).toBe(before);
  });

  it('that malformed bytes make up costs its own socket only', async () => {
    const test = await TestRoom.withProject();
    const other = await test.enter(mara);
    for (const data of ['{', '[]', '{"type":"hello"}', 'null', new Uint8Array([9, 9]), new Uint8Array()]) {
      const person = await test.enter(mara);
      await test.sockets.receive(person.connection, data);
      expect(person.connection.closed?.code).toBe(closeCodes.badFrame);
      test.disconnect(person.connection);
    }
    expect(other.connection.closed).toBeUndefined();
    expect(await other.ask({type: 'chat-send', text: 'still here'})).toMatchObject(acknowledged);
  });

  it('beyond the size of a control frame closes the socket, but a file may be larger', async () => {
    const test = await TestRoom.withProject();
    const person = await test.enter(mara);
    const text = 'x'.repeat(limits.maxControlFrameBytes + 1);
    expect(await person.ask({type: 'file-create', fileId: newFileId(), path: 'big.txt', text})).toMatchObject(
      acknowledged,
    );
    await person.say({type: 'project-rename', id: newId(), name: text});
    expect(person.connection.closed).toBeDefined();
  });

  it('over the rate is refused, and then the socket is closed', async () => {
    const test = await TestRoom.withProject();
    const person = await test.enter(mara);
    const presence = () => person.say({type: 'presence', presence: nowhere});
    for (let frame = 0; frame < 5 * limits.maxFramesPerSecond; frame++) await presence();
    expect(await person.ask({type: 'folder-create', path: 'src'})).toMatchObject(refused('rate-limited'));
    for (let frame = 0; frame < 5 * limits.maxFramesPerSecond; frame++) await presence();
    expect(person.connection.closed?.code).toBe(closeCodes.rateLimited);
  });
});

describe('members', () => {
  it('a project never loses its last admin', async () => {
    const test = await TestRoom.withProject();
    await test.invite(jonas, 'member');
    const admin = await test.enter(mara);
    const demote = {type: 'member-role', userId: mara.userId, role: 'member'} as const;
    expect(await admin.ask(demote)).toMatchObject(refused('conflict'));
    expect(await admin.ask({type: 'member-remove', userId: mara.userId})).toMatchObject(refused('conflict'));
    await admin.ask({type: 'member-role', userId: jonas.userId, role: 'admin'});
    expect(await admin.ask(demote)).toMatchObject(acknowledged);
  });

  it('two admins who demote each other at once leave one', async () => {
    const test = await TestRoom.withProject();
    await test.invite(jonas, 'admin');
    const [first, second] = [await test.enter(mara), await test.enter(jonas)];
    await Promise.all([
      first.ask({type: 'member-role', userId: jonas.userId, role: 'member'}),
      second.ask({type: 'member-role', userId: mara.userId, role: 'member'}),
    ]);
    const admins = Object.values(test.room.state.members).filter(({role}) => role === 'admin');
    expect(admins).toHaveLength(1);
  });

  it('a new role holds for a socket that is open', async () => {
    const test = await TestRoom.withProject();
    await test.invite(jonas, 'member');
    const member = await test.enter(jonas);
    expect(await member.ask({type: 'folder-create', path: 'a'})).toMatchObject(acknowledged);
    await (await test.enter(mara)).ask({type: 'member-role', userId: jonas.userId, role: 'viewer'});
    expect(await member.ask({type: 'folder-create', path: 'b'})).toMatchObject(refused('forbidden'));
  });

  it('who is removed loses their sockets and cannot come back', async () => {
    const test = await TestRoom.withProject();
    await test.invite(jonas, 'member');
    const [admin, member] = [await test.enter(mara), await test.enter(jonas)];
    await admin.ask({type: 'member-remove', userId: jonas.userId});
    expect(member.connection.closed?.code).toBe(closeCodes.forbidden);
    expect((await test.enter(jonas)).connection.closed?.code).toBe(closeCodes.notFound);
  });

  it('may leave by themselves', async () => {
    const test = await TestRoom.withProject();
    await test.invite(jonas, 'viewer');
    const member = await test.enter(jonas);
    await member.ask({type: 'member-remove', userId: jonas.userId});
    expect(test.room.state.members[jonas.userId]).toBeUndefined();
  });
});

describe('chat', () => {
  it('expires for everyone at once, and is purged by the alarm', async () => {
    const test = await TestRoom.withProject();
    const person = await test.enter(mara);
    await person.ask({type: 'chat-send', text: 'soon gone'});
    const [message] = person.heardOf('chat').map((heard) => heard.message);
    expect(test.storage.alarm).toBe(message?.expiresAt);

    test.clock.advance(limits.defaultMessageTtlSeconds * 1000);
    expect((await test.enter(mara)).heardOf('welcome')[0]?.chat).toEqual([]);
    await test.room.purgeChat();
    expect(person.heardOf('chat-expired')).toEqual([{type: 'chat-expired', messageIds: [message?.id]}]);
    expect([...test.storage.entries.keys()].filter((key) => /^chat(-place)?:/.test(key))).toEqual([]);
  });

  it('sets the alarm again after a restart', async () => {
    const test = await TestRoom.withProject();
    await (await test.enter(mara)).ask({type: 'chat-send', text: 'hello'});
    const alarm = test.storage.alarm;
    test.storage.alarm = undefined;
    await TestRoom.start({storage: test.storage});
    expect(test.storage.alarm).toBe(alarm);
  });

  it('is paged, fifty at a time, without gaps or repetitions', async () => {
    const test = await TestRoom.withProject();
    const person = await test.enter(mara);
    for (let number = 0; number < 120; number++) {
      test.clock.advance(number % 2 === 0 ? 6_000 : 0); // some share their millisecond, all stay within the rate
      await person.ask({type: 'chat-send', text: `${number}`});
      test.clock.advance(number % 2 === 0 ? 0 : 6_000);
    }
    const read = [];
    for (let before: string | undefined; ; ) {
      const page = await roomCalls.readChat(test.room, {userId: mara.userId, before});
      read.unshift(...page.messages.map(({text}) => text));
      if (page.before === null) break;
      before = page.before;
    }
    const unexpired = await test.room.chat.count(test.clock.now());
    expect(unexpired).toBeGreaterThan(50);
    expect(read).toEqual(Array.from({length: unexpired}, (_, index) => `${120 - unexpired + index}`));
  });

  it('can be changed by its author only, and keeps its place and its end', async () => {
    const test = await TestRoom.withProject();
    await test.invite(jonas, 'member');
    const [author, admin] = [await test.enter(jonas), await test.enter(mara)];
    const messageId = newId();
    await author.ask({type: 'chat-send', id: messageId, text: 'helo'});
    test.clock.advance(1_000);
    const forged = {type: 'chat-edit', messageId, text: 'I never said that'} as const;
    expect(await admin.ask(forged)).toMatchObject(refused('forbidden'));
    expect(await author.ask({type: 'chat-edit', messageId, text: 'hello'})).toMatchObject(acknowledged);
    const [first, second] = admin.heardOf('chat').map(({message}) => message);
    expect(second).toEqual({...first, text: 'hello', editedAt: test.clock.now()});
    expect(await test.room.chat.unexpired(test.clock.now())).toEqual([second]);
  });

  it('can be deleted by its author and by admins, for everyone', async () => {
    const test = await TestRoom.withProject();
    await test.invite(jonas, 'member');
    await test.invite(priya, 'member');
    const [author, other, admin] = [await test.enter(jonas), await test.enter(priya), await test.enter(mara)];
    const [one, two] = [newId(), newId()];
    await author.ask({type: 'chat-send', id: one, text: 'one'});
    await author.ask({type: 'chat-send', id: two, text: 'two'});
    expect(await other.ask({type: 'chat-delete', messageId: one})).toMatchObject(refused('forbidden'));
    expect(await author.ask({type: 'chat-delete', messageId: one})).toMatchObject(acknowledged);
    expect(await admin.ask({type: 'chat-delete', messageId: two})).toMatchObject(acknowledged);
    expect(other.heardOf('chat-expired').flatMap(({messageIds}) => messageIds)).toEqual([one, two]);
    expect(await test.room.chat.unexpired(test.clock.now())).toEqual([]);
    expect(await author.ask({type: 'chat-delete', messageId: one})).toMatchObject(refused('not-found'));
  });

  it('is limited to ten messages a minute a person', async () => {
    const test = await TestRoom.withProject();
    const person = await test.enter(mara);
    const answers = [];
    for (let number = 0; number < 11; number++)
      answers.push(await person.ask({type: 'chat-send', text: 'x'}));
    expect(answers.slice(0, 10)).toEqual(Array(10).fill(expect.objectContaining(acknowledged)));
    expect(answers[10]).toMatchObject(refused('rate-limited'));
    test.clock.advance(6_000);
    expect(await person.ask({type: 'chat-send', text: 'x'})).toMatchObject(acknowledged);
  });
});

describe('presence', () => {
  it('is sent in batches, and says who left', async () => {
    const test = await TestRoom.withProject();
    await test.invite(jonas, 'member');
    const [first, second] = [await test.enter(mara), await test.enter(jonas)];
    test.clock.advance(limits.presenceBatchMs);
    first.listenAnew();
    await second.say({type: 'presence', presence: {...nowhere, isTyping: true}});
    await second.say({type: 'presence', presence: nowhere});
    await second.say({type: 'presence', presence: {...nowhere, isTyping: true}});
    expect(first.heard).toEqual([]);
    test.clock.advance(limits.presenceBatchMs);
    expect(first.heardOf('presence')).toMatchObject([
      {peers: [{userId: jonas.userId, isTyping: true}], left: []},
    ]);

    first.listenAnew();
    test.disconnect(second.connection);
    test.clock.advance(limits.presenceBatchMs);
    expect(first.heardOf('presence')).toEqual([{type: 'presence', peers: [], left: [second.connection.id]}]);
  });
});

describe('files', () => {
  it('are created, renamed and deleted for everyone', async () => {
    const test = await TestRoom.withProject();
    await test.invite(jonas, 'viewer');
    const [author, viewer] = [await test.enter(mara), await test.enter(jonas)];
    const fileId = newFileId();
    await author.ask({type: 'file-create', fileId, path: 'src/a.ts', text: 'let a'});
    await author.ask({type: 'file-rename', fileId, path: 'src/b.ts'});
    await author.ask({type: 'folder-rename', from: 'src', to: 'lib'});
    expect(test.room.state.files[fileId]?.path).toBe('lib/b.ts');
    await author.ask({type: 'folder-delete', path: 'lib'});
    expect(test.room.state.files).toEqual({});
    const heard = viewer.heardOf('events').flatMap(({events}) => events.map(({event}) => event.type));
    expect(heard).toEqual(['file-created', 'file-renamed', 'folder-renamed', 'folder-deleted']);
    expect([...test.storage.entries.keys()].filter((key) => /^(y|size|file):/.test(key))).toEqual([]);
  });

  it.each([
    ['outside the project', '../evil.sh', 'invalid-path'],
    ['at a name that is taken', 'src/a.ts', 'already-exists'],
    ['inside a file', 'src/a.ts/b.ts', 'already-exists'],
    ['in the place of a folder', 'src', 'already-exists'],
  ])('are refused %s', async (_, path, code) => {
    const test = await TestRoom.withProject({files: {'src/a.ts': ''}});
    const person = await test.enter(mara);
    const answer = await person.ask({type: 'file-create', fileId: newFileId(), path, text: ''});
    expect(answer).toMatchObject(refused(code));
  });

  it('cannot move a folder into itself', async () => {
    const test = await TestRoom.withProject({files: {'src/a.ts': ''}});
    const person = await test.enter(mara);
    const answer = await person.ask({type: 'folder-rename', from: 'src', to: 'src/inner'});
    expect(answer).toMatchObject(refused('conflict'));
  });
});

describe('document frames', () => {
  async function opened(test: TestRoom, person: TestPerson) {
    const [fileId] = Object.keys(test.room.state.files);
    const state = await person.sendFrame({
      kind: 'open',
      fileId: fileId ?? '',
      stateVector: new Uint8Array([0]),
    });
    const replica = new Y.Doc();
    if (state?.kind === 'state') Y.applyUpdate(replica, state.update);
    return {fileId: fileId ?? '', replica};
  }

  function typed(replica: Y.Doc, text: string): Uint8Array {
    const before = Y.encodeStateVector(replica);
    contentOf(replica).insert(0, text);
    return Y.encodeStateAsUpdate(replica, before);
  }

  it('an edit is acknowledged to its author and told to the others', async () => {
    const test = await TestRoom.withProject({files: {'a.txt': 'world'}});
    await test.invite(jonas, 'viewer');
    const [author, viewer] = [await test.enter(mara), await test.enter(jonas)];
    const {fileId, replica} = await opened(test, author);
    const watching = await opened(test, viewer);
    const update = typed(replica, 'hello ');
    const answer = await author.sendFrame({kind: 'update', fileId, number: 1, update});
    expect(answer).toEqual({kind: 'acknowledged', fileId, number: 1});
    const told = viewer.frames.find((frame) => frame.kind === 'update');
    expect(told).toEqual({kind: 'update', fileId, number: 0, update});
    Y.applyUpdate(watching.replica, update);
    expect(contentOf(watching.replica).toString()).toBe('hello world');
    expect(author.frames.filter((frame) => frame.kind === 'update')).toEqual([]);
  });

  it('a viewer’s edit is refused, a viewer’s nothing is not', async () => {
    const test = await TestRoom.withProject({files: {'a.txt': 'text'}});
    await test.invite(jonas, 'viewer');
    const viewer = await test.enter(jonas);
    const {fileId, replica} = await opened(test, viewer);
    const nothing = {kind: 'update', fileId, number: 1, update: new Uint8Array([0, 0])} as const;
    expect(await viewer.sendFrame(nothing)).toMatchObject({kind: 'acknowledged', number: 1});
    const update = typed(replica, 'x');
    expect(await viewer.sendFrame({kind: 'update', fileId, number: 2, update})).toMatchObject({
      kind: 'refused',
      number: 2,
      code: 'forbidden',
    });
    expect(await test.room.documents.textOf(fileId)).toBe('text');
  });

  it('a forged edit is refused and the room goes on', async () => {
    const test = await TestRoom.withProject({files: {'a.txt': 'text'}});
    const person = await test.enter(mara);
    const {fileId, replica} = await opened(test, person);
    const bomb = new Uint8Array([1, 0xff, 0xff, 0xff, 0x0f, 1, 0]);
    expect(await person.sendFrame({kind: 'update', fileId, number: 1, update: bomb})).toMatchObject({
      kind: 'refused',
      number: 1,
    });
    const update = typed(replica, 'more ');
    expect(await person.sendFrame({kind: 'update', fileId, number: 2, update})).toMatchObject({
      kind: 'acknowledged',
    });
  });

  it('refused edits use up a socket’s rate faster than accepted ones', async () => {
    const test = await TestRoom.withProject({files: {'a.txt': 'text'}});
    const person = await test.enter(mara);
    const {fileId} = await opened(test, person);
    const bomb = new Uint8Array([1, 0xff, 0xff, 0xff, 0x0f, 1, 0]);
    for (let number = 1; number <= 40; number++) {
      await person.sendFrame({kind: 'update', fileId, number, update: bomb});
    }
    expect(person.connection.closed?.code).toBe(closeCodes.rateLimited);
  });

  it('a file that is gone is refused', async () => {
    const test = await TestRoom.withProject();
    const person = await test.enter(mara);
    const frame = {kind: 'open', fileId: newFileId(), stateVector: new Uint8Array([0])} as const;
    expect(await person.sendFrame(frame)).toMatchObject({kind: 'refused', code: 'not-found'});
  });

  it('a state vector that is none is refused', async () => {
    const test = await TestRoom.withProject({files: {'a.txt': 'text'}});
    const person = await test.enter(mara);
    const [fileId = ''] = Object.keys(test.room.state.files);
    const frame = {kind: 'open', fileId, stateVector: new Uint8Array([0xff, 0xff, 0xff])} as const;
    expect(await person.sendFrame(frame)).toMatchObject({kind: 'refused'});
    expect(person.connection.closed).toBeUndefined();
  });
});
