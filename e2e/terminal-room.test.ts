import type {Browser, Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {launchBrowser, Person} from './support/browser.js';
import {Codecraft} from './support/codecraft.js';
import {signUp} from './support/steps.js';

/** Terminals in a room: each runs where it is typed, and what members' commands write is everyone's. */
describe('terminals in a room', () => {
  let codecraft: Codecraft;
  let browser: Browser;
  let mara: Person;
  let jonas: Person;
  let tomas: Person;

  beforeAll(async () => {
    codecraft = await Codecraft.create();
    await codecraft.start();
    browser = await launchBrowser();
    mara = await Person.arrive(browser);
    jonas = await Person.arrive(browser);
    tomas = await Person.arrive(browser);
    await mara.page.goto(codecraft.url);
    await signUp(mara.page, {email: 'mara@school.example', name: 'Mara Lindqvist'});
    await mara.page.getByRole('textbox', {name: 'What to build'}).fill('a page');
    await mara.page.getByRole('button', {name: 'Create'}).click();
    await mara.page.waitForURL(/project=/);
    await join(jonas.page, 'jonas@school.example', 'Jonas Okafor', /Member/);
    await join(tomas.page, 'tomas@school.example', 'Tomás Vidal', /Viewer/);
  });

  afterAll(async () => {
    await browser?.close();
    await codecraft?.dispose();
  });

  async function join(page: Page, email: string, name: string, role: RegExp): Promise<void> {
    await mara.page.getByRole('button', {name: 'Invite'}).first().click();
    const dialog = mara.page.getByRole('dialog');
    await dialog.getByLabel('E-mail').fill(email);
    await mara.page.keyboard.press('Enter');
    await dialog.getByRole('radio', {name: role}).check({force: true});
    await dialog.getByRole('button', {name: /^Send/}).click();
    await page.goto(codecraft.url);
    await signUp(page, {email, name});
    await page.getByRole('button', {name: 'Join'}).click();
    await page.goto(mara.page.url());
    await page.getByRole('button', {name: 'Open terminal'}).waitFor();
  }

  async function type(page: Page, line: string): Promise<void> {
    await page.keyboard.type(line);
    await page.keyboard.press('Enter');
  }

  async function openTerminal(page: Page): Promise<void> {
    await page.getByRole('button', {name: 'Open terminal'}).click();
    await page.locator('codecraft-terminal .xterm-rows').filter({hasText: '❯'}).waitFor();
  }

  const file = (page: Page, stem: string) =>
    page.getByRole('treeitem').filter({hasText: new RegExp(`^\\s*${stem}\\s*\\.`)});

  it('E49 what a member’s command writes is there for everyone, and in their terminals', async () => {
    await openTerminal(mara.page);
    await openTerminal(jonas.page);
    await type(jonas.page, 'echo from Jonas > note.txt');
    await file(mara.page, 'note').waitFor();
    await expect
      .poll(async () => {
        await type(mara.page, 'clear; cat note.txt');
        return mara.page.locator('codecraft-terminal .xterm-rows').textContent();
      })
      .toMatch(/from\sJonas/);
    await type(mara.page, 'mv note.txt kept.txt');
    await file(jonas.page, 'kept').waitFor();
    await file(jonas.page, 'note').waitFor({state: 'detached'});
  });

  it('E50 what a viewer’s command writes stays with them, and they are told', async () => {
    await openTerminal(tomas.page);
    await type(tomas.page, 'echo mine > kept.txt; cat kept.txt');
    await tomas.page.getByText('who views a project does not edit it').waitFor();
    await tomas.page.locator('codecraft-terminal .xterm-rows').filter({hasText: 'mine'}).waitFor();
    await type(mara.page, 'clear; cat kept.txt');
    await mara.page.locator('codecraft-terminal .xterm-rows').filter({hasText: 'from Jonas'}).waitFor();
  });

  it('E50 no page throws, and nobody asks another host', () => {
    for (const person of [mara, jonas, tomas]) {
      expect(person.errors).toEqual([]);
      expect(person.outside).toEqual([]);
    }
  });
});
