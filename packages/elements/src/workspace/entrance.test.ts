import {CodecraftError} from '@codecraft/core/errors';
import {expect, fixture, html} from '@open-wc/testing';
import type {ErrorNotice, ProjectOpenRequest} from '../events.js';
import type {SiteToken} from '../internal/session-controller.js';
import {FakeProject} from '../testing/fake-project.js';
import {FakeSession} from '../testing/fake-session.js';
import {listen, textOf} from '../testing/listening.js';
import {waitUntil} from '../testing/wait-until.js';
import './workspace.js';
import type {CodecraftWorkspace} from './workspace.js';

async function show(width: number, session = new FakeSession({user: null})): Promise<CodecraftWorkspace> {
  const frame = await fixture<HTMLElement>(
    html`<div style="width: ${width}px; height: 700px">
      <codecraft-workspace
        server="http://party.example"
        project="${'p'.repeat(20)}"
        standalone-href="/alone"
        .session=${session.asSession}
      ></codecraft-workspace>
    </div>`,
  );
  const workspace = frame.querySelector('codecraft-workspace') as CodecraftWorkspace;
  await waitUntil(
    () => one(workspace, 'codecraft-sign-in')?.shadowRoot?.querySelector('form'),
    'The form is there',
  );
  return workspace;
}

const one = (element: Element, selector: string) =>
  element.shadowRoot?.querySelector<HTMLElement>(selector) as HTMLElement;

describe('the way in', () => {
  it('has a picture of a workspace beside it that nobody can press or hear', async () => {
    const workspace = await show(1280);
    await waitUntil(() => one(workspace, 'codecraft-sign-in-scene')?.shadowRoot?.querySelector('.code li'));
    const scene = one(workspace, 'codecraft-sign-in-scene');
    expect([scene.inert, scene.ariaHidden]).to.deep.equal([true, 'true']);
    expect(textOf(one(scene, '.top'))).to.contain('Todo app');
    expect(textOf(one(scene, '.turn-head'))).to.equal('3 files +61 −9');
    expect(textOf(one(scene, '.row.selected'))).to.equal('App.tsx');
    await expect(workspace).to.be.accessible();
  });

  it('does without the picture where there is no room, and does not load it', async () => {
    const workspace = await show(800);
    expect(one(workspace, 'codecraft-sign-in-scene')).to.equal(null);
    await expect(workspace).to.be.accessible();
  });

  it('offers to work without an account where the page says where', async () => {
    const workspace = await show(800);
    expect(one(one(workspace, 'codecraft-sign-in'), '.without a').getAttribute('href')).to.equal('/alone');
  });

  it('joins by a link once someone has signed in, and opens the project', async () => {
    const session = new FakeSession({user: null});
    const workspace = await show(800, session);
    workspace.join = `${'j'.repeat(20)}.secret`;
    const heard = listen<ProjectOpenRequest>(workspace, 'codecraft-project-open');
    await session.signIn({});
    await waitUntil(() => heard.length, 'It has joined');
    expect(session.calls.at(-1)).to.deep.equal(['joinByLink', 'j'.repeat(20), 'secret']);
    expect(heard.map(({projectId}) => projectId)).to.deep.equal(['j'.repeat(20)]);
  });

  it('says why a link does not let one in', async () => {
    const session = new FakeSession();
    session.failure = new CodecraftError('not-found', 'This link has ended. Ask for another.');
    const workspace = await fixture<CodecraftWorkspace>(html`<codecraft-workspace
      server="http://party.example"
      join="${'j'.repeat(20)}.secret"
      .session=${session.asSession}
    ></codecraft-workspace>`);
    await waitUntil(() => one(workspace, '.failed'), 'It is said');
    expect(textOf(one(workspace, '.failed'))).to.equal(
      'This link does not let you in This link has ended. Ask for another. All projects',
    );
  });

  it('leads to the project that was named, once someone has signed in', async () => {
    const session = new FakeSession({user: null});
    const workspace = await show(800, session);
    const asked: string[] = [];
    Object.assign(session, {
      roomAddress: (projectId: string) => {
        asked.push(projectId);
        return new Promise<string>(() => undefined);
      },
    });
    await session.signIn({});
    await waitUntil(() => asked.length, 'The room is asked for');
    expect(asked).to.deep.equal(['p'.repeat(20)]);
    expect(one(workspace, 'codecraft-sign-in')).to.equal(null);
  });
});

