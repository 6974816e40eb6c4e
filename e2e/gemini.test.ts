import {type FakeGemini, startFakeGemini} from '@codecraft/party/testing';
import type {Browser} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {launchBrowser, Person} from './support/browser.js';
import {Codecraft} from './support/codecraft.js';
import {preview, run, signUp} from './support/steps.js';

const page = `Here is a page that counts.

<codecraft-file path="index.html">
<!doctype html>
<title>Counter</title>
<button id="more">0</button>
<script type="module" src="counter.js"></script>
</codecraft-file>
<codecraft-file path="counter.js">
const button = document.querySelector('#more');
button.addEventListener('click', () => {
  button.textContent = String(Number(button.textContent) + 1);
});
</codecraft-file>
<codecraft-file path="README.md">
# Counter

\`\`\`sh
npx serve
\`\`\`
</codecraft-file>

Press the button.`;

/** The real client of `@google/genai` in the party, and a server on this machine that speaks Gemini's protocol. */
describe('with a key', () => {
  let gemini: FakeGemini;
  let codecraft: Codecraft;
  let browser: Browser;
  let mara: Person;

  beforeAll(async () => {
    gemini = await startFakeGemini();
    codecraft = await Codecraft.create({GEMINI_API_KEY: 'key-of-the-test', GEMINI_BASE_URL: gemini.url});
    await codecraft.start();
    browser = await launchBrowser();
    mara = await Person.arrive(browser);
    await mara.page.goto(codecraft.url);
    await signUp(mara.page, {email: 'mara@school.example', name: 'Mara Lindqvist'});
  });

  afterAll(async () => {
    await browser?.close();
    await codecraft?.dispose();
    await gemini?.stop();
  });

  it('E18 @ai writes a project as the reply streams, and it runs', async () => {
    gemini.answerWith(...(page.match(/[\s\S]{1,40}/g) ?? []).map((text) => ({text})), {finish: 'STOP'});
    await mara.page.getByRole('textbox', {name: 'What to build'}).fill('a page that counts');
    await mara.page.getByRole('button', {name: 'Create'}).click();
    await mara.page.getByRole('log').getByText('Press the button.').waitFor();
    await mara.page.getByRole('treeitem').filter({hasText: 'README'}).waitFor();
    expect(gemini.requests[0]).toMatchObject({model: 'gemini-3.8-flash', key: 'key-of-the-test'});
    expect(JSON.stringify(gemini.requests[0]?.body)).toContain('a page that counts');
    await run(mara.page);
    const button = preview(mara.page).getByRole('button');
    await button.click();
    await button.click();
    await expect.poll(() => button.textContent()).toBe('2');
  });

  it('E19 a reply that is not a project is shown as text and writes nothing', async () => {
    gemini.answerWith({text: 'I would rather talk about **files** first.'}, {finish: 'STOP'});
    const before = await mara.page.getByRole('treeitem').count();
    await send('@ai what do you think?');
    await mara.page.getByRole('log').getByText('I would rather talk about files first.').waitFor();
    expect(await mara.page.getByRole('treeitem').count()).toBe(before);
  });

  it('E20 a reply cut in the middle of a file says so and leaves that file as it was', async () => {
    gemini.answerWith({text: '<codecraft-file path="counter.js">\nconst broken ='}, {cut: true});
    await send('@ai make it count by two');
    await mara.page
      .getByRole('log')
      .getByText(/counter\.js/)
      .last()
      .waitFor();
    const text = await mara.page.evaluate(async () => {
      const {project} = document.querySelector('codecraft-workspace') as unknown as {
        project: {
          fileAt(path: string): {id: string};
          openDocument(id: string): Promise<{text: {toString(): string}}>;
        };
      };
      return (await project.openDocument(project.fileAt('counter.js').id)).text.toString();
    });
    expect(text).toContain('addEventListener');
  });

  it('E21 the key never reaches the page', async () => {
    expect(await mara.page.content()).not.toContain('key-of-the-test');
    expect(mara.outside).toEqual([]);
    expect(mara.errors).toEqual([]);
  });

  async function send(text: string) {
    const composer = mara.page.getByRole('textbox', {name: 'Message'});
    await composer.fill(text);
    await composer.press('Enter');
  }
});
