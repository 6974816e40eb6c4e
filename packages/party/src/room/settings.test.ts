import {defaultSettings} from '@codecraft/core/protocol';
import {describe, expect, it} from 'vitest';
import {jonas, mara, TestRoom} from '../testing/test-room.js';
import {roomCalls} from './calls/index.js';

const holder = (userId: string, origin: string | null) => ({
  userId,
  sessionId: 's',
  isGuest: false,
  endsAt: null,
  origin,
});

describe('PT11 the settings', () => {
  it('change where they are named, and stay where they are not', async () => {
    const test = await TestRoom.withProject();
    const person = await test.enter(mara);
    await person.ask({type: 'settings-change', settings: {prompters: 'admins'}});
    await person.ask({type: 'settings-change', settings: {messageTtlSeconds: 60}});
    expect(test.room.state.settings).toEqual({
      ...defaultSettings,
      prompters: 'admins',
      messageTtlSeconds: 60,
    });
  });

  it('that are younger than a project have their defaults in it', async () => {
    const test = await TestRoom.withProject();
    const meta = (await test.storage.get<{settings: object}>('meta')) ?? {settings: {}};
    await test.storage.write({put: {meta: {...meta, settings: {messageTtlSeconds: 60}}}});
    const again = await TestRoom.start({storage: test.storage});
    expect(again.room.state.settings).toEqual({...defaultSettings, messageTtlSeconds: 60});
  });

  it('say who may ask the AI', async () => {
    const test = await TestRoom.withProject();
    await test.invite(jonas, 'member');
    const [admin, member] = [await test.enter(mara), await test.enter(jonas)];
    await admin.ask({type: 'settings-change', settings: {prompters: 'admins'}});
    await member.ask({type: 'chat-send', text: '@ai hello'});
    expect(await test.room.turnLog.count()).toBe(0);
    expect(member.heardOf('chat').at(-1)?.message.text).toMatch(/^Only admins can ask the AI in Todos/);
    await admin.ask({type: 'chat-send', text: '@ai hello'});
    await test.settled();
    expect(await test.room.turnLog.count()).toBe(1);
  });

  it('say how often, up to what the server allows', async () => {
    const test = await TestRoom.withProject({variables: {AI_TURNS_PER_HOUR: '2'}});
    const person = await test.enter(mara);
    await person.ask({type: 'settings-change', settings: {turnsPerHour: 1000}});
    for (let turn = 0; turn < 3; turn++) {
      await person.ask({type: 'chat-send', text: '@ai hello'});
      await test.settled();
    }
    expect(await test.room.turnLog.count()).toBe(2);
    await person.ask({type: 'settings-change', settings: {turnsPerHour: 0}});
    await person.ask({type: 'chat-send', text: '@ai hello'});
    expect(person.heardOf('chat').at(-1)?.message.text).toMatch(/^The AI is turned off/);
  });

  it('say on which pages the project may be shown', async () => {
    const test = await TestRoom.withProject();
    await (await test.enter(mara)).ask({
      type: 'settings-change',
      settings: {embedOrigins: ['https://docs.example']},
    });
    const ticket = (origin: string | null) => roomCalls.issueTicket(test.room, holder(mara.userId, origin));
    await expect(ticket('https://other.example')).rejects.toMatchObject({code: 'origin-refused'});
    await ticket('https://docs.example');
    await ticket(null);
  });
});

describe('PT30 the flag “ai”', () => {
  it('keeps the AI from who it is off for, and the client is told', async () => {
    const test = await TestRoom.withProject({variables: {FEATURE_FLAGS: '{"ai": {"roles": ["admin"]}}'}});
    await test.invite(jonas, 'member');
    const [admin, member] = [await test.enter(mara), await test.enter(jonas)];
    expect(admin.heardOf('welcome')[0]?.flags).toEqual(['ai', 'guests']);
    expect(member.heardOf('welcome')[0]?.flags).toEqual(['guests']);
    await member.ask({type: 'chat-send', text: '@ai hello'});
    expect(member.heardOf('chat').at(-1)?.message.text).toMatch(/^The AI is not open to everyone/);
    expect(await test.room.turnLog.count()).toBe(0);
    await admin.ask({type: 'chat-send', text: '@ai hello'});
    await test.settled();
    expect(await test.room.turnLog.count()).toBe(1);
  });
});