describe('the account’s menu', () => {
  it('AC5 leads to the password, the end of the account and the way out', async () => {
    const session = new FakeSession();
    const workspace = await fixture<CodecraftWorkspace>(
      html`<codecraft-workspace server="http://party.example" .session=${session.asSession}></codecraft-workspace>`,
    );
    await waitUntil(
      () => one(workspace, 'codecraft-projects')?.shadowRoot?.querySelector('h1'),
      'My projects',
    );
    await customElements.whenDefined('codecraft-menu');
    const entries = () => [
      ...(one(workspace, 'codecraft-menu').shadowRoot?.querySelectorAll<HTMLElement>('[role="menuitem"]') ??
        []),
    ];
    one(workspace, '.top button').click();
    await waitUntil(() => entries().length === 3, 'The menu');
    expect(entries().map(textOf)).to.deep.equal(['Change password', 'Delete account', 'Sign out']);
    entries()[1]?.click();
    const dialog = () =>
      one(workspace, 'codecraft-account-dialog').shadowRoot?.querySelector<HTMLDialogElement>('dialog');
    await waitUntil(() => dialog()?.open, 'The dialog');
    expect(textOf(dialog()?.querySelector('h2'))).to.equal('Delete account');
    dialog()?.close();
    session.failure = new CodecraftError('unavailable', 'The server does not answer.');
    const heard = listen<ErrorNotice>(workspace, 'codecraft-error');
    entries()[2]?.click();
    await waitUntil(() => heard.length, 'The failure');
    expect([heard[0]?.error.code, session.state.status]).to.deep.equal(['unavailable', 'signed-in']);
    expect(textOf(one(workspace, '.toast'))).to.equal('The server does not answer.');
    entries()[2]?.click();
    await waitUntil(() => one(workspace, 'codecraft-sign-in'), 'The form');
  });
});

describe('a site that signs its users in', () => {
  const {fetch} = window;
  let answers: ((authorization: string) => Response)[] = [];
  const asked: string[] = [];
  /** A token that lasts an hour, as far as can be read from it. */
  const tokenFor = (name: string) =>
    `${name}.${btoa(JSON.stringify({exp: Date.now() / 1000 + 3600}))}.signature`;
  const signedIn = () => Response.json({id: 'u'.repeat(20), email: '', name: 'Lena'});
  const refused = () =>
    Response.json(
      {
        type: 'about:blank',
        title: 'x',
        status: 401,
        code: 'not-signed-in',
        detail: 'The token of your site is for another service. Reload the page.',
        requestId: 'r1',
      },
      {status: 401},
    );

  beforeEach(() => {
    asked.length = 0;
    answers = [];
    window.fetch = async (input, init) => {
      const request = new Request(input, init);
      const path = new URL(request.url).pathname;
      if (path === '/api/me') {
        const authorization = request.headers.get('authorization') ?? '';
        asked.push(authorization);
        return (answers.shift() ?? refused)(authorization);
      }
      return Response.json({projects: [], invites: []});
    };
  });
  afterEach(() => {
    window.fetch = fetch;
  });

  async function present(token: SiteToken): Promise<CodecraftWorkspace> {
    return fixture<CodecraftWorkspace>(
      html`<codecraft-workspace server="http://party.example" .token=${token}></codecraft-workspace>`,
    );
  }

  it('EN1 is asked for a token, and nobody is asked to sign in', async () => {
    answers = [signedIn];
    const lena = tokenFor('Lena');
    const workspace = await present(async () => ` ${lena}\n`);
    await waitUntil(() => one(workspace, 'codecraft-projects'), 'My projects');
    expect(asked).to.deep.equal([`Bearer ${lena}`]);
    expect(textOf(one(workspace, '.top'))).to.contain('Lena');
    expect(one(workspace, '.top button')).to.equal(null);
    await expect(workspace).to.be.accessible();
  });

  it('EN2 a token that is refused says why, tells the page once, and can be tried again', async () => {
    answers = [refused, signedIn];
    const workspace = document.createElement('codecraft-workspace');
    const heard = listen<ErrorNotice>(workspace, 'codecraft-error');
    workspace.server = 'http://party.example';
    workspace.setAttribute('token', tokenFor('Lena'));
    (await fixture<HTMLElement>(html`<div></div>`)).append(workspace);
    await waitUntil(() => one(workspace, '.failed'), 'It is said');
    expect(textOf(one(workspace, '.failed'))).to.equal(
      'This site could not sign you in The token of your site is for another service. Reload the page. Try again',
    );
    workspace.requestUpdate();
    await workspace.updateComplete;
    expect(heard.map(({error}) => error.code)).to.deep.equal(['not-signed-in']);
    expect(one(workspace, 'codecraft-sign-in')).to.equal(null);
    await expect(workspace).to.be.accessible();
    one(workspace, '.failed button').click();
    await waitUntil(() => one(workspace, 'codecraft-projects'), 'My projects');
  });

  it('EN2 so does a site that has no token to give', async () => {
    const workspace = await present(() => Promise.reject(new Error('The school is closed.')));
    await waitUntil(() => one(workspace, '.failed'), 'It is said');
    expect(textOf(one(workspace, '.failed p'))).to.equal(
      'This site gave no token to sign you in with: The school is closed.',
    );
  });

  it('EN3 a new text is taken up at once, in the same session', async () => {
    answers = [signedIn, signedIn];
    const [first, second] = [tokenFor('first'), tokenFor('second')];
    const workspace = await present(first);
    await waitUntil(() => one(workspace, 'codecraft-projects'), 'My projects');
    const list = one(workspace, 'codecraft-projects');
    workspace.token = second;
    await waitUntil(() => asked.length === 2, 'It is presented');
    expect(asked).to.deep.equal([`Bearer ${first}`, `Bearer ${second}`]);
    expect(one(workspace, 'codecraft-projects')).to.equal(list);
  });
});

