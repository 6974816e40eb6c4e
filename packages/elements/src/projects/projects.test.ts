import {CodecraftError} from '@codecraft/core/errors';
import type {ProjectSummary} from '@codecraft/core/protocol';
import {aTimeout, expect, fixture, html} from '@open-wc/testing';
import type {ProjectOpenRequest} from '../events.js';
import {FakeSession} from '../testing/fake-session.js';
import {listen, press as pressKey, textOf, type} from '../testing/listening.js';
import {mara} from '../testing/todo-state.js';
import {waitUntil} from '../testing/wait-until.js';
import './projects.js';
import {dayText} from '../internal/time.js';
import {lastLine} from './project-list.js';
import {projectNameFrom} from './project-name.js';
import type {CodecraftProjects} from './projects.js';

const now = new Date(2026, 10, 23, 12).getTime();
const dayMs = 86_400_000;
const todo: ProjectSummary = {
  id: 'a'.repeat(20),
  name: 'Todo app',
  role: 'admin',
  members: [{userId: mara.userId, name: mara.name, color: 2, isHere: true}],
  updatedAt: now,
  version: 1,
};
const clock: ProjectSummary = {...todo, id: 'b'.repeat(20), name: 'Chess clock', role: 'viewer', members: []};
const invite = {
  projectId: 'c'.repeat(20),
  projectName: 'Week 5: state',
  role: 'admin' as const,
  from: 'Lena Fischer',
};

async function show(
  session = new FakeSession({projects: [clock, todo], invites: [invite]}),
): Promise<CodecraftProjects> {
  const projects = await fixture<CodecraftProjects>(
    html`<codecraft-projects .session=${session.asSession}></codecraft-projects>`,
  );
  await waitUntil(
    () => all(projects, '.template').length > 1 && all(projects, '.project, .none, .notice').length,
    'It has loaded',
  );
  return projects;
}

const all = (element: CodecraftProjects, selector: string) => [
  ...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []),
];
const press = (element: CodecraftProjects, label: string) =>
  all(element, 'button')
    .find((button) => textOf(button).startsWith(label))
    ?.click();

