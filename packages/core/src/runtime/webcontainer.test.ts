import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {FakeClient} from '../testing/webcontainer-fake/fake-client.js';
import {bootWebContainer} from './webcontainer.js';

let client: FakeClient;
const boot = (options: Parameters<typeof bootWebContainer>[0] = {}) =>
  bootWebContainer({load: client.load, ...options});

beforeEach(() => {
  vi.stubGlobal('crossOriginIsolated', true);
  client = new FakeClient();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('WC2 a page that is not cross-origin isolated is refused before anything is loaded', async () => {
  vi.stubGlobal('crossOriginIsolated', false);
  await expect(boot()).rejects.toMatchObject({
    code: 'unsupported',
    message: expect.stringContaining('Cross-Origin-Opener-Policy: same-origin'),
  });
  expect(client.loads).toBe(0);
});

test('WC4 two runtimes share one container, each in a folder of its own', async () => {
  const [first, second] = await Promise.all([boot(), boot()]);
  expect(client.containers).toHaveLength(1);
  expect([first.workdir, second.workdir]).toEqual(['/home/codecraft/project', '/home/codecraft/project-2']);
  expect(client.containers[0]?.calls).toEqual([
    'fs.mkdir project {"recursive":true}',
    'fs.mkdir project-2 {"recursive":true}',
  ]);
});

test('WC4 a folder’s name is the caller’s, and never that of another runtime', async () => {
  const workdirs = [];
  for (const workdirName of ['shop-2', 'shop', 'shop']) workdirs.push((await boot({workdirName})).workdir);
  expect(workdirs).toEqual(['/home/codecraft/shop-2', '/home/codecraft/shop', '/home/codecraft/shop-3']);
  await expect(boot({workdirName: '../x'})).rejects.toMatchObject({code: 'invalid-input'});
});

test('WC4 the last teardown ends the container, and a boot after it starts another', async () => {
  const [first, second] = await Promise.all([boot(), boot()]);
  first.teardown();
  first.teardown();
  await settled();
  expect(client.containers[0]?.isTornDown).toBe(false);
  expect(client.containers[0]?.calls.at(-1)).toBe('fs.rm project {"recursive":true,"force":true}');
  second.teardown();
  await settled();
  expect(client.containers[0]?.isTornDown).toBe(true);
  expect(client.containers[0]?.listenerCount).toBe(0);
  const third = await boot();
  expect(client.containers).toHaveLength(2);
  expect(third.workdir).toBe('/home/codecraft/project');
});

test('WC4 a boot after the last teardown, before it took effect, keeps the container', async () => {
  const first = await boot();
  first.teardown();
  const second = await boot();
  await settled();
  expect(client.containers).toHaveLength(1);
  expect(client.containers[0]?.isTornDown).toBe(false);
  expect(second.workdir).toBe('/home/codecraft/project-2');
});

test('WC4 a runtime that was torn down refuses with a reason', async () => {
  const runtime = await boot();
  runtime.teardown();
  const refusal = {code: 'unavailable', message: expect.stringContaining('torn down')};
  await expect(runtime.spawn('node')).rejects.toMatchObject(refusal);
  await expect(runtime.fs.writeFile('a', '')).rejects.toMatchObject(refusal);
  await expect(runtime.mount({})).rejects.toMatchObject(refusal);
});

test('WC3 a boot that hangs ends at the time limit', async () => {
  vi.useFakeTimers();
  client.plan.push('hang');
  const late = expect(boot({timeoutMs: 5000})).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('within 5 seconds'),
  });
  await vi.advanceTimersByTimeAsync(4999);
  expect(client.bootOptions).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  await late;
});

test('WC3 a boot that comes up after everyone left is torn down', async () => {
  vi.useFakeTimers();
  client.plan.push('hang');
  const late = expect(boot()).rejects.toMatchObject({code: 'unavailable'});
  await vi.advanceTimersByTimeAsync(20_000);
  await late;
  client.comeUp();
  await vi.advanceTimersByTimeAsync(0);
  expect(client.containers.map(({isTornDown}) => isTornDown)).toEqual([true]);
});

test('WC3 who asks again while a boot hangs waits for the same one', async () => {
  vi.useFakeTimers();
  client.plan.push('hang');
  const late = expect(boot()).rejects.toMatchObject({code: 'unavailable'});
  await vi.advanceTimersByTimeAsync(20_000);
  await late;
  const again = boot();
  await vi.advanceTimersByTimeAsync(10);
  client.comeUp();
  await vi.advanceTimersByTimeAsync(0);
  expect((await again).kind).toBe('webcontainer');
  expect(client.bootOptions).toHaveLength(1);
});

test('WC3 a refused boot gives the client’s reason, and the next boot tries anew', async () => {
  client.plan.push(new Error('This domain is not allowed.'));
  await expect(boot()).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('refused to start: This domain is not allowed. Check'),
  });
  expect((await boot()).kind).toBe('webcontainer');
});

test('WC3 a client that cannot be loaded is unavailable', async () => {
  const load = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));
  await expect(bootWebContainer({load})).rejects.toMatchObject({code: 'unavailable'});
});

test('WC5 the licence key is set once, before the first boot, and cannot change', async () => {
  const asked: string[] = [];
  const beforeBoot = () => void asked.push(`hook after ${client.bootOptions.length} boots`);
  const options = {apiKey: 'site-key', beforeBoot, coep: 'credentialless'} as const;
  (await boot(options)).teardown();
  await settled();
  await boot(options);
  expect(client.keys).toEqual(['site-key']);
  expect(asked).toEqual(['hook after 0 boots']);
  expect(client.bootOptions[0]).toMatchObject({coep: 'credentialless', forwardPreviewErrors: true});
  await expect(boot({...options, apiKey: 'other'})).rejects.toMatchObject({code: 'conflict'});
});

test('WC5 a hook that fails runs again at the next boot', async () => {
  const beforeBoot = vi.fn().mockRejectedValueOnce(new Error('offline'));
  await expect(boot({beforeBoot})).rejects.toMatchObject({code: 'unavailable'});
  await boot({beforeBoot});
  expect(beforeBoot).toHaveBeenCalledTimes(2);
});

/** Every promise that can settle by itself has. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
