import {closeCodes, limits, newId, protocolVersion} from '@codecraft/core/protocol';
import {describe, expect, it} from 'vitest';
import {jonas, mara, TestRoom} from '../testing/test-room.js';

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

  it('PT65 lets one person in five times, and once more for the one that was silent the longest', async () => {
    const test = await TestRoom.withProject();
    await test.invite(jonas, 'member');
    const other = await test.enter(jonas);
    const people: Awaited<ReturnType<TestRoom['enter']>>[] = [];
    for (let number = 0; number < limits.maxSocketsPerUser; number++) {
      people.push(await test.enter(mara));
      test.clock.advance(1000);
    }
    await people[0]?.ask({type: 'chat-send', text: 'still here'});
    people.push(await test.enter(mara));
    const codes = () => people.map(({connection}) => connection.closed?.code);
    const closed = closeCodes.tooManySockets;
    expect(codes()).toEqual([undefined, closed, undefined, undefined, undefined, undefined]);
    test.clock.advance(1000);
    people.push(await test.enter(mara));
    expect(codes()).toEqual([undefined, closed, closed, undefined, undefined, undefined, undefined]);
    expect(other.connection.closed).toBeUndefined();
  });
});
