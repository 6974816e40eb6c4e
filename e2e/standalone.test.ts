import type {Browser} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {launchBrowser, Person} from './support/browser.js';
import {Codecraft} from './support/codecraft.js';
import {editor, timed} from './support/steps.js';

/** A documentation page with two workspaces in it, and no server behind them. */
describe('standalone', () => {
  let codecraft: Codecraft;
  let browser: Browser;
  let reader: Person;

  beforeAll(async () => {
    codecraft = await Codecraft.create();
    await codecraft.start();
    browser = await launchBrowser();
    reader = await Person.arrive(browser, {viewport: {width: 1280, height: 960}});
  });

  afterAll(async () => {
    await browser?.close();
    await codecraft?.dispose();
  });

  const counter = () => reader.page.locator('codecraft-workspace[name="Counter"]');
  const lamp = () => reader.page.locator('codecraft-workspace[name="Lamp"]');
  const appOf = (workspace: ReturnType<typeof counter>) =>
    workspace.locator('codecraft-runner iframe:not([inert])').contentFrame();

  /** An example starts when it is seen. */
  async function run(workspace: ReturnType<typeof counter>) {
    await workspace.scrollIntoViewIfNeeded();
    await workspace.locator('codecraft-runner iframe:not([inert])').waitFor();
  }

  it('E11 shows the files of the page, edits them, and runs them', async () => {
    await reader.page.goto(`${codecraft.url}/docs-page/`);
    await timed('docs page to counter', async () => {
      await run(counter());
      await appOf(counter()).getByText('10', {exact: true}).waitFor();
    });
    await appOf(counter()).getByRole('button', {name: 'More'}).click();
    await appOf(counter()).getByText('11', {exact: true}).waitFor();
    await counter().locator('.monaco-editor .view-line').first().waitFor();
    expect(await editor(reader.page, counter()).replace(/count \+ 1/, 'count + 5')).toBe(true);
    await expect
      .poll(async () => {
        await appOf(counter()).getByRole('button', {name: 'More'}).click();
        return Number(await appOf(counter()).locator('output').textContent()) % 5;
      })
      .toBe(1);
  });

  it('E12 two workspaces on a page keep apart', async () => {
    await lamp().scrollIntoViewIfNeeded();
    await run(lamp());
    const desk = appOf(lamp()).getByLabel('The lamp on the desk');
    await desk.check();
    await appOf(lamp()).getByText('The lamp on the desk is on').waitFor();
    await appOf(lamp()).getByText('The lamp by the door is off').waitFor();
    expect(await appOf(counter()).locator('output').count()).toBe(1);
  });

  it('E13 keeps the reader’s changes in this browser, and Reset goes back to the page’s files', async () => {
    await reader.page.waitForTimeout(500); // the draft is written after the last keystroke
    await reader.page.reload();
    await counter().locator('.monaco-editor .view-line').first().waitFor();
    await expect.poll(() => editor(reader.page, counter()).text()).toContain('count + 5');
    await counter().getByRole('button', {name: 'Reset'}).click();
    await expect.poll(() => editor(reader.page, counter()).text()).toContain('count + 1');
  });

  it('E14 taking a workspace out and putting it back leaves one of everything', async () => {
    const before = await reader.page.evaluate(async () => {
      const workspace = document.querySelector('codecraft-workspace[name="Lamp"]');
      const parent = workspace?.parentElement;
      for (let round = 0; round < 3; round++) {
        workspace?.remove();
        await new Promise((resolve) => setTimeout(resolve, 50));
        if (workspace) parent?.prepend(workspace);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return document.querySelectorAll('codecraft-workspace').length;
    });
    expect(before).toBe(2);
    await lamp().locator('.monaco-editor').waitFor();
    expect(await lamp().locator('codecraft-editor').count()).toBe(1);
    expect(await lamp().locator('.monaco-editor[role="code"], .monaco-editor').count()).toBe(1);
    await run(lamp());
    await appOf(lamp()).getByLabel('The lamp on the desk').waitFor();
    expect(await lamp().locator('codecraft-runner iframe:not([inert])').count()).toBe(1);
  });

  it('E27 taking a running workspace out frees its worker and frame, however often', async () => {
    const client = await reader.context.newCDPSession(reader.page);
    const rounds = 6;
    const counts: {workers: number; frames: number; nodes: number}[] = [];
    for (let round = 0; round < rounds; round++) {
      await run(lamp());
      await appOf(lamp()).getByLabel('The lamp on the desk').waitFor();
      await lamp().evaluate(async (workspace) => {
        const {parentElement} = workspace;
        workspace.remove();
        await new Promise((resolve) => setTimeout(resolve, 300));
        parentElement?.prepend(workspace);
      });
      await lamp().locator('.monaco-editor .view-line').first().waitFor();
      await run(lamp());
      await appOf(lamp()).getByLabel('The lamp on the desk').waitFor();
      await client.send('HeapProfiler.collectGarbage');
      const {nodes} = await client.send('Memory.getDOMCounters');
      counts.push({workers: reader.page.workers().length, frames: reader.page.frames().length, nodes});
    }
    const [, first] = counts;
    const last = counts.at(-1);
    expect(last?.workers).toBe(first?.workers);
    expect(last?.frames).toBe(first?.frames);
    // What one round leaves may be a cache; what every round leaves is a leak.
    expect((last?.nodes ?? 0) - (first?.nodes ?? 0)).toBeLessThan((rounds - 2) * 150);
  });

  it('E15 the script loaded twice registers nothing twice', async () => {
    await reader.page.addScriptTag({url: '/codecraft/codecraft.js?again', type: 'module'});
    await reader.page.waitForTimeout(300);
    expect(reader.errors).toEqual([]);
  });

  it('E16 files that cannot be taken are named, with what to do', async () => {
    await reader.page.setContent(`
      <codecraft-workspace style="display:block;height:300px">
        <script type="text/plain" data-path="../secret.js">1</script>
        <script type="text/plain">no path</script>
        <pre data-path="a.js">1</pre><pre data-path="a.js">2</pre>
      </codecraft-workspace>`);
    await reader.page.addScriptTag({url: `${codecraft.url}/codecraft/codecraft.js`, type: 'module'});
    const alert = reader.page.getByRole('alert');
    await alert.getByText('../secret.js').waitFor();
    await alert.getByText('has no path').waitFor();
    await alert.getByText('a.js is given twice').waitFor();
  });

  it('E17 asks no other host for anything, also no server of ours', () => {
    expect(reader.outside).toEqual([]);
    expect(reader.errors).toEqual([]);
  });
});
