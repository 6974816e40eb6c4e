import {expect, fixture, html} from '@open-wc/testing';
import type {ChatRetryRequest, ChatSendRequest, TurnStopRequest} from '../events.js';
import {FakeProject} from '../testing/fake-project.js';
import {listen, press, textOf, type} from '../testing/listening.js';
import {jonas, mara, message, peer, priya, turn, turnFile} from '../testing/todo-state.js';
import {waitUntil} from '../testing/wait-until.js';
import './chat.js';
import type {CodecraftChat} from './chat.js';

async function show(fake = new FakeProject()): Promise<CodecraftChat> {
  const chat = await fixture<CodecraftChat>(
    html`<codecraft-chat style="height: 600px; width: 320px" .project=${fake.asProject}></codecraft-chat>`,
  );
  await waitUntil(() => !chat.shadowRoot?.querySelector('.prose.plain'), 'Markdown is there');
  return chat;
}

const all = (chat: CodecraftChat, selector: string) => [
  ...(chat.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []),
];
const one = (chat: CodecraftChat, selector: string) => all(chat, selector)[0] as HTMLElement;
const input = (chat: CodecraftChat) => one(chat, 'textarea') as HTMLTextAreaElement;
const button = (chat: CodecraftChat, name: string) =>
  all(chat, 'button').find(
    (element) => textOf(element) === name || element.ariaLabel === name,
  ) as HTMLButtonElement;

