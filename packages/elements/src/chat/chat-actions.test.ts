import {aTimeout, expect, fixture, html} from '@open-wc/testing';
import type {ChatDeleteRequest, ChatEditRequest, ChatSendRequest, SettingsChangeRequest} from '../events.js';
import {FakeProject} from '../testing/fake-project.js';
import {listen, press, textOf, type} from '../testing/listening.js';
import {jonas, mara, message, priya, turn, turnFile} from '../testing/todo-state.js';
import {waitUntil} from '../testing/wait-until.js';
import './chat.js';
import type {CodecraftChat} from './chat.js';
import {namingAt, withName} from './name-completion.js';

async function show(fake = new FakeProject()): Promise<CodecraftChat> {
  const chat = await fixture<CodecraftChat>(
    html`<codecraft-chat style="height: 600px; width: 320px" .project=${fake.asProject}></codecraft-chat>`,
  );
  await waitUntil(() => !chat.shadowRoot?.querySelector('.prose.plain'), 'Markdown is there');
  return chat;
}

const all = (root: Element, selector: string) => [
  ...(root.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []),
];
const one = (root: Element, selector: string) => all(root, selector)[0] as HTMLElement;
const input = (chat: CodecraftChat) => one(chat, '.composer textarea') as HTMLTextAreaElement;

/** Opens a menu, and answers what stands in it. */
async function open(chat: CodecraftChat, label: string): Promise<HTMLElement[]> {
  all(chat, 'button')
    .find((button) => button.ariaLabel?.startsWith(label))
    ?.click();
  await aTimeout(0);
  return all(one(chat, 'codecraft-menu'), '[role^="menuitem"]');
}

async function choose(chat: CodecraftChat, label: string, choice: string): Promise<void> {
  (await open(chat, label)).find((item) => textOf(item) === choice)?.click();
  await chat.updateComplete;
  await aTimeout(0);
}

