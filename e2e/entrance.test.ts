import type {Browser, Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {ErrorNotice} from '../packages/elements/src/events.js';
import {Site} from '../packages/party/src/testing/site.js';
import {launchBrowser, Person} from './support/browser.js';
import {Codecraft} from './support/codecraft.js';
import {signUp} from './support/steps.js';

/** Ways in besides an account, and what becomes of an account: each test goes on where the one before ended. */
describe('coming in and going', () => {
  const site = new Site();
  let codecraft: Codecraft;
  let browser: Browser;
  let mara: Person;
  let guest: Person;
  let projectUrl = '';

  beforeAll(async () => {
    await site.open();
    codecraft = await Codecraft.create({TRUSTED_ISSUERS: site.configuration});
    await codecraft.start();
    browser = await launchBrowser();
    [mara, guest] = [await Person.arrive(browser), await Person.arrive(browser)];
    await mara.page.goto(codecraft.url);
    await signUp(mara.page, {email: 'mara@school.example', name: 'Mara Lindqvist'});
    await mara.page.getByRole('button', {name: 'Static page'}).click();
    await mara.page.waitForURL(/project=/);
    await mara.page.getByRole('tree').getByText('index').waitFor();
    projectUrl = mara.page.url();
  });

  afterAll(async () => {
    await browser?.close();
    await codecraft?.dispose();
    site.close();
  });

  async function setGuests(choice: 'Off' | 'Look'): Promise<void> {
    await mara.page.getByRole('button', {name: 'Project menu'}).click();
    await mara.page.getByRole('menuitem', {name: 'Settings'}).click();
    const dialog = mara.page.getByRole('dialog');
    await dialog.getByRole('radio', {name: choice}).check();
    await dialog.getByRole('button', {name: 'Save settings'}).click();
  }

  it('E28 guests look where an admin lets them, change nothing, and go when it ends', async () => {
    await guest.page.goto(projectUrl);
    await guest.page.getByRole('tab', {name: 'Sign in'}).waitFor();
    expect(await guest.page.getByRole('button', {name: 'Look without an account'}).count()).toBe(0);
    await setGuests('Look');
    const tickets: string[] = [];
    guest.page.on('request', (request) => {
      if (request.url().endsWith('/guest-ticket')) tickets.push(request.url());
    });
    await guest.page.reload();
    await guest.page.getByRole('button', {name: 'Look without an account'}).click();
    await guest.page.getByRole('tree').getByText('index').waitFor();
    await guest.page.getByText('View only').waitFor();
    await guest.page.getByRole('button', {name: 'Sign in'}).waitFor();
    expect(await guest.page.getByRole('textbox', {name: 'Message'}).count()).toBe(0);
    expect(tickets).toHaveLength(1);
    await setGuests('Off');
    await guest.page.getByText('This project is for its members only.').waitFor();
    await guest.page.getByRole('button', {name: 'Sign in'}).click();
    await guest.page.getByRole('tab', {name: 'Sign in'}).waitFor();
  });

  it('E29 an admin sees who changed what', async () => {
    await mara.page.getByRole('button', {name: 'Project menu'}).click();
    await mara.page.getByRole('menuitem', {name: 'Settings'}).click();
    await mara.page.getByRole('tab', {name: 'Activity'}).click();
    const changes = mara.page.getByRole('list', {name: 'Changes, newest first'}).getByRole('listitem');
    await changes.first().getByText('Mara Lindqvist changed the settings: no guests').waitFor();
    await mara.page.getByText(/^1 member · \d files, \d+ KB · 0 messages · 0 AI turns/).waitFor();
    await mara.page.keyboard.press('Escape');
  });

  it('E30 a site’s token signs in, and one that is refused says why', async () => {
    const {page} = await Person.arrive(browser);
    let claims: object = {name: 'Lena', aud: 'another.example'};
    await page.exposeFunction('askSite', () => site.sign(claims));
    await page.goto(codecraft.url);
    const heard = await page.evaluateHandle(() => {
      const codes: string[] = [];
      const workspace = document.querySelector('codecraft-workspace') as HTMLElement & {token: unknown};
      workspace.addEventListener('codecraft-error', (event) => codes.push((event as ErrorNotice).error.code));
      workspace.token = () => (globalThis as unknown as {askSite(): Promise<string>}).askSite();
      return codes;
    });
    await page.getByText('This site could not sign you in').waitFor();
    expect(await page.getByRole('tab', {name: 'Sign in'}).count()).toBe(0);
    expect(await heard.jsonValue()).toEqual(['not-signed-in']);
    claims = {name: 'Lena'};
    await page.getByRole('button', {name: 'Try again'}).click();
    await page.getByRole('heading', {name: 'Projects'}).waitFor();
    await page.getByText('Lena').first().waitFor();
    await page.getByRole('button', {name: 'Static page'}).click();
    await page.getByRole('tree').getByText('index').waitFor();
  });

  async function accountMenu(page: Page, entry: string): Promise<void> {
    await page.getByRole('button', {name: 'Mara Lindqvist'}).click();
    await page.getByRole('menuitem', {name: entry}).click();
  }

  async function signIn(page: Page, password: string): Promise<void> {
    await page.getByLabel('E-mail').fill('mara@school.example');
    await page.getByLabel('Password', {exact: true}).fill(password);
    await page.getByRole('button', {name: 'Sign in', exact: true}).click();
  }

  it('E31 a password is changed, and the new one signs in', async () => {
    const {page} = mara;
    await page.goto(codecraft.url);
    await accountMenu(page, 'Change password');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Your password').fill('not the password');
    await dialog.getByLabel('New password').fill('a whole new battery');
    await dialog.getByRole('button', {name: 'Change password'}).click();
    await dialog.getByText('This is not your password. Try again.').waitFor();
    await dialog.getByLabel('Your password').fill('correct horse battery');
    await dialog.getByRole('button', {name: 'Change password'}).click();
    await dialog.getByText('Your password is changed.').waitFor();
    await page.keyboard.press('Escape');
    await accountMenu(page, 'Sign out');
    await signIn(page, 'a whole new battery');
    await page.getByRole('heading', {name: 'Projects'}).waitFor();
  });

  it('E32 an account is deleted, and is gone', async () => {
    const {page} = mara;
    await accountMenu(page, 'Delete account');
    await page.getByRole('dialog').getByLabel('Your password').fill('a whole new battery');
    await page.getByRole('dialog').getByRole('button', {name: 'Delete account'}).click();
    await signIn(page, 'a whole new battery');
    await page.getByText(/do not belong/).waitFor();
  });

  it('E10 nobody asked another host, and no page threw', () => {
    expect([...mara.outside, ...guest.outside]).toEqual([]);
    expect([...mara.errors, ...guest.errors]).toEqual([]);
  });
});
