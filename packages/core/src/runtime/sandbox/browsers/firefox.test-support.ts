import puppeteer, {type Page} from 'puppeteer-core';
import {firefoxPreferences, requireFirefox} from '../../../../../../scripts/ground/firefox.mjs';
import type {Browser, DrivenPage} from './driver.test-support.js';
import {FirefoxFrame} from './firefox-frame.test-support.js';

/** Firefox as it is shipped, by WebDriver BiDi, in a fresh profile. */
export async function launchFirefox(proxyPort: number): Promise<Browser> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: requireFirefox(),
    headless: true,
    // Without it, a release build of Firefox takes no other address for its remote settings.
    env: {...process.env, MOZ_REMOTE_SETTINGS_DEVTOOLS: '1'},
    extraPrefsFirefox: {
      ...firefoxPreferences,
      'network.proxy.type': 1,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': proxyPort,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': proxyPort,
    },
  });
  return {
    name: 'firefox',
    newPage: async () => {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      await page.evaluateOnNewDocument(recordWorkers);
      return new FirefoxPage(page);
    },
    pageCount: async () => (await browser.pages()).length,
    close: () => browser.close(),
  };
}

/** In each document: the protocol does not tell of workers. One that ends with its document is gone from the record too. */
function recordWorkers(): void {
  const running = new Map<Worker, string>();
  Object.assign(globalThis, {runningWorkers: running});
  globalThis.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      running.set(this, String(url));
    }

    override terminate(): void {
      running.delete(this);
      super.terminate();
    }
  };
}

class FirefoxPage extends FirefoxFrame implements DrivenPage {
  readonly errors: string[] = [];
  readonly #page: Page;

  constructor(page: Page) {
    super(page.mainFrame());
    this.#page = page;
    page.on('pageerror', (error) => this.errors.push(String(error)));
    page.on('dialog', (dialog) => void dialog.accept(dialog.defaultValue()));
  }

  goto(url: string): Promise<unknown> {
    return this.#page.goto(url);
  }

  url(): string {
    return this.#page.url();
  }

  async runningWorkers(): Promise<string[]> {
    const workers = await Promise.all(
      this.#page.frames().map((frame) => frame.evaluate('[...runningWorkers.values()]') as Promise<string[]>),
    );
    return workers.flat();
  }

  close(): Promise<void> {
    return this.#page.browserContext().close();
  }
}