describe('a project that lets guests in', () => {
  async function open(session: FakeSession, {guest = false} = {}): Promise<CodecraftWorkspace> {
    Object.assign(session, {roomAddress: () => new Promise(() => undefined)});
    return fixture<CodecraftWorkspace>(html`<codecraft-workspace
      server="http://party.example"
      project="${'p'.repeat(20)}"
      ?guest=${guest}
      .session=${session.asSession}
    ></codecraft-workspace>`);
  }
  const signIn = (workspace: Element) => one(workspace, 'codecraft-sign-in');

  it('EN4 can be looked at from the form to sign in', async () => {
    const workspace = await open(new FakeSession({user: null, guests: true}));
    await waitUntil(() => one(workspace, '.look button'), 'The offer');
    await expect(workspace).to.be.accessible();
    one(workspace, '.look button').click();
    await waitUntil(() => workspace.project, 'The project');
    expect(signIn(workspace)).to.equal(null);
  });

  it('EN4 is shown at once where the page wishes so', async () => {
    const workspace = await open(new FakeSession({user: null, guests: true}), {guest: true});
    await waitUntil(() => workspace.project, 'The project');
    expect(signIn(workspace)).to.equal(null);
  });

  it('EN5 one that lets none in asks to sign in, and offers nothing', async () => {
    const session = new FakeSession({user: null});
    const workspace = await open(session, {guest: true});
    await waitUntil(() => signIn(workspace), 'The form');
    expect(session.calls).to.deep.equal([['mayLook', 'p'.repeat(20)]]);
    expect([one(workspace, '.look'), workspace.project]).to.deep.equal([null, null]);
  });

  it('EN6 who signed in is no guest any more', async () => {
    const session = new FakeSession({user: null, guests: true});
    const workspace = await open(session, {guest: true});
    await waitUntil(() => workspace.project, 'The project');
    const {project} = workspace;
    await session.signIn({});
    await waitUntil(() => workspace.project && workspace.project !== project, 'Another connection');
  });

  it('EN6 shows a guest what to look at, and a way to sign in', async () => {
    const fake = new FakeProject({me: null});
    fake.permissions = () => false;
    const frame = await fixture<HTMLElement>(html`<div style="width: 1280px; height: 700px">
      <codecraft-workspace .project=${fake.asProject}></codecraft-workspace>
    </div>`);
    const workspace = frame.querySelector('codecraft-workspace') as CodecraftWorkspace;
    await waitUntil(() => one(workspace, 'codecraft-editor')?.shadowRoot?.querySelector('.chip'), 'The chip');
    await waitUntil(() => one(workspace, 'codecraft-members')?.shadowRoot?.querySelector('.stack'), 'People');
    await waitUntil(
      () => one(workspace, 'codecraft-chat')?.shadowRoot?.querySelector('.reading'),
      'The chat',
    );
    expect(textOf(one(one(workspace, 'codecraft-editor'), '.chip'))).to.equal('View only');
    expect(textOf(one(one(workspace, 'codecraft-members'), '.stack .visually-hidden'))).to.equal(
      'People: Mara and Jonas are here',
    );
    expect(one(one(workspace, 'codecraft-chat'), '.composer')).to.equal(null);
    const labels = [...(workspace.shadowRoot?.querySelectorAll('.top button') ?? [])].map(textOf);
    expect(labels).to.include('Sign in').and.not.to.include('Projects');
    await expect(workspace).to.be.accessible();
  });

  it('EN6 has that way within a text, too', async () => {
    const fake = new FakeProject({me: null});
    fake.permissions = () => false;
    const workspace = await fixture<CodecraftWorkspace>(
      html`<codecraft-workspace layout="embed" .project=${fake.asProject}></codecraft-workspace>`,
    );
    await waitUntil(() => one(workspace, 'codecraft-editor')?.shadowRoot?.querySelector('.chip'), 'The chip');
    expect(textOf(one(workspace, 'codecraft-editor [slot="actions"]'))).to.equal('Sign in');
    await expect(workspace).to.be.accessible();
  });

  it('EN6 says when it is over, with the way to sign in', async () => {
    const session = new FakeSession({user: null, guests: true});
    const workspace = await open(session, {guest: true});
    await waitUntil(() => workspace.project, 'The project');
    session.guests = false;
    workspace.project?.reconnect();
    await waitUntil(() => one(workspace, '.failed'), 'It is said');
    expect(textOf(one(workspace, '.failed'))).to.equal(
      'This project cannot be shown There is no such project. Try again Sign in',
    );
    one(workspace, '.failed button:last-of-type').click();
    await waitUntil(() => signIn(workspace), 'The form');
  });
});
