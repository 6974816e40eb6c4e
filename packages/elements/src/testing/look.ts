import type {Session} from '@codecraft/core/auth';
import type {ProjectSummary} from '@codecraft/core/protocol';
import type {AccountTask} from '../account/account-dialog.js';
import '../codecraft.js';
import {FileOpenRequest} from '../events.js';
import type {CodecraftWorkspace} from '../workspace/workspace.js';
import {auditedEvents, openInvites, openLinks} from './audited-events.js';
import {FakeProject} from './fake-project.js';
import {FakeSession, fakeSession} from './fake-session.js';
import {FakeTerminal} from './fake-terminal.js';
import {jonas, mara, message, priya, today, tomas, turn, turnFile} from './todo-state.js';

/*
 * The page of e2e/look.mjs: shows what its address names, and says so in `data-ready` when it stands.
 */
const settleMs = 400;
const query = new URLSearchParams(location.search);
const name = query.get('name') ?? 'workspace';

const scenes: Record<string, () => Promise<unknown>> = {
  workspace: async () => {
    const workspace = showProject(new FakeProject());
    const panel = query.get('panel');
    await editorShown(workspace, !panel || panel === 'code');
    if (panel) await press(workspace, `.tabbar button:nth-child(${panels.indexOf(panel) + 1})`);
    await editorShown(workspace, panel === 'code');
  },
  embed: async () => {
    document.body.innerHTML = `<div style="width: 720px; margin: 48px auto; background: light-dark(#fff, #141414)">
      <codecraft-workspace layout="embed"><pre><code>// Counter.jsx
import { useState } from 'react';

export default function Counter() {
  const [count, setCount] = useState(10);
  return (
    &lt;button onClick={() =&gt; setCount(count + 5)}&gt;{count}&lt;/button&gt;
  );
}</code></pre></codecraft-workspace></div>`;
    await editorShown(document.querySelector('codecraft-workspace') as CodecraftWorkspace, true);
  },
  empty: async () =>
    showProject(new FakeProject({files: [], folders: [], peers: [], members: [priya], chat: [], turns: {}})),
  offline: async () => {
    const chat = [
      message('plural', jonas, 'The footer says “1 items” though', {at: today(10, 43)}),
      message('fixing', priya, 'Fixing it in TodoItem, one moment', {at: today(10, 46), delivery: 'waiting'}),
    ];
    const unsentFiles = new Set(['file00000005', 'file00000004']);
    const state = {connection: {status: 'reconnecting'} as const, chat, unsentFiles, turns: {}, peers: []};
    await editorShown(showProject(new FakeProject(state)), true);
  },
  failed: async () => {
    const files = [
      turnFile('src/useTodos.ts', 'done', 18, 2),
      turnFile('src/TodoItem.tsx', 'failed'),
      turnFile('src/App.tsx', 'waiting'),
    ];
    const failure =
      'The model stopped answering in the middle of TodoItem.tsx. That file is as it was; useTodos.ts is finished.';
    const failed = turn('failed', priya, {status: 'failed', failure, files, prompt: 'let me drag todos'});
    const chat = [message('asked', priya, '@ai let me drag todos', {turnId: failed.id})];
    const workspace = showProject(new FakeProject({chat, turns: {[failed.id]: failed}, peers: []}));
    await editorShown(workspace, true);
  },
  'chat-menu': async () => {
    const workspace = showProject(new FakeProject());
    await settle();
    await press(workspace, 'codecraft-chat', '[aria-label="Chat settings"]');
  },
  unread: async () => showProject(new FakeProject({readUpTo: today(10, 42)})),
  naming: async () => {
    const workspace = showProject(new FakeProject());
    await settle();
    await settle();
    const chat = workspace.shadowRoot?.querySelector('codecraft-chat');
    const field = chat?.shadowRoot?.querySelector<HTMLTextAreaElement>('.composer textarea');
    field?.focus();
    field?.setRangeText('Can you look, @', 0, 0, 'end');
    field?.dispatchEvent(new InputEvent('input', {bubbles: true}));
  },
  delete: async () => {
    await scenes['projects']?.();
    await settle();
    const list = document
      .querySelector('codecraft-workspace')
      ?.shadowRoot?.querySelector('codecraft-projects');
    await press(list as Element, '.project .icon-button');
    await press(list as Element, 'codecraft-menu', '.danger');
  },
  problems: async () => {
    document.body.innerHTML = `<codecraft-workspace><script type="text/plain">let a = 1</script>
      <script type="text/plain" data-path="../up.js">let b = 2</script></codecraft-workspace>`;
  },
  people: async () => {
    const workspace = showProject(new FakeProject({members: [priya, mara, jonas, tomas]}));
    await settle();
    await settle();
    await press(workspace, 'codecraft-members', '.stack');
  },
  invite: async () => {
    const workspace = showProject(new FakeProject());
    await settle();
    await press(workspace, '.top > .button:not(.quiet)');
  },
  settings: async () => {
    const workspace = showProject(new FakeProject(), auditedSession());
    await settle();
    await openSettings(workspace);
  },
  activity: async () => {
    const workspace = showProject(new FakeProject({members: [priya, mara, jonas, tomas]}), auditedSession());
    await settle();
    await openSettings(workspace);
    await press(workspace, 'codecraft-settings', '[role="tab"]:last-child');
  },
  password: async () => showAccount('change-password'),
  'delete-account': async () => showAccount('delete'),
  invitations: async () => {
    const workspace = showProject(new FakeProject(), auditedSession());
    await settle();
    await openSettings(workspace);
    await press(workspace, 'codecraft-settings', '[role="tab"]:nth-child(2)');
  },
  'new-link': async () => {
    await scenes['invitations']?.();
    await press(
      document.querySelector('codecraft-workspace') as CodecraftWorkspace,
      'codecraft-settings',
      '[part="make-link"]',
    );
  },
  guest: async () => {
    const fake = new FakeProject({me: null, members: [priya, mara, jonas]});
    fake.permissions = () => false;
    await editorShown(showProject(fake), true);
  },
  refused: async () => {
    const workspace = document.createElement('codecraft-workspace');
    workspace.server = 'http://127.0.0.1:9';
    workspace.session = fakeSession({user: null, isHosted: true});
    document.body.append(workspace);
  },
  'guest-offer': async () => {
    const workspace = document.createElement('codecraft-workspace');
    workspace.server = 'http://127.0.0.1:9';
    workspace.projectId = 'p'.repeat(20);
    workspace.session = fakeSession({user: null, guests: true});
    document.body.append(workspace);
  },
  menu: async () => {
    const workspace = showProject(new FakeProject());
    await settle();
    const tree = workspace.shadowRoot?.querySelector('codecraft-explorer')?.shadowRoot;
    tree
      ?.querySelector('[data-path="src/TodoItem.tsx"]')
      ?.dispatchEvent(new MouseEvent('contextmenu', {bubbles: true, clientX: 440, clientY: 280}));
  },
  terminal: async () => {
    const fake = new FakeProject();
    const workspace = showProject(fake);
    await editorShown(workspace, !query.get('panel'));
    if (query.get('panel')) await press(workspace, '.tabbar button:nth-child(4)');
    await settle();
    const terminals = [new FakeTerminal('Terminal'), new FakeTerminal('Terminal 2', typedOutput)];
    fake.change({
      terminals: terminals.map(({asTerminal}) => asTerminal),
      refusedWrites: [{path: 'logo.png', reason: 'logo.png stays here: it is not text.'}],
    });
    await settle();
  },
  projects: async () => {
    const workspace = document.createElement('codecraft-workspace');
    workspace.server = 'http://127.0.0.1:9';
    workspace.session = fakeSession({projects, invites: [invite]});
    document.body.append(workspace);
  },
  'sign-in': async () => {
    const workspace = document.createElement('codecraft-workspace');
    workspace.server = 'http://127.0.0.1:9';
    workspace.session = fakeSession({user: null});
    document.body.append(workspace);
  },
};

