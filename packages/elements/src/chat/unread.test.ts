import {expect, fixture, html} from '@open-wc/testing';
import {FakeProject} from '../testing/fake-project.js';
import {textOf} from '../testing/listening.js';
import {jonas, mara, message, priya, today} from '../testing/todo-state.js';
import {waitUntil} from '../testing/wait-until.js';
import './chat.js';
import type {CodecraftChat} from './chat.js';
import {unreadMessages} from './unread.js';

const old = message('old', mara, 'Before', {at: today(9, 0)});
const fresh = message('fresh', jonas, 'After', {at: today(9, 2)});
const own = message('own', priya, 'Mine', {at: today(9, 3)});
const state = {chat: [old, fresh, own], turns: {}, readUpTo: today(9, 1)};

async function show(fake: FakeProject, style = 'height: 600px; width: 320px'): Promise<CodecraftChat> {
  const chat = await fixture<CodecraftChat>(
    html`<codecraft-chat style=${style} .project=${fake.asProject}></codecraft-chat>`,
  );
  await chat.updateComplete;
  return chat;
}

const marks = (fake: FakeProject) =>
  fake.calls.filter(([method]) => method === 'markRead').map(([, at]) => at);
const logText = (chat: CodecraftChat) => textOf(chat.shadowRoot?.querySelector('.log'));

describe('what is unread', () => {
  it('CR1 is what others said since one has read', () => {
    const fake = new FakeProject(state);
    expect(unreadMessages(fake.state).map(({text}) => text)).to.deep.equal(['After']);
    expect(unreadMessages({...fake.state, me: null})).to.deep.equal([]);
  });

  it('CR2 begins below a line, which stays while one reads', async () => {
    const fake = new FakeProject(state);
    const chat = await show(fake);
    expect(logText(chat)).to.match(/Before New JO Jonas .* After/);
    fake.change({readUpTo: today(9, 3)});
    await chat.updateComplete;
    expect(logText(chat)).to.contain('New');
    await expect(chat).to.be.accessible();
  });

  it('CR2 has no line where nothing was read before, or all was', async () => {
    expect(logText(await show(new FakeProject({...state, readUpTo: 0})))).not.to.contain('New');
    expect(logText(await show(new FakeProject({...state, readUpTo: today(9, 3)})))).not.to.contain('New');
  });

  it('CR3 is read once it is seen at the end of the log', async () => {
    const fake = new FakeProject(state);
    await show(fake);
    await waitUntil(() => marks(fake).length, 'The mark');
    expect(marks(fake)[0]).to.equal(fresh.at);
  });

  it('CR3 is not while its reader has scrolled up, until they come back to the end', async () => {
    const many = Array.from({length: 40}, (_, n) => message(`m${n}`, mara, `Line ${n}`, {at: today(8, n)}));
    const fake = new FakeProject({chat: many, turns: {}, readUpTo: today(8, 39)});
    const chat = await show(fake, 'height: 300px; width: 320px');
    const log = chat.shadowRoot?.querySelector('.log') as HTMLElement;
    await waitUntil(() => log.scrollTop > 0, 'The log is at its end');
    log.scrollTop = 0;
    await waitUntil(() => !log.classList.contains('scrolled'), 'It was scrolled');
    fake.change({chat: [...many, fresh]});
    await chat.updateComplete;
    expect(marks(fake)).to.deep.equal([]);
    log.scrollTop = log.scrollHeight;
    await waitUntil(() => marks(fake).length, 'The mark');
  });

  it('CR3 is not where the chat is not shown', async () => {
    const fake = new FakeProject(state);
    const chat = await show(fake, 'display: none');
    expect(marks(fake)).to.deep.equal([]);
    chat.style.display = 'flex';
    chat.requestUpdate();
    await chat.updateComplete;
    expect(marks(fake)).to.deep.equal([fresh.at]);
  });
});
