import {CodecraftError} from '@codecraft/core/errors';
import {aTimeout, expect, fixture, html, nextFrame} from '@open-wc/testing';
import type {CodecraftChat} from '../chat/chat.js';
import {
  ChatDraftRequest,
  ChatSendRequest,
  type ErrorNotice,
  FileCloseRequest,
  FileCreateRequest,
  FileDeleteRequest,
  FileOpenRequest,
  FileRenameRequest,
  LinkCopyRequest,
  MemberHandOverRequest,
  MemberInviteRequest,
  ProjectLeaveRequest,
} from '../events.js';
import {FakeProject} from '../testing/fake-project.js';
import {FakeSession} from '../testing/fake-session.js';
import {listen, press, textOf} from '../testing/listening.js';
import {fileIdOf, mara, message, priya} from '../testing/todo-state.js';
import {waitUntil} from '../testing/wait-until.js';
import './workspace.js';
import type {CodecraftWorkspace} from './workspace.js';

const app = fileIdOf('src/App.tsx');

async function show(fake = new FakeProject(), width = 1280): Promise<CodecraftWorkspace> {
  const frame = await fixture<HTMLElement>(
    html`<div style="width: ${width}px; height: 700px">
      <codecraft-workspace .project=${fake.asProject}></codecraft-workspace>
    </div>`,
  );
  const workspace = frame.querySelector('codecraft-workspace') as CodecraftWorkspace;
  await settled(workspace);
  return workspace;
}

/** The parts are loaded and the width is known. */
async function settled(workspace: CodecraftWorkspace): Promise<void> {
  await nextFrame();
  await waitUntil(() => all(workspace, ':not(:defined)').length === 0, 'The parts have loaded', {
    timeout: 8000,
  });
  await aTimeout(0);
  await workspace.updateComplete;
}

const all = (element: Element, selector: string) => [
  ...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []),
];
const one = (element: Element, selector: string) => all(element, selector)[0] as HTMLElement;
const isVisible = (workspace: CodecraftWorkspace, selector: string) =>
  one(workspace, selector)?.checkVisibility() ?? false;
const editor = (workspace: CodecraftWorkspace) =>
  one(workspace, 'codecraft-editor') as HTMLElementTagNameMap['codecraft-editor'];
const toasts = (workspace: CodecraftWorkspace) => all(workspace, '.toast').map(textOf);

/** A part asks, and the workspace has had the time to do it. */
async function ask(workspace: CodecraftWorkspace, request: Event): Promise<void> {
  one(workspace, 'codecraft-explorer').dispatchEvent(request);
  await aTimeout(0);
  await workspace.updateComplete;
}

