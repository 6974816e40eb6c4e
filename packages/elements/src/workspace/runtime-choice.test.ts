import type {WebContainerOptions} from '@codecraft/core/runtime';
import {expect, fixture, html} from '@open-wc/testing';
import {textOf} from '../testing/listening.js';
import {waitUntil} from '../testing/wait-until.js';
import './workspace.js';
import type {CodecraftWorkspace} from './workspace.js';

/** A stand-in for `@webcontainer/api`: it notes its key and boots a container that has nothing. */
function fakeClient() {
  const noted: string[] = [];
  const container = {
    workdir: '/home/codecraft',
    fs: {mkdir: async () => undefined, rm: async () => undefined},
    mount: async () => void noted.push('mount'),
    spawn: async (command: string) => {
      noted.push(`spawn ${command}`);
      throw new Error('Nothing runs here.');
    },
    on: () => () => undefined,
    teardown: () => void noted.push('teardown'),
  };
  const client = {
    WebContainer: {
      boot: async () => {
        noted.push('boot');
        return container;
      },
    },
    configureAPIKey: (key: string) => void noted.push(`key ${key}`),
  };
  const load = (() => Promise.resolve(client)) as unknown as NonNullable<WebContainerOptions['load']>;
  return {noted, load};
}

async function show(options: WebContainerOptions): Promise<CodecraftWorkspace> {
  const workspace = await fixture<CodecraftWorkspace>(html`<codecraft-workspace
    style="height: 400px"
    runtime="webcontainer"
    .files=${{'index.html': '<p>Hello</p>'}}
    .webContainer=${options}
  ></codecraft-workspace>`);
  await waitUntil(() => workspace.project?.state.status === 'ready', 'the project');
  return workspace;
}

const toasts = (workspace: CodecraftWorkspace) =>
  [...(workspace.shadowRoot?.querySelectorAll('.toast') ?? [])].map(textOf);

describe('codecraft-workspace, runtime', () => {
  it('WC7 falls back to the embedded runtime on a page that is not isolated, and says why', async () => {
    const {noted, load} = fakeClient();
    const workspace = await show({load});
    expect(self.crossOriginIsolated).to.equal(false);
    void workspace.project?.run();
    await waitUntil(() => toasts(workspace).length > 0, 'the notice');
    expect(toasts(workspace)[0]).to.contain('need a cross-origin isolated page');
    expect(toasts(workspace)[0]).to.contain('The project runs in the embedded runtime instead.');
    expect(noted).to.deep.equal([]);
  });

  describe('on an isolated page', () => {
    before(() => {
      Object.defineProperty(globalThis, 'crossOriginIsolated', {value: true, configurable: true});
    });
    after(() => {
      Reflect.deleteProperty(globalThis, 'crossOriginIsolated');
    });

    it('WC7 boots a container once something runs, with the licence’s key, and ends it', async () => {
      const {noted, load} = fakeClient();
      const workspace = await show({load, apiKey: 'site-key'});
      expect(noted).to.deep.equal([]);
      void workspace.project?.run();
      await waitUntil(() => noted.includes('spawn npx'), 'the container');
      expect(noted).to.deep.equal(['key site-key', 'boot', 'mount', 'spawn npx']);
      expect(toasts(workspace)).to.deep.equal([]);
      workspace.remove();
      await waitUntil(() => noted.includes('teardown'), 'its end');
    });

    it('WC7 falls back when the container is late, and says so', async () => {
      const load = (() => new Promise(() => undefined)) as NonNullable<WebContainerOptions['load']>;
      const workspace = await show({load, timeoutMs: 20});
      void workspace.project?.run();
      await waitUntil(() => toasts(workspace).length > 0, 'the notice');
      expect(toasts(workspace)[0]).to.contain('WebContainers did not start within 0.02 seconds.');
    });
  });
});
