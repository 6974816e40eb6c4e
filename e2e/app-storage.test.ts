import type {Browser} from 'playwright-core';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {launchBrowser, Person} from './support/browser.js';
import {Codecraft} from './support/codecraft.js';

const workspace = (name: string, attributes: string) => `
<codecraft-workspace layout="embed" name="${name}" ${attributes} style="height: 300px">
  <script type="text/plain" data-path="index.html">
    <!doctype html><output></output><script type="module" src="/main.js"><\\/script>
  </script>
  <script type="text/plain" data-path="main.js">
    localStorage.starts = Number(localStorage.starts ?? 0) + 1;
    document.querySelector('output').textContent = 'Start ' + localStorage.starts;
  </script>
</codecraft-workspace>`;

let codecraft: Codecraft;
let browser: Browser;
let reader: Person;

beforeAll(async () => {
  codecraft = await Codecraft.create();
  await codecraft.start();
  browser = await launchBrowser();
  reader = await Person.arrive(browser, {viewport: {width: 1280, height: 1100}});
  const body = `<!doctype html><meta charset="utf-8"><title>Kept</title>
${workspace('Kept', 'draft-key="kept"')}${workspace('Loose', '')}
<script type="module" src="/codecraft/codecraft.js"></script>`;
  await reader.context.route('**/kept-page/', (route) => route.fulfill({contentType: 'text/html', body}));
});

afterAll(async () => {
  await browser?.close();
  await codecraft?.dispose();
});

const starts = (name: string, count: number) =>
  reader.page
    .locator(`codecraft-workspace[name="${name}"] codecraft-runner iframe:not([inert])`)
    .contentFrame()
    .getByText(`Start ${count}`, {exact: true})
    .waitFor();

/** What lies in the browser, by project. */
const kept = () =>
  reader.page.evaluate(
    () =>
      new Promise<unknown>((resolve, reject) => {
        const opening = indexedDB.open('codecraft-app-storage');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const entries = opening.result
            .transaction('entries')
            .objectStore('entries')
            .get('/kept-page/ kept');
          entries.onsuccess = () => resolve(entries.result);
        };
      }),
  );

it('E51 what an app has in its localStorage is there after the page was loaded again, for that app alone', async () => {
  await reader.page.goto(`${codecraft.url}/kept-page/`);
  await Promise.all([starts('Kept', 1), starts('Loose', 1)]);
  await expect.poll(kept).toEqual({starts: '1'});
  await reader.page.reload();
  await Promise.all([starts('Kept', 2), starts('Loose', 1)]);
  await expect.poll(kept).toEqual({starts: '2'});
});

it('E51 what lies there and is not ours is not handed to the app', async () => {
  await reader.page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('codecraft-app-storage');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const writing = opening.result.transaction('entries', 'readwrite');
          writing.objectStore('entries').put({starts: {valueOf: 'seven'}}, '/kept-page/ kept');
          writing.oncomplete = () => resolve();
        };
      }),
  );
  await reader.page.reload();
  await starts('Kept', 1);
  expect(reader.errors).toEqual([]);
});