describe('codecraft-projects', () => {
  it('is accessible, with projects and without', async () => {
    await expect(await show()).to.be.accessible();
    await expect(await show(new FakeSession({projects: [], invites: [invite]}))).to.be.accessible();
  });

  it('groups projects by whether someone is in them', async () => {
    const projects = await show();
    expect(all(projects, 'section > h2').map(textOf)).to.deep.equal(['Open now', 'Earlier', 'New project']);
    expect(all(projects, '.project .name').map(textOf)).to.deep.equal(['Todo app', 'Chess clock']);
    expect(textOf(all(projects, '.project .last')[0])).to.equal('Mara is here');
  });

  it('finds by name, and says when nothing is called so', async () => {
    const projects = await show();
    const search = all(projects, 'input')[0] as HTMLInputElement;
    type(search, 'CLOCK');
    await projects.updateComplete;
    expect(all(projects, '.project .name').map(textOf)).to.deep.equal(['Chess clock']);
    type(search, 'zebra');
    await projects.updateComplete;
    expect(textOf(all(projects, '.none')[0])).to.equal('No project is called “zebra”.');
  });

  it('opens a project, and leaves other ways of opening a link to the browser', async () => {
    const projects = await show();
    const heard = listen<ProjectOpenRequest>(projects, 'codecraft-project-open');
    const link = all(projects, '.name')[0] as HTMLAnchorElement;
    link.click();
    expect(heard.map((request) => request.projectId)).to.deep.equal([todo.id]);
    expect(link.getAttribute('href')).to.equal(`#project=${todo.id}`);
  });

  it('makes a project from a description and asks AI for it', async () => {
    const session = new FakeSession();
    const projects = await show(session);
    const heard = listen<ProjectOpenRequest>(projects, 'codecraft-project-open');
    type(all(projects, 'textarea')[0] as HTMLTextAreaElement, 'a todo list with filters');
    press(projects, 'Create');
    await aTimeout(0);
    expect(session.calls.at(-1)).to.deep.equal(['createProject', {name: 'A todo list with filters'}]);
    expect(heard.map(({projectId, firstMessage}) => [projectId, firstMessage])).to.deep.equal([
      ['n'.repeat(20), '@ai a todo list with filters'],
    ]);
  });

  it('makes a project from a template, and an empty one', async () => {
    const session = new FakeSession();
    const projects = await show(session);
    press(projects, 'React app');
    await aTimeout(0);
    press(projects, 'Empty');
    await aTimeout(0);
    expect(session.calls.slice(-2)).to.deep.equal([
      ['createProject', {name: 'React app', template: 'react'}],
      ['createProject', {name: 'Untitled project'}],
    ]);
  });

  it('asks for a description instead of making a project of nothing', async () => {
    const session = new FakeSession();
    const projects = await show(session);
    press(projects, 'Create');
    expect(session.calls.some(([method]) => method === 'createProject')).to.equal(false);
    expect(projects.shadowRoot?.activeElement?.localName).to.equal('textarea');
  });

  describe('the actions of a project', () => {
    const menu = (projects: CodecraftProjects) => all(projects, 'codecraft-menu')[0] as HTMLElement;
    const items = (projects: CodecraftProjects) => [
      ...(menu(projects).shadowRoot?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? []),
    ];
    const question = (projects: CodecraftProjects) =>
      all(projects, 'codecraft-confirm-dialog')[0]?.shadowRoot as ShadowRoot;

    async function choose(projects: CodecraftProjects, name: string, action: string): Promise<void> {
      all(projects, '.project .icon-button')
        .find((button) => button.ariaLabel === `Actions for ${name}`)
        ?.click();
      await aTimeout(0);
      items(projects)
        .find((item) => textOf(item) === action)
        ?.click();
      await aTimeout(0);
    }

    async function answer(projects: CodecraftProjects, action: string): Promise<void> {
      [...question(projects).querySelectorAll('button')].find((button) => textOf(button) === action)?.click();
      await aTimeout(0);
    }

    it('are those that one’s role allows', async () => {
      const projects = await show();
      await choose(projects, 'Todo app', 'none');
      expect(items(projects).map(textOf)).to.deep.equal(['Open', 'Rename', 'Leave', 'Delete']);
      await choose(projects, 'Chess clock', 'none');
      expect(items(projects).map(textOf)).to.deep.equal(['Open', 'Leave']);
    });

    it('renames in place: Enter takes the name, Escape keeps the old one', async () => {
      const session = new FakeSession({projects: [todo]});
      const projects = await show(session);
      const field = () => all(projects, '.rename')[0] as HTMLInputElement;
      await choose(projects, 'Todo app', 'Rename');
      expect(projects.shadowRoot?.activeElement).to.equal(field());
      await expect(projects).to.be.accessible();
      pressKey(field(), 'Escape');
      await aTimeout(0);
      await choose(projects, 'Todo app', 'Rename');
      type(field(), ' Done list ');
      pressKey(field(), 'Enter');
      await aTimeout(0);
      expect(session.calls.slice(1)).to.deep.equal([
        ['renameProject', todo.id, 'Done list'],
        ['listProjects'],
      ]);
    });

    it('deletes only after it has said what is lost', async () => {
      const session = new FakeSession({projects: [todo]});
      const projects = await show(session);
      await choose(projects, 'Todo app', 'Delete');
      expect(textOf(question(projects).querySelector('dialog'))).to.equal(
        'Delete Todo app All its files, its chat and its AI history are lost, for Mara too. This cannot be undone. Cancel Delete project',
      );
      await expect(projects).to.be.accessible();
      await answer(projects, 'Cancel');
      expect(session.calls.some(([method]) => method === 'deleteProject')).to.equal(false);
      await choose(projects, 'Todo app', 'Delete');
      await answer(projects, 'Delete project');
      expect(session.calls.slice(1)).to.deep.equal([['deleteProject', todo.id], ['listProjects']]);
      expect(textOf(all(projects, '[role="status"]')[0])).to.equal('Deleted Todo app');
    });

    it('leaves, and says why one may not', async () => {
      const session = new FakeSession({projects: [todo]});
      const projects = await show(session);
      session.failure = new CodecraftError(
        'conflict',
        'You are the only admin. Make someone else admin first.',
      );
      await choose(projects, 'Todo app', 'Leave');
      await answer(projects, 'Leave project');
      await projects.updateComplete;
      expect(session.calls.at(-1)).to.deep.equal(['leaveProject', todo.id]);
      expect(textOf(all(projects, '.notice')[0])).to.contain('You are the only admin.');
    });
  });

  it('joins and declines', async () => {
    const session = new FakeSession({projects: [todo], invites: [invite]});
    const projects = await show(session);
    expect(textOf(all(projects, '.invite')[0])).to.contain(
      'Lena Fischer invites you to Week 5: state as an admin',
    );
    const heard = listen<ProjectOpenRequest>(projects, 'codecraft-project-open');
    press(projects, 'Join');
    await aTimeout(0);
    press(projects, 'Decline');
    await aTimeout(0);
    expect(heard.map((request) => request.projectId)).to.deep.equal([invite.projectId]);
    expect(session.calls.map(([method]) => method)).to.deep.equal([
      'listProjects',
      'acceptInvite',
      'declineInvite',
      'listProjects',
    ]);
  });

  it('says what failed and tries again', async () => {
    const session = new FakeSession({projects: [todo]});
    session.failure = new CodecraftError(
      'unavailable',
      'The server at http://a does not answer. Check the connection.',
    );
    const projects = await show(session);
    expect(textOf(all(projects, '.notice')[0])).to.contain('does not answer');
    press(projects, 'Try again');
    await aTimeout(0);
    expect(all(projects, '.notice')).to.have.length(0);
    expect(all(projects, '.project')).to.have.length(1);
  });

  it('tells the page, once, that nobody is signed in', async () => {
    const session = new FakeSession({user: null});
    const heard = listen(document.body, 'codecraft-signed-out');
    const projects = await fixture<CodecraftProjects>(
      html`<codecraft-projects .session=${session.asSession}></codecraft-projects>`,
    );
    await projects.updateComplete;
    projects.requestUpdate();
    await projects.updateComplete;
    expect(heard).to.have.length(1);
    expect(all(projects, '*')).to.have.length(0);
  });

  it('says when a project was changed, in days as people count them', () => {
    expect(dayText(now, now)).to.equal('today');
    expect(dayText(now - dayMs, now)).to.equal('yesterday');
    expect(dayText(now - 3 * dayMs, now)).to.equal('on Friday');
    expect(dayText(now - 14 * dayMs, now)).to.equal('on 9 November');
    expect(dayText(now - 400 * dayMs, now)).to.equal('on 19 October 2025');
    expect(lastLine(clock, now)).to.equal('Last changed today');
  });

  it('names a project by the first words of its description', () => {
    expect(projectNameFrom('@ai make me a todo app')).to.equal('Make me a todo app');
    expect(projectNameFrom('a shop with many, many products, a cart, and a page for each of them')).to.equal(
      'A shop with many, many products, a cart, and a',
    );
    expect(projectNameFrom('  ')).to.equal('Untitled project');
  });
});
