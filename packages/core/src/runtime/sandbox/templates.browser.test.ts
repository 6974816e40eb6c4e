import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {TestPage} from './browser-page.test-support.js';
import {templateFiles, templateNames} from './templates.test-support.js';

let site: TestPage;

beforeAll(async () => {
  site = await TestPage.open();
});
afterAll(() => site?.close());

test('RT-F1 create-vite has the templates that the table in docs/runtime.md lists', () => {
  const frameworks = ['lit', 'preact', 'qwik', 'react', 'solid', 'svelte', 'vanilla', 'vue'];
  expect(templateNames).toEqual(frameworks.flatMap((name) => [name, `${name}-ts`]));
});

describe.each(templateNames)('the template %s', (name) => {
  test('RT-F1 runs unmodified from npm install to a counter that counts', async () => {
    const started = await site.start(templateFiles(name));
    const {terminal, messages} = await site.lab();
    expect(started, `${terminal}\n${JSON.stringify(messages)}`).toEqual({outcome: 'painted', installCode: 0});
    const frame = await site.frame();
    const counter = frame.locator('button.counter');
    expect(await counter.textContent()).toMatch(/count is 0/i);
    await counter.click();
    await counter.click();
    // Qwik draws with the next frame.
    await expect.poll(() => counter.textContent()).toMatch(/count is 2/i);
    const images = await frame
      .locator('img')
      .evaluateAll((all) => all.map((image) => (image as HTMLImageElement).naturalWidth > 0));
    expect(images.length).toBeGreaterThan(0);
    expect(images).not.toContain(false);
    expect(site.outside).toEqual([]);
  });
});

/** Where each template says its heading, and what an edit of that file makes of a counter that stands at 2. */
const edits: [name: string, file: string, kind: string, kept: boolean][] = [
  ['react', 'src/App.jsx', 'hot', true],
  ['preact-ts', 'src/app.tsx', 'hot', true],
  ['vue', 'src/components/HelloWorld.vue', 'hot', true],
  ['svelte', 'src/App.svelte', 'hot', true],
  ['solid', 'src/App.jsx', 'reload', false],
  ['lit', 'src/my-element.js', 'reload', false],
  ['qwik', 'src/app.jsx', 'reload', false],
];

test.each(edits)('RT-F2 an edit of %s shows', async (name, file, kind, kept) => {
  const files = templateFiles(name);
  await site.start(files);
  const counter = (await site.frame()).locator('button.counter');
  await counter.click();
  await counter.click();
  const source = String(files[file]);
  expect(await site.edit({[file]: source.replace('save to test', 'see at once')})).toMatchObject({kind});
  const frame = await site.frame();
  const paragraphs = await frame.locator('p').evaluateAll((all) => all.map((one) => one.textContent));
  expect(paragraphs.join('\n')).toContain('see at once');
  expect(await frame.locator('button.counter').textContent()).toMatch(kept ? /count is 2/i : /count is 0/i);
});
