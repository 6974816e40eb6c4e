import {afterAll, beforeAll, expect, test} from 'vitest';
import {TestPage} from './browser-page.test-support.js';

let site: TestPage;

beforeAll(async () => {
  site = await TestPage.open();
});
afterAll(() => site?.close());

/** A worker that reaches for what it must not have, and tells what became of it. */
const files = {
  'index.html': '<!doctype html><p>App</p><script type="module" src="/main.js"></script>',
  'main.js': `const worker = new Worker(new URL('./work.js', import.meta.url), {type: 'module'});
worker.onmessage = ({data}) => { window.found = data; };`,
  'work.js': `const attempt = async (what) => {
  try { return String(await what()); } catch (error) { return error.name; }
};
postMessage({
  origin: self.origin,
  storage: await attempt(() => indexedDB.open('x').onsuccess),
  caches: await attempt(() => self.caches.open('x')),
  me: await attempt(() => new Promise((resolve, reject) => {
    // The browser's own: ours takes this computer for the project.
    const request = new (Object.getPrototypeOf(XMLHttpRequest))();
    request.withCredentials = true;
    request.onload = () => resolve('reached');
    request.onerror = () => reject(new TypeError('refused'));
    request.open('GET', 'SITE/api/me');
    request.send();
  })),
  outside: await attempt(() => fetch('https://OUTSIDE/secret')),
});`,
};

declare global {
  /** Set by the app. */
  var found: unknown;
}

/** The app asks a host of the policy's name. */
async function factsWith(network: 'open' | 'none'): Promise<Record<string, string>> {
  const host = new URL(site.page.url()).origin;
  await site.start(
    {...files, 'work.js': files['work.js'].replace('SITE', host).replace('OUTSIDE', `${network}.example`)},
    {commands: ['npx serve'], network},
  );
  const frame = await site.frame();
  await expect.poll(() => frame.evaluate(() => typeof found)).toBe('object');
  return frame.evaluate(() => found as Record<string, string>);
}

test('RT-W1 a worker of the app has no origin, and reaches neither the site nor its cookies', async () => {
  const before = site.cookies.length;
  const facts = await factsWith('open');
  expect(facts).toMatchObject({origin: 'null', storage: 'SecurityError', me: 'TypeError'});
  expect(site.cookies.slice(before).filter((line) => line.startsWith('/api/me'))).toEqual([]);
});

test('RT-W2 the network policy holds in workers', async () => {
  await factsWith('open');
  expect(await factsWith('none')).toMatchObject({outside: 'TypeError'});
  expect(site.outside, 'where it is open, the request leaves').toEqual(['https://open.example']);
});

test('RT-W3 workers end with the document that started them', async () => {
  await factsWith('open');
  const count = async () => (await site.page.runningWorkers()).length;
  const before = await count();
  for (let round = 0; round < 3; round++) await factsWith('open');
  await expect.poll(count).toBe(before);
});
