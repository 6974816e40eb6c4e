import {limits} from '@codecraft/core/protocol';
import {describe, expect, it} from 'vitest';
import {jonas, mara, TestRoom} from '../testing/test-room.js';
import type {Model, ModelEvent} from './model.js';
import {TemplateModel} from './template-model.js';

/** A model whose words a test lets out one by one. */
class ScriptedModel implements Model {
  readonly source = 'gemini';
  readonly requests: string[] = [];
  private readonly queue: (ModelEvent | Error | 'end')[] = [];
  private wake: () => void = () => undefined;

  say(text: string): void {
    this.add({type: 'text', text});
  }

  end(): void {
    this.add('end');
  }

  fail(error: Error): void {
    this.add(error);
  }

  async *answer({prompt, project}: {prompt: string; project: string}, signal: AbortSignal) {
    this.requests.push(`${project}\n\n${prompt}`);
    signal.addEventListener('abort', () => this.fail(new Error('aborted')));
    for (;;) {
      const next = this.queue.shift();
      if (next === undefined) await new Promise<void>((resolve) => (this.wake = resolve));
      else if (next === 'end') return;
      else if (next instanceof Error) throw next;
      else yield next;
    }
  }

  private add(item: ModelEvent | Error | 'end'): void {
    this.queue.push(item);
    this.wake();
  }
}

const file = (path: string, text: string) => `<codecraft-file path="${path}">\n${text}\n</codecraft-file>\n`;

/** Lets everything that is under way reach its next wait. */
async function flush(test: TestRoom): Promise<void> {
  for (let round = 0; round < 20; round++) {
    await new Promise((resolve) => setImmediate(resolve));
    await test.room.serial.idle();
  }
}

async function textAt(test: TestRoom, path: string): Promise<string | undefined> {
  const entry = Object.values(test.room.state.files).find((candidate) => candidate.path === path);
  return entry && test.room.documents.textOf(entry.id);
}

