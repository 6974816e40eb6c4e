import {afterAll, beforeAll, expect, test} from 'vitest';
import {TestPage} from './browser-page.test-support.js';
import {typeScriptProject} from './sample-projects.test-support.js';

/*
 * An app in a loop. Chromium runs frames without an origin in a process of their own, all of a site in one: these tests
 * have a browser of their own. In Firefox such a frame shares the process of the page, which then stands still.
 */

let site: TestPage;

beforeAll(async () => {
  site = await TestPage.open();
});
afterAll(() => site?.close());

test('leaves the page working, is noticed, and the next change starts it again', async () => {
  await site.start({...typeScriptProject, 'src/main.ts': 'setTimeout(() => { for (;;); }, 1000);'});
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(await site.hostTicks()).toBeGreaterThan(5);
  await expect.poll(() => site.failure(), {timeout: 15_000}).toContain('it may be in a loop');
  expect(await site.edit({'src/main.ts': "document.body.textContent = 'calm';"})).toEqual({
    type: 'recovered',
  });
  expect(await site.text('body')).toContain('calm');
});

test('can be stopped', async () => {
  await site.start({...typeScriptProject, 'src/main.ts': 'setTimeout(() => { for (;;); }, 1000);'});
  const code = await site.page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const {server} = labs['first']!;
    server!.kill();
    return server!.exit;
  });
  expect(code).toBe(143);
  expect(await site.text('body')).toContain('Run the app to see it again.');
});