describe('what can be done in the chat', () => {
  it('lets admins choose how long messages stay, and others not', async () => {
    const fake = new FakeProject();
    const chat = await show(fake);
    const heard = listen<SettingsChangeRequest>(chat, 'codecraft-settings-change');
    expect((await open(chat, 'Chat settings')).map(textOf)).to.deep.equal([
      'Clear after 10 min',
      'Clear after 1 h',
      'Clear after 1 day',
      'Clear after 7 days',
      'Copy all messages',
    ]);
    await expect(chat).to.be.accessible();
    await choose(chat, 'Chat settings', 'Clear after 10 min');
    await choose(chat, 'Chat settings', 'Clear after 1 day');
    expect(heard.map(({settings}) => settings)).to.deep.equal([{messageTtlSeconds: 86_400}]);
    fake.permissions = (permission) => permission !== 'settings';
    expect((await open(chat, 'Chat settings')).map(textOf)).to.deep.equal(['Copy all messages']);
  });

  it('offers to edit one’s own message, to delete what one may, and to copy any', async () => {
    const fake = new FakeProject({
      chat: [message('mine', priya, 'Mine'), message('hers', mara, 'Hers')],
      turns: {},
    });
    const chat = await show(fake);
    fake.permissions = (permission) => permission !== 'remove-message';
    expect((await open(chat, 'Actions for the message of Priya')).map(textOf)).to.deep.equal([
      'Copy',
      'Edit',
      'Delete',
    ]);
    expect((await open(chat, 'Actions for the message of Mara')).map(textOf)).to.deep.equal(['Copy']);
    fake.permissions = () => true;
    const heard = listen<ChatDeleteRequest>(chat, 'codecraft-chat-delete');
    await choose(chat, 'Actions for the message of Mara', 'Delete');
    expect(heard.map(({messageId}) => messageId)).to.deep.equal(['hers'.padEnd(20, '0')]);
  });

  it('changes a message in its place: Enter saves, Escape leaves it as it was', async () => {
    const chat = await show(new FakeProject({chat: [message('mine', priya, 'Mine')], turns: {}}));
    const heard: string[] = [];
    chat.addEventListener('codecraft-chat-edit', (event) => heard.push((event as ChatEditRequest).text));
    const field = () => one(chat, '.changing textarea') as HTMLTextAreaElement;
    await choose(chat, 'Actions for', 'Edit');
    expect(chat.shadowRoot?.activeElement).to.equal(field());
    await expect(chat).to.be.accessible();
    type(field(), 'Other');
    press(field(), 'Escape');
    await chat.updateComplete;
    expect([field(), heard]).to.deep.equal([undefined, []]);
    await choose(chat, 'Actions for', 'Edit');
    expect(field().value).to.equal('Mine');
    type(field(), ' Ours ');
    await chat.updateComplete;
    press(field(), 'Enter');
    await chat.updateComplete;
    expect([field(), heard]).to.deep.equal([undefined, ['Ours']]);
  });

  it('says that a message was edited', async () => {
    const edited = message('mine', priya, 'Mine', {editedAt: Date.now()});
    const chat = await show(new FakeProject({chat: [edited], turns: {}}));
    expect(textOf(one(chat, '.by'))).to.equal('PR Priya you edited 10:41');
  });

  it('offers the names that begin with what follows “@”', async () => {
    const chat = await show(new FakeProject({turns: {}}));
    const names = () => all(chat, '[role="option"]').map(textOf);
    type(input(chat), 'Hi @');
    await chat.updateComplete;
    expect(names()).to.deep.equal(['@ai', '@Mara', '@Jonas']);
    await expect(chat).to.be.accessible();
    press(input(chat), 'ArrowDown');
    await chat.updateComplete;
    expect(input(chat).getAttribute('aria-activedescendant')).to.equal('name-1');
    const sent = listen(chat, 'codecraft-chat-send');
    press(input(chat), 'Enter');
    await aTimeout(0);
    expect([input(chat).value, input(chat).selectionStart, names(), sent.length]).to.deep.equal([
      'Hi @Mara ',
      9,
      [],
      0,
    ]);
    type(input(chat), 'Hi @Mara @j');
    await chat.updateComplete;
    press(input(chat), 'Escape');
    await chat.updateComplete;
    expect(names()).to.deep.equal([]);
    press(input(chat), 'Enter');
    expect(sent).to.have.length(1);
  });

  it('takes a name in the middle of a text, and offers none within a word', () => {
    const names = ['ai', jonas.name];
    expect(namingAt('mail a@j', 8, names)).to.equal(undefined);
    expect(namingAt('@ai', 3, names)).to.equal(undefined);
    const naming = namingAt('@jo and you', 3, names);
    expect(naming && withName('@jo and you', naming, 'Jonas')).to.deep.equal({
      text: '@Jonas and you',
      caret: 7,
    });
  });

  it('offers ways on from a failed turn, each a message that says what it is to do', async () => {
    const failed = turn('t', priya, {
      status: 'failed',
      prompt: 'let me drag todos',
      failure: 'The model stopped answering in the middle of TodoItem.tsx.',
      files: [
        turnFile('src/useTodos.ts', 'done', 18, 2),
        turnFile('src/TodoItem.tsx', 'failed'),
        turnFile('src/App.tsx', 'waiting'),
      ],
    });
    const fake = new FakeProject({
      chat: [message('asked', priya, '@ai let me drag todos', {turnId: failed.id})],
      turns: {[failed.id]: failed},
    });
    const chat = await show(fake);
    await expect(chat).to.be.accessible();
    const heard = listen<ChatSendRequest>(chat, 'codecraft-chat-send');
    expect(all(chat, '.choice').map(textOf)).to.deep.equal([
      'Continue Keep useTodos.ts and write the other 2',
      'Start over Ask again, from the files as they are now',
    ]);
    for (const choice of all(chat, '.choice')) choice.click();
    expect(heard.map(({text}) => text)).to.deep.equal([
      '@ai continue with “let me drag todos”. src/useTodos.ts is written; write src/TodoItem.tsx and src/App.tsx.',
      '@ai let me drag todos',
    ]);
    const later = turn('u', mara, {status: 'done', startedAt: failed.startedAt + 1});
    fake.change({turns: {[failed.id]: failed, [later.id]: later}});
    await chat.updateComplete;
    expect(all(chat, '.choice')).to.have.length(0);
  });
});
