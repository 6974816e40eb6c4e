import {limits, newId, nowhere} from '@codecraft/core/protocol';
import {describe, expect, it} from 'vitest';
import {jonas, mara, priya, TestRoom} from '../testing/test-room.js';
import {roomCalls} from './calls/index.js';

const acknowledged = {type: 'acknowledged'};
const refused = (code: string) => ({type: 'refused', code});

describe('chat', () => {
  it('expires for everyone at once, and is purged by the alarm', async () => {
    const test = await TestRoom.withProject();
    const person = await test.enter(mara);
    await person.ask({type: 'chat-send', text: 'soon gone'});
    const [message] = person.heardOf('chat').map((heard) => heard.message);
    expect(test.storage.alarm).toBe(message?.expiresAt);

    test.clock.advance(limits.defaultMessageTtlSeconds * 1000);
    expect((await test.enter(mara)).heardOf('welcome')[0]?.chat).toEqual([]);
    await test.room.wake();
    expect(person.heardOf('chat-expired')).toEqual([{type: 'chat-expired', messageIds: [message?.id]}]);
    expect([...test.storage.entries.keys()].filter((key) => /^chat(-place)?:/.test(key))).toEqual([]);
  });

  it('PT71 asks to be woken for the message that ends first, and then for the next', async () => {
    const test = await TestRoom.withProject();
    const person = await test.enter(mara);
    const endOf = async (text: string) => {
      await person.ask({type: 'chat-send', text});
      return person.heardOf('chat').at(-1)?.message.expiresAt ?? 0;
    };
    const first = await endOf('one');
    test.clock.advance(1_000);
    const second = await endOf('two');
    expect(test.storage.alarm).toBe(first);

    await person.ask({type: 'settings-change', settings: {messageTtlSeconds: 60}});
    const shorter = await endOf('short');
    expect(shorter).toBeLessThan(first);
    expect(test.storage.alarm).toBe(shorter);

    test.clock.advance(60_000);
    await test.room.wake();
    expect(test.storage.alarm).toBe(first);
    test.clock.advance(first - test.clock.now());
    await test.room.wake();
    expect(test.storage.alarm).toBe(second);
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

describe('PT14 a mention', () => {
  it('is what the server finds in the text, not what the sender says', async () => {
    const test = await TestRoom.withProject();
    await test.invite(jonas, 'member');
    const person = await test.enter(mara);
    const forged = {type: 'chat-send', text: 'hello @jonas', mentions: [mara.userId]} as const;
    await person.ask(forged);
    const [message] = person.heardOf('chat').map((heard) => heard.message);
    expect(message?.mentions).toEqual([jonas.userId]);
    await person.ask({type: 'chat-edit', messageId: message?.id ?? '', text: 'hello'});
    expect(person.heardOf('chat').at(-1)?.message).not.toHaveProperty('mentions');
  });
});

describe('PT15 what is read', () => {
  it('is the same on all of one’s windows, and nobody else’s business', async () => {
    const test = await TestRoom.withProject();
    await test.invite(jonas, 'member');
    const [here, there, other] = [await test.enter(mara), await test.enter(mara), await test.enter(jonas)];
    expect(here.heardOf('welcome')[0]?.readUpTo).toBe(0);
    const at = test.clock.time - 1000;
    await here.ask({type: 'chat-read', at});
    expect(there.heardOf('chat-read')).toEqual([{type: 'chat-read', readUpTo: at}]);
    expect(other.heardOf('chat-read')).toEqual([]);
    expect((await test.enter(mara)).heardOf('welcome')[0]?.readUpTo).toBe(at);
    expect((await test.enter(jonas)).heardOf('welcome')[0]?.readUpTo).toBe(0);
  });

  it('never becomes unread, and is never in the future', async () => {
    const test = await TestRoom.withProject();
    const person = await test.enter(mara);
    const now = test.clock.time;
    await person.ask({type: 'chat-read', at: now + 1_000_000});
    await person.ask({type: 'chat-read', at: 1});
    expect(person.heardOf('chat-read').map(({readUpTo}) => readUpTo)).toEqual([now, now]);
  });
});

describe('PT16 who types', () => {
  it('is told to the others with their place, and stored nowhere', async () => {
    const test = await TestRoom.withProject();
    await test.invite(jonas, 'viewer');
    const [typist, witness] = [await test.enter(mara), await test.enter(jonas)];
    test.clock.advance(limits.presenceBatchMs);
    witness.listenAnew();
    const before = structuredClone([...test.storage.entries]);
    await typist.say({type: 'presence', presence: {...nowhere, isTyping: true}});
    test.clock.advance(limits.presenceBatchMs);
    expect(witness.heardOf('presence')).toMatchObject([
      {peers: [{userId: mara.userId, isTyping: true}], left: []},
    ]);
    expect([...test.storage.entries]).toEqual(before);
  });
});
