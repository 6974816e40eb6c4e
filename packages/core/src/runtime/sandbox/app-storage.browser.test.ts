import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {TestPage} from './browser-page.test-support.js';

const app = {
  'index.html': '<!doctype html><p>App</p><script type="module" src="/main.js"></script>',
  'main.js': `window.all = () => Object.assign({}, localStorage);
window.visit = () => {
  localStorage.visits = Number(localStorage.visits) + 1;
  localStorage.setItem('name', 'Ada');
  localStorage.removeItem('theme');
};
window.clearAll = () => localStorage.clear();
window.keepLast = () => {
  sessionStorage.draft = 'x';
  localStorage.last = 'y';
};
window.write = (length) => {
  try {
    localStorage.large = 'x'.repeat(length);
    return 'written';
  } catch (error) {
    return error.name;
  }
};`,
};

let site: TestPage;

beforeAll(async () => {
  site = await TestPage.open();
});
afterAll(() => site?.close());

beforeEach(async () => {
  await site.start(app, {commands: ['npx serve'], localStorage: {theme: 'dark', visits: '4'}});
  await site.page.evaluate(() => {
    const lab = labs['first'] as unknown as {told: unknown[]};
    lab.told = [];
    labs['first']!.runtime.on('local-storage', (entries) => lab.told.push(entries));
  });
});

/** Calls a function of the app. */
const inApp = async (name: string, argument?: number): Promise<unknown> =>
  (await site.frame()).evaluate(
    ({name, argument}: {name: string; argument: number | undefined}) =>
      (globalThis as unknown as Record<string, (argument?: number) => unknown>)[name]?.(argument) ?? null,
    {name, argument},
  );
const lastTold = () =>
  site.page.evaluate(() => (labs['first'] as unknown as {told: unknown[]}).told.at(-1) ?? null);

test('RT-K1 the app finds what it was given, and what it then has is told', async () => {
  expect(await inApp('all')).toEqual({theme: 'dark', visits: '4'});
  await inApp('visit');
  await expect.poll(lastTold).toEqual({visits: '5', name: 'Ada'});
  await inApp('clearAll');
  await expect.poll(lastTold).toEqual({});
});

test('RT-K1 what belongs to a tab is not told', async () => {
  await inApp('keepLast');
  await expect.poll(lastTold).toEqual({theme: 'dark', visits: '4', last: 'y'});
});

test('RT-K2 where it is full the app gets a QuotaExceededError, and what was there stays', async () => {
  const write = (length: number) => inApp('write', length);
  expect(await write(5_000_001)).toBe('QuotaExceededError');
  expect(await write(3_000_000)).toBe('written');
  // What it replaces does not count.
  expect(await write(4_000_000)).toBe('written');
  const lengths = () =>
    site.page.evaluate(() => {
      const entries = (labs['first'] as unknown as {told: Record<string, string>[]}).told.at(-1) ?? {};
      return Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, value.length]));
    });
  await expect.poll(lengths).toEqual({theme: 4, visits: 1, large: 4_000_000});
});