const typedOutput = [
  '\x1b[36m~\x1b[39m \x1b[32m❯\x1b[39m npm test',
  '\x1b[32m✔\x1b[39m adds a todo \x1b[2m(1.2 ms)\x1b[22m',
  '\x1b[31m✖\x1b[39m keeps the order \x1b[2m(0.8 ms)\x1b[22m',
  '\x1b[31mExpected 2, got 1\x1b[39m',
  '\x1b[33m1 warning\x1b[39m, see https://example.org/order',
  '\x1b[36m~/src\x1b[39m \x1b[31m❯\x1b[39m ',
].join('\r\n');
const panels = ['chat', 'files', 'code', 'preview'];
const invite = {
  projectId: 'w'.repeat(20),
  projectName: 'Week 5: state',
  role: 'viewer' as const,
  from: 'Lena Fischer',
};
const projects: ProjectSummary[] = [
  summary('Todo app', 'admin', [here(mara), here(jonas)], 0),
  summary('Week 4: routes and forms', 'member', [here(tomas), away(mara)], 0),
  summary('Weather on a canvas', 'admin', [], 1),
  summary('Week 3: fetch and promises', 'viewer', [away(jonas)], 4),
  summary('Chess clock', 'admin', [], 14),
];

await scenes[name]?.();
await settle();
document.documentElement.dataset['ready'] = 'yes';

