import {readFile} from 'node:fs/promises';
import type {Browser, Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {launchBrowser, Person} from './support/browser.js';
import {Codecraft} from './support/codecraft.js';

const html = `<!doctype html><meta charset="utf-8"><title>Terminal</title>
<codecraft-workspace name="Numbers" theme="light" style="display: block; height: 800px">
  <script type="text/plain" data-path="package.json">
    {"name": "numbers", "scripts": {"test": "node --test", "build": "node build.cjs"}}
  </script>
  <script type="text/plain" data-path="sum.js">
    exports.sum = (a, b) => a + b;
  </script>
  <script type="text/plain" data-path="sum.test.js">
    const test = require('node:test');
    const assert = require('node:assert');
    const {sum} = require('./sum.js');
    test('sums', () => assert.equal(sum(1, 2), 3));
  </script>
  <script type="text/plain" data-path="build.cjs">
    const fs = require('node:fs');
    fs.mkdirSync('dist', {recursive: true});
    fs.writeFileSync('dist/bundle.js', 'built');
    fs.writeFileSync('output.txt', 'written by build\\n');
    console.log('build is done');
  </script>
</codecraft-workspace>`;

/** Terminals as a person at a keyboard meets them, in a page without a server. */
describe('terminal', () => {
  let codecraft: Codecraft;
  let browser: Browser;
  let reader: Person;
  let page: Page;

  beforeAll(async () => {
    codecraft = await Codecraft.create();
    await codecraft.start();
    browser = await launchBrowser();
    reader = await Person.arrive(browser);
    page = reader.page;
    await page.goto(`${codecraft.url}/docs-page/`);
    await page.setContent(html);
    await page.addScriptTag({url: `${codecraft.url}/codecraft/codecraft.js`, type: 'module'});
  });

  afterAll(async () => {
    await browser?.close();
    await codecraft?.dispose();
  });

  const screen = () => page.locator('codecraft-terminal .xterm-rows');
  const shows = (text: string | RegExp) => screen().filter({hasText: text}).waitFor();
  const type = async (line: string) => {
    await page.keyboard.type(line);
    await page.keyboard.press('Enter');
  };
  const file = (stem: string) => page.getByRole('treeitem').filter({hasText: new RegExp(`^\\s*${stem}`)});

  it('E40 a terminal opens before anything runs, and what is typed runs there', async () => {
    await page.getByRole('button', {name: 'Open terminal'}).click();
    await shows('❯');
    await type('npm test');
    await shows(/pass 1/);
    expect(await page.getByRole('button', {name: 'Run', exact: true}).count()).toBeGreaterThan(0);
  });

  it('E41 what a command writes comes into the files, but not what a build makes', async () => {
    await type('npm run build');
    await shows('build is done');
    await file('output').click();
    await page.getByRole('tab', {name: 'output.txt', selected: true}).waitFor();
    const workspace = page.locator('codecraft-workspace');
    await expect
      .poll(() =>
        workspace.evaluate((element) => (element as unknown as {activeText(): string}).activeText()),
      )
      .toBe('written by build\n');
    expect(await file('bundle').count()).toBe(0);
    expect(await page.getByRole('treeitem').filter({hasText: 'dist'}).count()).toBe(0);
  });

  it('E42 Tab completes, the arrow brings back the line before, Ctrl C ends what runs', async () => {
    await page.getByRole('textbox', {name: /^Terminal\./}).focus();
    await page.keyboard.type('cat outp');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await shows(/written by build/);
    await type('node -e "setInterval(() => {}, 1000); console.log(40 + 2)"');
    await shows('42');
    await page.keyboard.press('Control+c');
    await shows('^C');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Control+u');
    await type('clear; pwd');
    await shows('/home/project');
  });

  it('E43 several terminals stand beside each other; ending one ends what runs in it', async () => {
    await page.getByRole('button', {name: 'New terminal'}).click();
    await page.getByRole('tab', {name: 'Terminal 2', selected: true}).waitFor();
    await shows('❯');
    await type('npx serve --port 4321');
    await page.locator('codecraft-runner iframe:not([inert])').waitFor();
    await page.getByRole('button', {name: 'End Terminal 2'}).click();
    await page.getByRole('tab', {name: 'Terminal', exact: true, selected: true}).waitFor();
    await page.locator('codecraft-runner iframe:not([inert])').waitFor({state: 'detached'});
    await shows('/home/project');
  });

  it('E44 Ctrl M lets Tab leave, and F6 goes on to the next area', async () => {
    const isInside = () =>
      page.evaluate(() => {
        let element = document.activeElement;
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        return element?.classList.contains('xterm-helper-textarea') ?? false;
      });
    await page.getByRole('textbox', {name: /^Terminal\./}).focus();
    await page.keyboard.press('Tab');
    expect(await isInside()).toBe(true);
    await page.keyboard.press('Control+m');
    await page.getByText('Tab leaves').waitFor();
    await page.keyboard.press('Shift+Tab');
    expect(await isInside()).toBe(false);
    await page.getByRole('textbox', {name: /^Terminal\./}).focus();
    await page.keyboard.press('F6');
    expect(await isInside()).toBe(false);
  });

  it('E46 the project and its build are downloaded from the menu', async () => {
    const download = async (label: string) => {
      await page.getByRole('button', {name: 'Project menu'}).click();
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', {name: label}).click(),
      ]);
      return {name: file.suggestedFilename(), text: await readFile(await file.path(), 'latin1')};
    };
    const project = await download('Download project');
    expect(project.name).toBe('numbers.zip');
    for (const path of ['package.json', 'sum.js', 'output.txt']) expect(project.text).toContain(path);
    expect(project.text).not.toContain('bundle.js');
    const build = await download('Build and download');
    expect(build.name).toBe('numbers-dist.zip');
    expect(build.text).toContain('bundle.js');
    expect(build.text).not.toContain('sum.js');
  });

  it('E47 npm install with a name changes package.json for the editor too', async () => {
    await page.getByRole('textbox', {name: /^Terminal\./}).focus();
    await type('clear; npm install preact');
    await shows(/added 1 package/);
    await file('package').click();
    const workspace = page.locator('codecraft-workspace');
    await expect
      .poll(() =>
        workspace.evaluate((element) => (element as unknown as {activeText(): string}).activeText()),
      )
      .toMatch(/"preact": "\^/);
  });

  it('E48 a program asks, and any letter can be the answer', async () => {
    await page.getByRole('textbox', {name: /^Terminal\./}).focus();
    const program =
      "console.log('w' + 'ho?'); process.stdin.once('data', (line) => { console.log('hello ' + line); process.exit() })";
    await type(`clear; node -e "${program}"`);
    await shows('who?');
    await type('Ådä 日本');
    await shows('hello Ådä 日本');
  });

  it('E45 no page throws, and nobody asks another host', () => {
    expect(reader.errors).toEqual([]);
    expect(reader.outside).toEqual([]);
  });
});
