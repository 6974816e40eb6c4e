import {CodecraftError} from '@codecraft/core/errors';
import {expect, fixture, html} from '@open-wc/testing';
import type {ProjectOpenRequest} from '../events.js';
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
