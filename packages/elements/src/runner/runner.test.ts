import type {AppFailure, RunState} from '@codecraft/core/project';
import {expect, fixture, html, oneEvent} from '@open-wc/testing';
import type {ChatSendRequest, FileOpenRequest} from '../events.js';
import {FakeProject} from '../testing/fake-project.js';
import {fileIdOf} from '../testing/todo-state.js';
import {waitUntil} from '../testing/wait-until.js';
import type {CodecraftRunner} from './runner.js';
import './runner.js';

const failure: AppFailure = {
  type: 'failed',
  kind: 'runtime',
  message: 'Cannot read “title” of undefined.',
  path: '/home/project/src/TodoItem.tsx',
  line: 7,
};
const crashed: RunState = {status: 'running', port: 3000, failure, isShown: true};
const installing: RunState = {
  status: 'installing',
  progress: {
    done: 1,
    total: 3,
    bytes: 1_100_000,
    packages: [
      {name: 'react', version: '19.2.0', status: 'done'},
      {name: 'clsx', version: '2.1.1', status: 'fetching'},
      {name: 'nanoid', version: '5.1.6', status: 'waiting'},
    ],
  },
};

describe('<codecraft-runner>', () => {
  let project: FakeProject;
  let element: CodecraftRunner;

  async function show(run: RunState, layout: 'workspace' | 'embed' = 'workspace'): Promise<void> {
    project = new FakeProject({run});
    element = await fixture<CodecraftRunner>(html`<codecraft-runner
      layout=${layout}
      style="width: 380px; height: 600px"
      .project=${project.asProject}
    ></codecraft-runner>`);
  }

  async function change(run: RunState): Promise<void> {
    project.change({run});
    await element.updateComplete;
  }

  const find = <Found extends HTMLElement>(selector: string) =>
    element.shadowRoot?.querySelector<Found>(selector) ?? null;
  const texts = (selector: string) =>
    [...(element.shadowRoot?.querySelectorAll(selector) ?? [])].map(({textContent}) =>
      textContent?.replace(/\s+/g, ' ').trim(),
    );
  const button = (text: string) =>
    [...(element.shadowRoot?.querySelectorAll('button') ?? [])].find(
      (one) => one.textContent?.trim() === text,
    );

  describe('accessibility', () => {
    const states: Record<string, RunState> = {
      idle: {status: 'idle'},
      installing,
      running: {status: 'running', port: 3000, failure: null, isShown: true},
      crashed,
      failed: {status: 'failed', message: 'npm install did not finish.'},
    };
    for (const [name, run] of Object.entries(states)) {
      it(`has no violations while ${name}`, async () => {
        await show(run);
        await expect(element).to.be.accessible({ignoredRules: ['frame-tested']});
      });
    }

    it('counts packages as progress', async () => {
      await show(installing);
      const bar = find('[role=progressbar]');
      expect(bar?.getAttribute('aria-valuenow')).to.equal('1');
      expect(bar?.getAttribute('aria-valuemax')).to.equal('3');
    });
  });

  describe('requests', () => {
    it('asks to run and to stop', async () => {
      await show({status: 'idle'});
      setTimeout(() => button('Run')?.click());
      await oneEvent(element, 'codecraft-run-start');
      expect(button('Stop')).to.equal(undefined);
      await change({status: 'starting'});
      setTimeout(() => button('Stop')?.click());
      await oneEvent(element, 'codecraft-run-stop');
      expect(button('Run')).to.equal(undefined);
    });

    it('keeps the focus where Run was pressed', async () => {
      await show({status: 'idle'});
      const pressed = find('.panel-header .button') as HTMLButtonElement;
      pressed.focus();
      await change({status: 'booting'});
      expect(pressed.textContent?.trim()).to.equal('Stop');
      expect(element.shadowRoot?.activeElement).to.equal(pressed);
    });

    it('asks to run when it is seen, if it is to, once', async () => {
      let count = 0;
      const onStart = () => count++;
      project = new FakeProject({run: {status: 'idle'}});
      element = await fixture<CodecraftRunner>(html`<codecraft-runner
        run-when-seen
        style="width: 300px; height: 300px"
        .project=${project.asProject}
        @codecraft-run-start=${onStart}
      ></codecraft-runner>`);
      await waitUntil(() => count > 0, 'the request');
      element.style.display = 'none';
      element.style.display = '';
      await change({status: 'stopped'});
      expect(count).to.equal(1);
    });

    it('shows the failing line and asks AI to repair it', async () => {
      await show(crashed);
      expect(texts('.error-card .title')).to.deep.equal(['TodoItem.tsx stopped at line 7']);
      await waitUntil(() => find('.code'), 'the code');
      expect(texts('.code li')).to.have.length(3);
      expect(texts('.code .failing')).to.deep.equal(['{todo.title}']);
      setTimeout(() => button('Go to line 7')?.click());
      const opening = (await oneEvent(element, 'codecraft-file-open')) as FileOpenRequest;
      expect({...opening}).to.include({fileId: fileIdOf('src/TodoItem.tsx'), line: 7});
      setTimeout(() => button('Ask @ai to fix it')?.click());
      const {text} = (await oneEvent(element, 'codecraft-chat-send')) as ChatSendRequest;
      expect(text).to.equal(
        '@ai fix this: TodoItem.tsx stopped at line 7 in src/TodoItem.tsx. Cannot read “title” of undefined.',
      );
    });

    it('does not offer AI where there is none, or to who may not ask it', async () => {
      await show(crashed);
      project.change({ai: null});
      await element.updateComplete;
      expect(button('Ask @ai to fix it')).to.equal(undefined);
      project.permissions = (permission) => permission !== 'prompt';
      project.change({ai: 'gemini'});
      await element.updateComplete;
      expect(button('Ask @ai to fix it')).to.equal(undefined);
      expect(button('Go to line 7')).to.not.equal(undefined);
    });
  });

  describe('rendering', () => {
    it('loads nothing before it runs', async () => {
      await show({status: 'idle'});
      expect(find('codecraft-terminal')).to.equal(null);
      expect(find('iframe')).to.equal(null);
    });

    it('says which packages it gets, counted', async () => {
      await show(installing);
      expect(texts('.install > p')[0]).to.equal('Getting packages1 of 3, 1.1 MB');
      expect(texts('.install li')).to.deep.equal(['react 19.2.0', 'clsx 2.1.1', 'nanoid 5.1.6']);
    });

    it('shows the running app, and where it is', async () => {
      await show({status: 'running', port: 3000, failure: null, isShown: true});
      await waitUntil(() => find('iframe'), 'the app');
      expect(find<HTMLInputElement>('.address')?.value).to.equal('/?show=all');
      expect(find('codecraft-terminal')).to.not.equal(null);
    });

    it('shows the app again where it comes back', async () => {
      await show({status: 'running', port: 3000, failure: null, isShown: true});
      const parent = element.parentElement as HTMLElement;
      element.remove();
      expect(find('iframe')).to.equal(null);
      expect(project.listenerCount).to.equal(0);
      parent.append(element);
      await waitUntil(() => find('iframe'), 'the app');
      expect(element.shadowRoot?.querySelectorAll('iframe')).to.have.length(1);
    });

    it('goes to an address, and back to the app’s own on Escape', async () => {
      await show({status: 'running', port: 3000, failure: null, isShown: true});
      const went: string[] = [];
      const attach = project.attachPreview.bind(project);
      project.attachPreview = (container) => ({
        ...attach(container),
        navigate: (address) => went.push(address),
      });
      await change({status: 'stopped'});
      await change({status: 'running', port: 3000, failure: null, isShown: true});
      const field = find<HTMLInputElement>('.address') as HTMLInputElement;
      field.value = 'done?x=1';
      field.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true}));
      expect(went).to.deep.equal(['/done?x=1']);
      field.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true}));
      expect(field.value).to.equal('/?show=all');
    });

    it('hides a failure until there is another one', async () => {
      await show(crashed);
      button('Hide')?.click();
      await element.updateComplete;
      expect(find('.error-card')).to.equal(null);
      await change({...crashed, failure: {...failure, line: 3}});
      expect(texts('.error-card .title')).to.deep.equal(['TodoItem.tsx stopped at line 3']);
    });

    it('takes the card away when the app works again', async () => {
      await show(crashed);
      await change({status: 'running', port: 3000, failure: null, isShown: true});
      expect(find('.error-card')).to.equal(null);
    });

    it('says why it did not start', async () => {
      await show({status: 'failed', message: 'npm install did not finish.'});
      expect(find('[role=alert] .what')?.textContent).to.equal('npm install did not finish.');
      setTimeout(() => button('Try again')?.click());
      await oneEvent(element, 'codecraft-run-start');
    });

    it('closes and opens the terminal', async () => {
      await show({status: 'running', port: 3000, failure: null, isShown: true});
      find('codecraft-terminal')?.dispatchEvent(new Event('close'));
      await element.updateComplete;
      expect(find('codecraft-terminal')).to.equal(null);
      find('[aria-label="Open terminal"]')?.click();
      await element.updateComplete;
      expect(find('codecraft-terminal')).to.not.equal(null);
    });

    it('TM26 opens a terminal before anything runs', async () => {
      await show({status: 'idle'});
      const asked = oneEvent(element, 'codecraft-terminal-open');
      find('[aria-label="Open terminal"]')?.click();
      await asked;
      expect(find('codecraft-terminal')).to.not.equal(null);
      expect(find('[aria-label="Open terminal"]')).to.equal(null);
    });

    it('has a short header and no terminal where it is embedded', async () => {
      await show({status: 'running', port: 3000, failure: null, isShown: true}, 'embed');
      expect(find('h2')?.textContent).to.equal('Preview');
      expect(find('.address')).to.equal(null);
      expect(find('codecraft-terminal')).to.equal(null);
    });
  });
});