describe('codecraft-chat', () => {
  it('is accessible, with messages, an AI turn, and empty', async () => {
    await expect(await show()).to.be.accessible();
    await expect(await show(new FakeProject({chat: [], turns: {}}))).to.be.accessible();
  });

  it('shows nothing without a project', async () => {
    const chat = await fixture<CodecraftChat>(html`<codecraft-chat></codecraft-chat>`);
    expect(textOf(chat.shadowRoot)).to.equal('');
  });

  it('shows who said what, and colours @ai', async () => {
    const chat = await show();
    expect(all(chat, '.by').map(textOf).slice(0, 2)).to.deep.equal(['ML Mara 10:41', 'ai AI for Mara 10:41']);
    expect(textOf(all(chat, '.by')[3])).to.equal('PR Priya you 10:44');
    expect(all(chat, '.message .mention').map(textOf)).to.deep.equal(['@ai', '@ai']);
  });

  it('shows what people write as text, never as markup', async () => {
    const chat = await show(
      new FakeProject({chat: [message('m', mara, '<img src=x onerror=alert(1)> **bold**')], turns: {}}),
    );
    expect(one(chat, '.message > p').querySelector('*')).to.equal(null);
    expect(textOf(one(chat, '.message > p'))).to.equal('<img src=x onerror=alert(1)> **bold**');
  });

  it('shows what AI writes as Markdown without anything that loads or runs; links open outside', async () => {
    const text =
      'See [docs](https://a.example) and [x](javascript:alert(1)) <img src="https://b.example/x.png"> <script>1</script>\n\n- `one`';
    const chat = await show(new FakeProject({chat: [message('m', mara, text, {kind: 'ai'})], turns: {}}));
    const prose = one(chat, '.prose');
    const links = [...prose.querySelectorAll('a')].map((link) => [
      link.getAttribute('href'),
      link.target,
      link.rel,
    ]);
    expect(links).to.deep.equal([
      ['https://a.example', '_blank', 'noopener noreferrer nofollow'],
      [null, '_blank', 'noopener noreferrer nofollow'],
    ]);
    expect(prose.querySelector('img, script, [onerror]')).to.equal(null);
    expect(textOf(prose.querySelector('li code'))).to.equal('one');
  });

  it('shows a running turn file by file, and lets it be stopped', async () => {
    const chat = await show();
    const card = all(chat, '.turn')[1] as HTMLElement;
    expect(textOf(card.querySelector('.turn-head'))).to.equal('Writing TodoItem.tsx Stop');
    expect([...card.querySelectorAll('li')].map(textOf)).to.deep.equal([
      'src/useTodos.ts +18 −2',
      'src/TodoItem.tsx +12 −3',
      'src/App.tsx next',
    ]);
    const heard = listen<TurnStopRequest>(chat, 'codecraft-turn-stop');
    button(chat, 'Stop').click();
    expect(heard.map((request) => request.turnId)).to.deep.equal(['order'.padEnd(20, '0')]);
  });

  it('shows a finished turn with its counts', async () => {
    const chat = await show();
    expect(textOf(all(chat, '.turn-head')[0])).to.equal('3 files +61 −9');
  });

  it('shows at once that AI works, before it has said anything', async () => {
    const working = turn('t', mara);
    const asked = message('asked', mara, '@ai a todo list', {turnId: working.id});
    const chat = await fixture<CodecraftChat>(
      html`<codecraft-chat .project=${new FakeProject({chat: [asked], turns: {[working.id]: working}}).asProject}></codecraft-chat>`,
    );
    expect(textOf(one(chat, '.turn-head'))).to.equal('AI is working Stop');
    expect(one(chat, '.streaming')).to.exist;
  });

  it('says that a turn waits for the one before', async () => {
    const waiting = turn('t', mara, {status: 'waiting'});
    const asked = message('asked', mara, '@ai more', {turnId: waiting.id});
    const chat = await show(new FakeProject({chat: [asked], turns: {[waiting.id]: waiting}}));
    expect(textOf(one(chat, '.line'))).to.equal('Runs next');
  });

  it('says what failed, and what became of each file', async () => {
    const failed = turn('t', priya, {
      status: 'failed',
      failure: 'The model stopped answering in the middle of TodoItem.tsx.',
      files: [
        turnFile('src/useTodos.ts', 'done', 18, 2),
        turnFile('src/TodoItem.tsx', 'failed'),
        turnFile('src/App.tsx', 'waiting'),
      ],
    });
    const asked = message('asked', priya, '@ai reorder', {turnId: failed.id});
    const chat = await show(new FakeProject({chat: [asked], turns: {[failed.id]: failed}}));
    expect(textOf(one(chat, '.message.ai'))).to.contain(
      'The model stopped answering in the middle of TodoItem.tsx.',
    );
    expect(textOf(one(chat, '.turn-head'))).to.equal('1 of 3 files written');
    expect(all(chat, '.files li').map(textOf)).to.deep.equal([
      'src/useTodos.ts +18 −2',
      'src/TodoItem.tsx unchanged',
      'src/App.tsx not begun',
    ]);
  });

  it('says who stopped a turn, and after how many files', async () => {
    const stopped = turn('t', priya, {
      status: 'stopped',
      failure: 'Priya Raman stopped this after 1 of 2 files.',
      files: [turnFile('src/useTodos.ts', 'done', 18, 2), turnFile('src/App.tsx', 'waiting')],
    });
    const asked = message('asked', priya, '@ai reorder', {turnId: stopped.id});
    const chat = await show(new FakeProject({chat: [asked], turns: {[stopped.id]: stopped}}));
    expect(textOf(one(chat, '.message.ai'))).to.contain('Priya Raman stopped this after 1 of 2 files.');
    expect(all(chat, '.files li')).to.have.length(1);
  });

  it('sends on Enter and empties the field; Shift+Enter breaks the line; nothing is not sent', async () => {
    const chat = await show();
    const heard: string[] = [];
    chat.addEventListener('codecraft-chat-send', (event) => heard.push((event as ChatSendRequest).text));
    press(input(chat), 'Enter');
    type(input(chat), '  Hello  ');
    expect(press(input(chat), 'Enter', {shiftKey: true}).defaultPrevented).to.equal(false);
    expect(press(input(chat), 'Enter').defaultPrevented).to.equal(true);
    await chat.updateComplete;
    expect(heard).to.deep.equal(['Hello']);
    expect(input(chat).value).to.equal('');
  });

  it('does not send while an input method composes', async () => {
    const chat = await show();
    const heard = listen(chat, 'codecraft-chat-send');
    type(input(chat), 'こ');
    press(input(chat), 'Enter', {isComposing: true});
    expect(heard).to.have.length(0);
  });

  it('keeps what is written when the page calls the sending off', async () => {
    const chat = await show();
    listen(chat, 'codecraft-chat-send');
    type(input(chat), 'Hello');
    button(chat, 'Send').click();
    expect(chat.draft).to.equal('Hello');
  });

  it('stops one’s own running turn on Escape, and only one’s own', async () => {
    const fake = new FakeProject();
    const chat = await show(fake);
    const heard = listen(chat, 'codecraft-turn-stop');
    press(input(chat), 'Escape');
    expect(heard).to.have.length(1);
    fake.change({me: mara});
    await chat.updateComplete;
    press(input(chat), 'Escape');
    expect(heard).to.have.length(1);
  });

  it('says what waits to be sent only while offline, and offers to retry what was refused', async () => {
    const waiting = message('waiting', priya, 'One moment', {delivery: 'waiting'});
    const refused = message('refused', priya, 'Too fast', {
      delivery: 'refused',
      refusal: '10 messages a minute. Wait 20 s.',
    });
    const fake = new FakeProject({chat: [waiting, refused], turns: {}});
    const chat = await show(fake);
    expect(all(chat, '.line').map(textOf)).to.deep.equal(['10 messages a minute. Wait 20 s. Retry']);
    fake.change({connection: {status: 'reconnecting'}});
    await chat.updateComplete;
    expect(textOf(all(chat, '.line')[0])).to.equal('Waiting to send');
    const heard = listen<ChatRetryRequest>(chat, 'codecraft-chat-retry');
    button(chat, 'Retry').click();
    expect(heard[0]?.messageId).to.equal(refused.id);
  });

  it('says who types, when messages clear, and that AI is busy', async () => {
    const chat = await show();
    expect(textOf(one(chat, '.typing'))).to.contain('Jonas is typing');
    expect(textOf(one(chat, '.expiry'))).to.equal('Clears after 10 min');
    expect(textOf(one(chat, '.actions .hint'))).to.equal('AI is busy. Yours runs next.');
  });

  it('names two who type', async () => {
    const chat = await show(
      new FakeProject({peers: [peer(mara, {isTyping: true}), peer(jonas, {isTyping: true})]}),
    );
    expect(textOf(one(chat, '.typing'))).to.contain('Mara and Jonas are typing');
  });

  it('says before sending that there is no key, and that viewers cannot ask', async () => {
    const fake = new FakeProject({ai: 'templates', turns: {}, chat: []});
    const chat = await show(fake);
    type(input(chat), '@ai a todo list');
    await chat.updateComplete;
    expect(textOf(one(chat, '.actions .hint'))).to.equal('No AI key: answers from templates.');
    fake.permissions = (permission) => permission !== 'prompt';
    chat.requestUpdate();
    await chat.updateComplete;
    expect(textOf(one(chat, '.actions .hint'))).to.equal('Viewers cannot ask @ai.');
    expect(input(chat).placeholder).to.equal('Message');
  });

  it('tells the others when typing begins and when it is sent', async () => {
    const fake = new FakeProject();
    const chat = await show(fake);
    type(input(chat), 'H');
    type(input(chat), 'He');
    press(input(chat), 'Enter');
    expect(fake.calls).to.deep.equal([
      ['setPresence', {isTyping: true}],
      ['setPresence', {isTyping: false}],
    ]);
  });

  it('announces a turn when it begins and ends, not its text', async () => {
    const fake = new FakeProject();
    const chat = await show(fake);
    expect(textOf(one(chat, '[role="status"]'))).to.equal('AI is working for Priya');
    const [filters, order] = Object.values(fake.state.turns);
    if (!filters || !order) throw new Error('The script has two turns.');
    fake.change({
      turns: {[filters.id]: filters, [order.id]: {...order, status: 'done', endedAt: Date.now()}},
    });
    await chat.updateComplete;
    expect(textOf(one(chat, '[role="status"]'))).to.equal('AI has ended: 1 file');
  });

  it('stays at the end while it grows, unless its reader scrolled up', async () => {
    const lines = Array.from({length: 40}, (_, index) => message(`m${index}`, mara, `Line ${index}`));
    const fake = new FakeProject({chat: lines, turns: {}});
    const chat = await show(fake);
    const log = one(chat, '.log');
    const distance = () => Math.round(log.scrollHeight - log.scrollTop - log.clientHeight);
    expect(distance()).to.equal(0);
    fake.change({chat: [...lines, message('new', jonas, 'New')]});
    await chat.updateComplete;
    expect(distance()).to.equal(0);
    log.scrollTop = 0;
    log.dispatchEvent(new Event('scroll'));
    fake.change({chat: [...lines, message('newer', jonas, 'Newer')]});
    await chat.updateComplete;
    expect(log.scrollTop).to.equal(0);
  });

  it('stops listening when it leaves the page', async () => {
    const fake = new FakeProject();
    const chat = await show(fake);
    expect(fake.listenerCount).to.equal(1);
    chat.remove();
    expect(fake.listenerCount).to.equal(0);
  });
});
