import {chromium, type Frame, type Page, type Browser as PlaywrightBrowser} from 'playwright-core';
import {chromiumFlags, requireChromium} from '../../../../../../scripts/ground/chromium.mjs';
import type {Browser, DrivenFrame, DrivenPage} from './driver.test-support.js';

/** Chromium by playwright, whose own interface is what ours was taken from. */
export async function launchChromium(proxy: string): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: requireChromium(),
    // As a flag: playwright's own option would send this computer's addresses through the proxy too.
    args: [...chromiumFlags, `--proxy-server=${proxy}`],
  });
  return {
    name: 'chromium',
    newPage: () => openPage(browser),
    pageCount: async () => browser.contexts().flatMap((context) => context.pages()).length,
    close: () => browser.close(),
  };
}

async function openPage(browser: PlaywrightBrowser): Promise<DrivenPage> {
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('dialog', (dialog) => void dialog.accept(dialog.defaultValue()));
  const runningWorkers = async () => page.workers().map((worker) => worker.url());
  return Object.assign(withFrames(page), {errors, runningWorkers}) as DrivenPage;
}

/** Adds the one thing that playwright does by way of element handles. */
function withFrames(target: Page | Frame): DrivenFrame {
  const frameIn = async (selector: string) => {
    const handle = await target.$(selector);
    const frame = await handle?.contentFrame();
    return frame ? withFrames(frame) : undefined;
  };
  return Object.assign(target, {frameIn}) as unknown as DrivenFrame;
}
