import {afterEach, expect, test, vi} from 'vitest';
import {CodecraftError} from '../errors.js';
import {FakeRuntime} from '../testing/fake-runtime.js';
import {chooseRuntime} from './choose.js';
import type {Runtime} from './runtime.js';

afterEach(() => vi.unstubAllGlobals());

const sandbox: Runtime = new FakeRuntime();
const container: Runtime = new FakeRuntime();

function scene(options: {isolated: boolean}) {
  vi.stubGlobal('crossOriginIsolated', options.isolated);
  const notices: string[] = [];
  return {
    notices,
    bootSandbox: vi.fn(() => Promise.resolve(sandbox)),
    bootWebContainer: vi.fn(() => Promise.resolve(container)),
    onNotice: (sentence: string) => notices.push(sentence),
  };
}

test('WC1 the sandbox is the default, without a notice', async () => {
  const {notices, ...choice} = scene({isolated: true});
  expect(await chooseRuntime(choice)).toBe(sandbox);
  expect(choice.bootWebContainer).not.toHaveBeenCalled();
  expect(notices).toEqual([]);
});

test('WC1 WebContainers run where they are preferred, configured and possible', async () => {
  const {notices, ...choice} = scene({isolated: true});
  expect(await chooseRuntime({...choice, prefer: 'webcontainer'})).toBe(container);
  expect(choice.bootSandbox).not.toHaveBeenCalled();
  expect(notices).toEqual([]);
});

test('WC2 a page that is not cross-origin isolated is never asked to boot them', async () => {
  const {notices, ...choice} = scene({isolated: false});
  expect(await chooseRuntime({...choice, prefer: 'webcontainer'})).toBe(sandbox);
  expect(choice.bootWebContainer).not.toHaveBeenCalled();
  expect(notices).toEqual([
    'WebContainers need a cross-origin isolated page, and this one is not. The project runs in the embedded runtime instead.',
  ]);
});

test('WC2 a site that did not configure them is told', async () => {
  const {notices, bootWebContainer: _, ...choice} = scene({isolated: true});
  expect(await chooseRuntime({...choice, prefer: 'webcontainer'})).toBe(sandbox);
  expect(notices).toEqual([
    'WebContainers are not set up for this site. The project runs in the embedded runtime instead.',
  ]);
});

test('WC3 a boot that fails or is late falls back, and the notice says why', async () => {
  const {notices, ...choice} = scene({isolated: true});
  const late = new CodecraftError('unavailable', 'WebContainers did not start within 20 seconds.');
  choice.bootWebContainer.mockRejectedValue(late);
  expect(await chooseRuntime({...choice, prefer: 'webcontainer'})).toBe(sandbox);
  expect(notices).toEqual([
    'WebContainers did not start within 20 seconds. The project runs in the embedded runtime instead.',
  ]);
});

test('WC3 a sandbox that does not start is the caller’s to know', async () => {
  const {notices: _, ...choice} = scene({isolated: false});
  choice.bootSandbox.mockRejectedValue(new Error('no worker'));
  await expect(chooseRuntime({...choice, prefer: 'webcontainer'})).rejects.toThrow('no worker');
});