function showProject(fake: FakeProject, session: Session | null = null): CodecraftWorkspace {
  const workspace = document.createElement('codecraft-workspace');
  workspace.session = session;
  workspace.project = fake.asProject;
  document.body.append(workspace);
  const open = ['src/App.tsx', 'src/TodoItem.tsx', 'src/useTodos.ts'].flatMap(
    (path) => fake.fileAt(path)?.id ?? [],
  );
  localStorage.clear();
  for (const fileId of [...open.slice(1), ...open.slice(0, 1)])
    workspace.dispatchEvent(new FileOpenRequest(fileId));
  return workspace;
}

async function openSettings(workspace: CodecraftWorkspace): Promise<void> {
  await press(workspace, '[aria-label="Project menu"]');
  await settle();
  const menu = workspace.shadowRoot?.querySelector('codecraft-menu')?.shadowRoot;
  const items = [...(menu?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
  items.find((item) => item.textContent?.includes('Settings'))?.click();
  await settle();
}

async function showAccount(task: AccountTask): Promise<void> {
  await scenes['projects']?.();
  await settle();
  const home = document.querySelector('codecraft-workspace')?.shadowRoot;
  await home?.querySelector('codecraft-account-dialog')?.open(task);
}

function auditedSession(): Session {
  const session = new FakeSession();
  session.events = auditedEvents;
  session.links = openLinks;
  session.pending = openInvites;
  return session.asSession;
}

function summary(
  title: string,
  role: ProjectSummary['role'],
  members: ProjectSummary['members'],
  daysAgo: number,
): ProjectSummary {
  const id = title
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .padEnd(20, '0')
    .slice(0, 20);
  return {id, name: title, role, members, updatedAt: Date.now() - daysAgo * 86_400_000, version: 1};
}

function here({userId, name: person, color}: typeof mara) {
  return {userId, name: person, color, isHere: true};
}

function away(person: typeof mara) {
  return {...here(person), isHere: false};
}

async function press(root: Element, ...path: string[]): Promise<void> {
  await settle();
  let element: Element | null | undefined = root;
  for (const selector of path) element = element?.shadowRoot?.querySelector(selector);
  (element as HTMLElement | null | undefined)?.click();
}

async function editorShown(workspace: CodecraftWorkspace, isWanted: boolean): Promise<void> {
  const isThere = () => {
    const editor = workspace.shadowRoot?.querySelector('codecraft-editor');
    return !isWanted || editor?.shadowRoot?.querySelector('.view-line, .monaco .view-lines');
  };
  for (let tries = 0; tries < 40 && !isThere(); tries++) await settle();
}

function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, settleMs));
}
