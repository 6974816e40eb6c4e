import {createServer, type Server} from 'node:http';
import type {Browser} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {launchBrowser, Person} from './support/browser.js';
import {Codecraft} from './support/codecraft.js';
import {signUp} from './support/steps.js';

describe('what is refused', () => {
  let codecraft: Codecraft;
  let browser: Browser;
  let person: Person;

  beforeAll(async () => {
    codecraft = await Codecraft.create();
    await codecraft.start();
    browser = await launchBrowser();
    person = await Person.arrive(browser);
    await person.page.goto(codecraft.url);
    await signUp(person.page, {email: 'mara@school.example', name: 'Mara Lindqvist'});
    await person.page.getByRole('heading', {name: 'Projects'}).waitFor();
  });

  afterAll(async () => {
    await browser?.close();
    await codecraft?.dispose();
  });

  it('E22 a project that is not there, or not mine, is the same sentence', async () => {
    await person.page.goto(`${codecraft.url}/#project=${'a'.repeat(20)}`);
    await person.page.reload();
    await person.page.getByRole('alert').getByText('project', {exact: false}).first().waitFor();
    await person.page.goto(codecraft.url);
  });

  it('E23 a wrong password and an unknown e-mail are the same sentence, under the field', async () => {
    const other = await Person.arrive(browser);
    await other.page.goto(codecraft.url);
    const sentences: string[] = [];
    for (const email of ['mara@school.example', 'nobody@school.example']) {
      await other.page.getByLabel('E-mail').fill(email);
      await other.page.getByLabel('Password', {exact: true}).fill('not the password');
      await other.page.getByRole('button', {name: 'Sign in', exact: true}).click();
      const error = other.page.getByText(/do not (match|belong)/);
      await error.waitFor();
      sentences.push((await error.textContent()) ?? '');
      await other.page.reload();
    }
    expect(sentences[0]).toBe(sentences[1]);
    await other.leave();
  });

  it('E24 a taken e-mail and a short password are refused under their fields, and nothing typed is lost', async () => {
    const other = await Person.arrive(browser);
    await other.page.goto(codecraft.url);
    await signUp(other.page, {email: 'mara@school.example', name: 'Other Mara', password: 'short'});
    await other.page.getByText(/5 characters/).waitFor();
    await other.page.getByLabel('Password', {exact: true}).fill('long enough for this');
    await other.page.getByRole('button', {name: 'Create account'}).click();
    await other.page
      .getByText(/mara@school\.example|already/i)
      .first()
      .waitFor();
    expect(await other.page.getByLabel('Name').inputValue()).toBe('Other Mara');
    expect(await other.page.getByLabel('E-mail').inputValue()).toBe('mara@school.example');
    await other.leave();
  });

  it('E25 a taken port is a sentence that says what to do', async () => {
    const taken = await listenOnFreePort();
    const second = await Codecraft.create({PORT: String(taken.port)});
    await expect(second.start()).rejects.toThrow(/Port \d+ is taken.*PORT=\d+ npm start/s);
    await second.dispose();
    taken.server.close();
  });
});

function listenOnFreePort(): Promise<{server: Server; port: number}> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address && typeof address === 'object') resolve({server, port: address.port});
    });
  });
}
