import {type Browser, type BrowserContext, chromium, type Page} from 'playwright-core';
import {chromiumFlags, requireChromium} from '../../scripts/ground/chromium.mjs';

/** Chromium that can resolve no name but this machine's own. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: requireChromium(),
    args: [...chromiumFlags, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1'],
  });
}

/** One person with a browser profile of their own. Notes every problem that must not happen. */
export class Person {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Addresses outside this machine that were asked for. */
  readonly outside: string[] = [];
  /** Uncaught errors of the page. */
  readonly errors: string[] = [];

  private constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
    context.on('request', (request) => {
      const {protocol, hostname} = new URL(request.url());
      if (!/^(https?|wss?):$/.test(protocol)) return;
      if (!['localhost', '127.0.0.1', 'app.preview.invalid'].includes(hostname))
        this.outside.push(request.url());
    });
    page.on('pageerror', (error) => this.errors.push(String(error.stack ?? error)));
  }

  static async arrive(browser: Browser, options: Parameters<Browser['newContext']>[0] = {}): Promise<Person> {
    const context = await browser.newContext({viewport: {width: 1440, height: 900}, ...options});
    return new Person(context, await context.newPage());
  }

  async leave(): Promise<void> {
    await this.context.close();
  }
}