describe('codecraft-workspace', () => {
  beforeEach(() => localStorage.clear());

  it('is accessible, wide and narrow', async () => {
    await expect(await show()).to.be.accessible();
    await expect(await show(new FakeProject(), 390)).to.be.accessible();
  });

  it('shows chat, files, code and result side by side when there is room', async () => {
    const workspace = await show();
    for (const part of ['chat', 'explorer', 'editor', 'runner', 'members']) {
      expect(isVisible(workspace, `codecraft-${part}`), part).to.equal(true);
    }
    expect(isVisible(workspace, '.opens-files')).to.equal(false);
    expect(textOf(one(workspace, '.top')))
      .to.contain('Todo app')
      .and.to.contain('Saved');
  });

  it('opens the explorer over the editor below 1200 px', async () => {
    const workspace = await show(new FakeProject(), 1100);
    expect(isVisible(workspace, 'codecraft-explorer')).to.equal(false);
    one(workspace, '.opens-files').click();
    await workspace.updateComplete;
    expect(isVisible(workspace, 'codecraft-explorer')).to.equal(true);
    await ask(workspace, new FileOpenRequest(app));
    expect(isVisible(workspace, 'codecraft-explorer')).to.equal(false);
  });

  it('opens the chat over the left below 960 px', async () => {
    const workspace = await show(new FakeProject(), 800);
    expect(isVisible(workspace, 'codecraft-chat')).to.equal(false);
    one(workspace, '.opens-chat').click();
    await workspace.updateComplete;
    expect(isVisible(workspace, 'codecraft-chat')).to.equal(true);
  });

  it('shows one panel at a time below 640 px, for fingers', async () => {
    const workspace = await show(new FakeProject(), 390);
    const shown = () =>
      ['chat', 'explorer', 'editor', 'runner'].filter((part) => isVisible(workspace, `codecraft-${part}`));
    const tabs = all(workspace, '.tabbar button');
    expect(tabs.map(textOf)).to.deep.equal(['Chat', 'Files', 'Code', 'Preview']);
    expect(shown()).to.deep.equal(['chat']);
    expect(one(workspace, 'codecraft-chat').getAttribute('density')).to.equal('touch');
    for (const [index, part] of ['chat', 'explorer', 'editor', 'runner'].entries()) {
      tabs[index]?.click();
      await settled(workspace);
      expect(shown()).to.deep.equal([part]);
    }
    tabs[3]?.focus();
    press(tabs[3] as HTMLElement, 'ArrowRight');
    await workspace.updateComplete;
    expect(shown()).to.deep.equal(['chat']);
  });

  it('does what its parts ask for', async () => {
    const fake = new FakeProject();
    const workspace = await show(fake);
    fake.calls.length = 0;
    await ask(workspace, new FileRenameRequest(app, 'src/Main.tsx'));
    await ask(workspace, new ChatSendRequest('Hello'));
    await ask(workspace, new FileCreateRequest('src/New.ts'));
    expect(fake.calls.slice(0, 3)).to.deep.equal([
      ['renameFile', app, 'src/Main.tsx'],
      ['sendChat', 'Hello'],
      ['createFile', 'src/New.ts', ''],
    ]);
    expect(editor(workspace).activeFileId).to.equal(fake.fileAt('src/New.ts')?.id);
  });

  it('does not do what the host page calls off', async () => {
    const fake = new FakeProject();
    const workspace = await show(fake);
    fake.calls.length = 0;
    listen(workspace.parentElement as HTMLElement, 'codecraft-chat-send');
    await ask(workspace, new ChatSendRequest('Hello'));
    expect(fake.calls).to.deep.equal([]);
  });

  it('shows why a request failed, and tells the page', async () => {
    const fake = new FakeProject();
    const workspace = await show(fake);
    const heard = listen<ErrorNotice>(workspace, 'codecraft-error');
    const words = 'There is already an App.tsx in src. Choose another name.';
    fake.failures.set('renameFile', new CodecraftError('already-exists', words));
    await ask(workspace, new FileRenameRequest(fileIdOf('src/main.tsx'), 'src/App.tsx'));
    expect(toasts(workspace)).to.deep.equal([words]);
    expect(one(workspace, '.toast').getAttribute('role')).to.equal('alert');
    expect(heard.map((notice) => notice.error.code)).to.deep.equal(['already-exists']);
    one(workspace, '.toast [aria-label="Dismiss"]').click();
    await workspace.updateComplete;
    expect(toasts(workspace)).to.deep.equal([]);
  });

  it('brings a deleted file back with its text', async () => {
    const fake = new FakeProject();
    const workspace = await show(fake);
    const document = await fake.openDocument(app);
    await ask(workspace, new FileDeleteRequest(app));
    expect(toasts(workspace)).to.deep.equal(['Deleted App.tsx Undo']);
    expect(fake.fileAt('src/App.tsx')).to.equal(undefined);
    one(workspace, '.toast .button').click();
    await aTimeout(0);
    expect(fake.calls.find(([method]) => method === 'createFile')).to.deep.equal([
      'createFile',
      'src/App.tsx',
      document.text.toString(),
    ]);
    expect(editor(workspace).activeFileId).to.equal(fake.fileAt('src/App.tsx')?.id);
  });

  it('invites each address and says so', async () => {
    const session = new FakeSession();
    const workspace = await show();
    workspace.session = session.asSession;
    await workspace.updateComplete;
    await aTimeout(0);
    await ask(workspace, new MemberInviteRequest(['a@b.example', 'c@d.example'], 'viewer'));
    expect(session.calls.map(([method, , invite]) => [method, invite])).to.deep.equal([
      ['invite', {email: 'a@b.example', role: 'viewer'}],
      ['invite', {email: 'c@d.example', role: 'viewer'}],
    ]);
    expect(toasts(workspace)).to.deep.equal(['Invited a@b.example and c@d.example']);
  });

  it('makes a link that invites, hands over, leaves, and then goes back to the projects', async () => {
    const session = new FakeSession();
    const workspace = await show();
    workspace.session = session.asSession;
    workspace.server = session.server;
    workspace.projectId = 'p'.repeat(20);
    await workspace.updateComplete;
    await aTimeout(0);
    const heard = listen(workspace, 'codecraft-projects-open');
    await ask(workspace, new LinkCopyRequest('viewer'));
    await ask(workspace, new MemberHandOverRequest(priya.userId));
    await ask(workspace, new ProjectLeaveRequest());
    expect(session.calls.slice(-3)).to.deep.equal([
      ['createLink', 'p'.repeat(20), {role: 'viewer', expiresInSeconds: 604_800, uses: 100}],
      ['handOver', 'p'.repeat(20), priya.userId],
      ['leaveProject', 'p'.repeat(20)],
    ]);
    expect(heard).to.have.length(1);
  });

  it('keeps open files as tabs, and remembers them', async () => {
    const workspace = await show();
    expect(editor(workspace).openFileIds).to.deep.equal([app]);
    const todos = fileIdOf('src/useTodos.ts');
    await ask(workspace, new FileOpenRequest(todos));
    expect(editor(workspace).openFileIds).to.deep.equal([app, todos]);
    expect((await show()).shadowRoot?.querySelector('codecraft-editor')?.openFileIds).to.deep.equal([
      app,
      todos,
    ]);
    await ask(workspace, new FileCloseRequest(todos));
    expect(editor(workspace).openFileIds).to.deep.equal([app]);
    expect(editor(workspace).activeFileId).to.equal(app);
  });

  it('reads the text of the shown file', async () => {
    const workspace = await show();
    await aTimeout(0);
    expect(workspace.activeText()).to.contain('export function App()');
  });

  it('puts a draft into the chat and the focus with it', async () => {
    const workspace = await show(new FakeProject(), 390);
    all(workspace, '.tabbar button')[1]?.click();
    await settled(workspace);
    await ask(workspace, new ChatDraftRequest('@ai In src/App.tsx: '));
    const chat = one(workspace, 'codecraft-chat') as CodecraftChat;
    expect(chat.draft).to.equal('@ai In src/App.tsx: ');
    expect(chat.checkVisibility()).to.equal(true);
    expect(workspace.shadowRoot?.activeElement).to.equal(chat);
  });

  it('says how much waits while it is offline, and tries now', async () => {
    const waiting = message('w', priya, 'One moment', {delivery: 'waiting'});
    const fake = new FakeProject({chat: [waiting], turns: {}, unsentFiles: new Set(['a', 'b'])});
    const workspace = await show(fake);
    expect(all(workspace, '.notice')).to.have.length(0);
    fake.change({connection: {status: 'reconnecting'}});
    await workspace.updateComplete;
    expect(textOf(one(workspace, '.notice span'))).to.equal(
      'You are offline. 2 files and 1 message wait in this browser and are sent when you are back.',
    );
    one(workspace, '.notice button').click();
    expect(fake.calls.at(-1)).to.deep.equal(['reconnect']);
  });

  it('says why a project cannot be shown', async () => {
    const failure = new CodecraftError('not-found', 'There is no such project. Ask for a new link.');
    const workspace = await show(new FakeProject({status: 'failed', failure}));
    expect(textOf(one(workspace, '[role="alert"]'))).to.contain(
      'There is no such project. Ask for a new link.',
    );
  });

  it('asks what an empty project will be, and fills it from a template', async () => {
    const fake = new FakeProject({files: [], folders: [], turns: {}, chat: []});
    const workspace = await show(fake);
    const start = one(workspace, 'codecraft-start-screen');
    await waitUntil(() => all(start, '.tile').length > 1, 'The templates are there', {timeout: 8000});
    await expect(start).to.be.accessible();
    all(start, '.tile')
      .find((tile) => textOf(tile).startsWith('Static page'))
      ?.click();
    await waitUntil(() => fake.fileAt('index.html'), 'The file was made');
    await workspace.updateComplete;
    await aTimeout(0);
    expect(isVisible(workspace, 'codecraft-editor')).to.equal(true);
  });

  it('goes from area to area on F6, and back on Shift+F6', async () => {
    const workspace = await show();
    const area = () =>
      (workspace.shadowRoot?.activeElement?.closest('[data-area]') as HTMLElement | null)?.dataset['area'];
    const order: (string | undefined)[] = [];
    for (let times = 0; times < 5; times++) {
      press(workspace, 'F6');
      order.push(area());
    }
    expect(order).to.deep.equal(['top', 'chat', 'files', 'code', 'result']);
    press(workspace, 'F6', {shiftKey: true});
    expect(area()).to.equal('code');
  });

  it('takes F6 from a page where nothing has the focus', async () => {
    const workspace = await show();
    press(document.body, 'F6');
    expect(workspace.shadowRoot?.activeElement?.closest('.top')).to.not.equal(null);
    press(document.body, 'F6');
    expect(workspace.shadowRoot?.activeElement?.localName).to.equal('codecraft-chat');
  });

  it('resizes by keyboard within the limits, remembers it, and resets', async () => {
    const workspace = await show();
    const handle = one(workspace, '.of-chat');
    const width = () => Math.round(one(workspace, 'codecraft-chat').getBoundingClientRect().width);
    expect(width()).to.equal(320);
    press(handle, 'ArrowRight');
    await workspace.updateComplete;
    expect(width()).to.equal(336);
    press(handle, 'Home');
    await workspace.updateComplete;
    expect(width()).to.equal(260);
    expect(Math.round(one(await show(), 'codecraft-chat').getBoundingClientRect().width)).to.equal(260);
    handle.dispatchEvent(new MouseEvent('dblclick'));
    await workspace.updateComplete;
    expect(width()).to.equal(320);
  });

  it('keeps the theme someone chose, unless the page sets one', async () => {
    const workspace = await show();
    one(workspace, '[aria-label="Project menu"]').click();
    const menu = one(workspace, 'codecraft-menu');
    await aTimeout(0);
    all(menu, '[role="menuitemradio"]')
      .find((item) => textOf(item).startsWith('Dark'))
      ?.click();
    await workspace.updateComplete;
    expect(workspace.getAttribute('theme')).to.equal('dark');
    expect((await show()).theme).to.equal('dark');
    const light = await fixture<CodecraftWorkspace>(
      html`<codecraft-workspace theme="light"></codecraft-workspace>`,
    );
    expect(light.theme).to.equal('light');
  });

  it('PJ19 downloads the project and its build from the menu, and says why a build failed', async () => {
    const project = new FakeProject({name: 'Todo app: week 5'});
    const workspace = await show(project);
    await waitUntil(() => one(workspace, 'codecraft-menu')?.shadowRoot, 'the menu');
    const saved: string[] = [];
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
      saved.push(this.download);
    };
    const choose = async (label: string) => {
      one(workspace, '[aria-label="Project menu"]').click();
      const menu = one(workspace, 'codecraft-menu');
      const item = () =>
        all(menu, '[role="menuitem"]').find((entry) => entry.textContent?.trim() === label) as HTMLElement;
      await waitUntil(() => item()?.checkVisibility(), label);
      item().click();
    };
    await choose('Download project');
    await waitUntil(() => saved.length === 1, 'the project');
    await choose('Build and download');
    await waitUntil(() => saved.length === 2, 'the build');
    expect(saved).to.deep.equal(['todo-app-week-5.zip', 'todo-app-week-5-dist.zip']);
    project.failures.set('zipBuild', new Error('src/App.tsx:3 is broken.'));
    await choose('Build and download');
    await waitUntil(() => one(workspace, '.toast[role=alert]'), 'the reason');
    expect(one(workspace, '.toast[role=alert]').textContent).to.contain('src/App.tsx:3 is broken.');
    expect(saved).to.have.length(2);
    HTMLAnchorElement.prototype.click = click;
  });

  it('shows the way in while nobody is signed in, and my projects where none is named', async () => {
    const session = new FakeSession({user: null});
    const workspace = await fixture<CodecraftWorkspace>(
      html`<codecraft-workspace server="http://party.example" .session=${session.asSession}></codecraft-workspace>`,
    );
    await settled(workspace);
    expect(isVisible(workspace, 'codecraft-sign-in')).to.equal(true);
    session.become({id: 'p'.repeat(20), email: 'p@a.example', name: 'Priya'});
    await settled(workspace);
    expect(isVisible(workspace, 'codecraft-projects')).to.equal(true);
  });

  it('sends the first message once, when the project is ready', async () => {
    const fake = new FakeProject({status: 'loading'});
    const workspace = await fixture<CodecraftWorkspace>(
      html`<codecraft-workspace first-message="@ai a todo list" .project=${fake.asProject}></codecraft-workspace>`,
    );
    const heard = listen(workspace, 'codecraft-ready');
    expect(fake.calls).to.deep.equal([]);
    fake.change({status: 'ready'});
    await workspace.updateComplete;
    fake.change({name: 'Other'});
    await workspace.updateComplete;
    expect(fake.calls.filter(([method]) => method === 'sendChat')).to.deep.equal([
      ['sendChat', '@ai a todo list'],
    ]);
    expect(heard).to.have.length(1);
  });

  it('stops listening when it leaves the page, and comes back', async () => {
    const fake = new FakeProject();
    const workspace = await show(fake);
    const parent = workspace.parentElement as HTMLElement;
    const before = fake.listenerCount;
    workspace.remove();
    await aTimeout(0);
    expect(fake.listenerCount).to.equal(0);
    parent.append(workspace);
    await settled(workspace);
    expect(fake.listenerCount).to.equal(before);
  });

  it('CR4 counts unread messages where the chat is behind a tab or a button', async () => {
    const chat = [message('new', mara, 'Hello', {at: 2}), message('newer', mara, 'Are you there', {at: 3})];
    const narrow = await show(new FakeProject({chat, turns: {}, readUpTo: 1}), 390);
    const tab = () => textOf(one(narrow, '.tabbar [role="tab"]'));
    expect(tab()).to.equal('Chat');
    all(narrow, '.tabbar [role="tab"]')[2]?.click();
    await narrow.updateComplete;
    expect(tab()).to.equal('Chat , 2 new messages');
    await expect(narrow).to.be.accessible();
    const wide = await show(new FakeProject({chat, turns: {}, readUpTo: 1}), 820);
    expect(textOf(one(wide, '.opens-chat'))).to.equal('Chat , 2 new messages');
  });

  it('AS5 admins open the settings from the project menu, and what is saved is done', async () => {
    const fake = new FakeProject();
    const workspace = await show(fake);
    const entry = async () => {
      one(workspace, '[aria-label="Project menu"]').click();
      await aTimeout(50);
      return all(one(workspace, 'codecraft-menu'), '[role^="menuitem"]').find(
        (item) => textOf(item) === 'Settings',
      );
    };
    (await entry())?.click();
    await waitUntil(
      () =>
        one(workspace, 'codecraft-settings')?.shadowRoot?.querySelector<HTMLDialogElement>('dialog')?.open,
      'The settings',
    );
    one(one(workspace, 'codecraft-settings'), '[name="prompters"][value="admins"]').click();
    one(one(workspace, 'codecraft-settings'), '[part="submit"]').click();
    await waitUntil(() => fake.calls.some(([method]) => method === 'changeSettings'), 'The change');
    expect(fake.calls.at(-1)).to.deep.equal(['changeSettings', {prompters: 'admins'}]);
    fake.permissions = (permission) => permission !== 'settings';
    expect(await entry()).to.equal(undefined);
  });
});