describe('an AI turn', () => {
  it('streams its words, writes its files and records what it did', async () => {
    const model = new ScriptedModel();
    const test = await TestRoom.withProject({model, files: {'a.txt': 'one\ntwo\n'}});
    const asker = await test.enter(mara);
    await asker.ask({type: 'chat-send', text: '@ai change a and make b'});
    model.say('Done as asked.\n\n');
    await flush(test);
    expect(
      asker
        .heardOf('chat-append')
        .map(({text}) => text)
        .join(''),
    ).toContain('Done as asked.');

    model.say(file('a.txt', 'one\n2') + file('b.txt', 'new'));
    model.say('<codecraft-command kind="start">npm run dev</codecraft-command>\n');
    model.end();
    await test.settled();

    const [turn] = await test.room.turnLog.latest();
    expect(turn).toMatchObject({
      status: 'done',
      source: 'gemini',
      userId: mara.userId,
      prompt: 'change a and make b',
      commands: ['npm run dev'],
      files: [
        {path: 'a.txt', status: 'done', isNew: false, addedLines: 1, removedLines: 1},
        {path: 'b.txt', status: 'done', isNew: true, addedLines: 1, removedLines: 0},
      ],
    });
    expect(await textAt(test, 'a.txt')).toBe('one\n2\n');
    expect(await textAt(test, 'b.txt')).toBe('new\n');
    expect(asker.frames.some(({kind}) => kind === 'update')).toBe(true);
    const created = asker.heardOf('events').flatMap(({events}) => events);
    expect(created).toMatchObject([{by: 'ai', event: {type: 'file-created', file: {path: 'b.txt'}}}]);
    const reply = (await test.room.chat.unexpired(test.clock.now())).find(({kind}) => kind === 'ai');
    expect(reply).toMatchObject({turnId: turn?.id, text: expect.stringContaining('Done as asked.')});
  });

  it('PT35 is remembered beyond the messages about it', async () => {
    const model = new ScriptedModel();
    const test = await TestRoom.withProject({model});
    await (await test.enter(mara)).ask({type: 'chat-send', text: '@ai make a'});
    model.say(file('a.txt', 'new'));
    model.end();
    await test.settled();
    test.clock.advance(limits.defaultMessageTtlSeconds * 1000);
    await test.room.wake();
    expect(await test.room.chat.unexpired(test.clock.now())).toEqual([]);
    const restarted = await TestRoom.start({storage: test.storage});
    expect((await restarted.enter(mara)).heardOf('welcome')[0]).toMatchObject({
      chat: [],
      turns: [{userId: mara.userId, prompt: 'make a', files: [{path: 'a.txt', isNew: true}]}],
    });
  });

  it('shows the model the project before the request', async () => {
    const model = new ScriptedModel();
    const test = await TestRoom.withProject({model, files: {'README.md': '```sh\nnpm i\n```\n'}});
    await (await test.enter(mara)).ask({type: 'chat-send', text: '@ai go on'});
    await flush(test);
    expect(model.requests[0]).toMatch(/### README\.md\n````\n```sh\nnpm i\n```\n````[\s\S]*go on$/);
    model.end();
    await test.settled();
  });

  it('runs one turn at a time, the others wait', async () => {
    const model = new ScriptedModel();
    const test = await TestRoom.withProject({model});
    const asker = await test.enter(mara);
    await asker.ask({type: 'chat-send', text: '@ai first'});
    await asker.ask({type: 'chat-send', text: '@ai second'});
    await flush(test);
    expect((await test.room.turnLog.latest()).map(({status}) => status)).toEqual(['working', 'waiting']);
    model.end();
    await flush(test);
    expect((await test.room.turnLog.latest()).map(({status}) => status)).toEqual(['done', 'working']);
    model.end();
    await test.settled();
    expect((await test.room.turnLog.latest()).map(({status}) => status)).toEqual(['done', 'done']);
  });

  it('stops for who asked, with what it has written so far', async () => {
    const model = new ScriptedModel();
    const test = await TestRoom.withProject({model});
    const asker = await test.enter(mara);
    await asker.ask({type: 'chat-send', text: '@ai two files'});
    model.say(`${file('a.txt', 'a')}<codecraft-file path="b.txt">\nhalf`);
    await flush(test);
    const [running] = await test.room.turnLog.latest();
    expect(await asker.ask({type: 'turn-stop', turnId: running?.id ?? ''})).toMatchObject({
      type: 'acknowledged',
    });
    await test.settled();
    expect((await test.room.turnLog.latest())[0]).toMatchObject({
      status: 'stopped',
      failure: 'Mara stopped this after 1 of 2 files.',
      files: [{status: 'done'}, {status: 'failed'}],
    });
    expect(await textAt(test, 'b.txt')).toBeUndefined();
  });

  it('does not stop for another member', async () => {
    const model = new ScriptedModel();
    const test = await TestRoom.withProject({model});
    await test.invite(jonas, 'member');
    await (await test.enter(mara)).ask({type: 'chat-send', text: '@ai something'});
    const [running] = await test.room.turnLog.latest();
    const answer = await (await test.enter(jonas)).ask({type: 'turn-stop', turnId: running?.id ?? ''});
    expect(answer).toMatchObject({type: 'refused', code: 'forbidden'});
    model.end();
    await test.settled();
  });

  it('fails with the model’s reason, and the next one runs', async () => {
    const model = new ScriptedModel();
    const test = await TestRoom.withProject({model});
    const asker = await test.enter(mara);
    await asker.ask({type: 'chat-send', text: '@ai first'});
    await asker.ask({type: 'chat-send', text: '@ai second'});
    await flush(test);
    model.fail(new Error('secret details'));
    await flush(test);
    model.end();
    await test.settled();
    const [first, second] = await test.room.turnLog.latest();
    expect(first).toMatchObject({status: 'failed', failure: expect.not.stringContaining('secret')});
    expect(second).toMatchObject({status: 'done'});
    expect(test.log.join()).toContain('secret details');
  });

  it('keeps a file as it was when the reply ends in the middle of it', async () => {
    const model = new ScriptedModel();
    const test = await TestRoom.withProject({model, files: {'a.txt': 'whole\n'}});
    await (await test.enter(mara)).ask({type: 'chat-send', text: '@ai change a'});
    model.say('<codecraft-file path="a.txt">\nhal');
    model.end();
    await test.settled();
    expect((await test.room.turnLog.latest())[0]).toMatchObject({
      status: 'failed',
      failure: expect.stringContaining('a.txt'),
      files: [{path: 'a.txt', status: 'failed'}],
    });
    expect(await textAt(test, 'a.txt')).toBe('whole\n');
  });

  it('goes on after a file that the project refuses, and says which', async () => {
    const model = new ScriptedModel();
    const test = await TestRoom.withProject({model, files: {'src/a.txt': 'a\n'}});
    await (await test.enter(mara)).ask({type: 'chat-send', text: '@ai write'});
    model.say(file('src', 'in the way of a folder') + file('b.txt', 'b'));
    model.end();
    await test.settled();
    expect((await test.room.turnLog.latest())[0]).toMatchObject({
      status: 'failed',
      failure: expect.stringContaining('src'),
      files: [
        {path: 'src', status: 'failed'},
        {path: 'b.txt', status: 'done'},
      ],
    });
  });

  it('ends when who asked becomes a viewer', async () => {
    const model = new ScriptedModel();
    const test = await TestRoom.withProject({model});
    await test.invite(jonas, 'member');
    await (await test.enter(jonas)).ask({type: 'chat-send', text: '@ai write'});
    await (await test.enter(mara)).ask({type: 'member-role', userId: jonas.userId, role: 'viewer'});
    model.say(file('a.txt', 'a'));
    await test.settled();
    expect((await test.room.turnLog.latest())[0]).toMatchObject({status: 'failed'});
    expect(await textAt(test, 'a.txt')).toBeUndefined();
  });

  it('is no turn when a viewer asks', async () => {
    const test = await TestRoom.withProject();
    await test.invite(jonas, 'viewer');
    await (await test.enter(jonas)).ask({type: 'chat-send', text: '@ai write'});
    expect(await test.room.turnLog.latest()).toEqual([]);
  });

  it('is refused beyond the hour’s number, in words, until the hour has passed', async () => {
    const test = await TestRoom.withProject({variables: {AI_TURNS_PER_HOUR: '2'}});
    const asker = await test.enter(mara);
    for (let number = 0; number < 3; number++) {
      await asker.ask({type: 'chat-send', text: '@ai again'});
      await test.settled();
    }
    expect(await test.room.turnLog.latest()).toHaveLength(2);
    const said = asker.heardOf('chat').map(({message}) => message);
    expect(said.at(-1)).toMatchObject({
      kind: 'ai',
      text: 'You have used this hour’s 2 AI requests. The next is free in 60 minutes. Chat still works.',
    });
    test.clock.advance(3_600_000);
    await asker.ask({type: 'chat-send', text: '@ai again'});
    await test.settled();
    expect(await test.room.turnLog.latest()).toHaveLength(3);
  });

  it('that a restart interrupted is shown as failed', async () => {
    const model = new ScriptedModel();
    const test = await TestRoom.withProject({model});
    await (await test.enter(mara)).ask({type: 'chat-send', text: '@ai long work'});
    const restarted = await TestRoom.start({storage: test.storage});
    const [turn] = (await restarted.enter(mara)).heardOf('welcome')[0]?.turns ?? [];
    expect(turn).toMatchObject({status: 'failed', failure: expect.stringContaining('restarted')});
    model.end();
  });
});

describe('the template model', () => {
  it('writes the template nearest to the request, and says that there is no key', async () => {
    const test = await TestRoom.withProject({model: new TemplateModel(), files: {'notes.md': 'mine\n'}});
    const asker = await test.enter(mara);
    await asker.ask({type: 'chat-send', text: '@ai make me a todo app in React'});
    await test.settled();
    const [turn] = await test.room.turnLog.latest();
    expect(turn).toMatchObject({status: 'done', source: 'templates', commands: ['npm run dev']});
    expect(await textAt(test, 'src/App.tsx')).toContain('export function App');
    expect(await textAt(test, 'notes.md')).toBe('mine\n');
    const reply = (await test.room.chat.unexpired(test.clock.now())).find(({kind}) => kind === 'ai');
    expect(reply?.text).toContain('This server has no AI key');
  });
});
