import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {chromium} from 'playwright-core';

/**
 * Runs `work` with a browser that has never been anywhere. `open` gives it a new page each time it is called; what the
 * browser keeps on disk stays in between.
 */
export async function withFreshProfile(work) {
  const folder = await mkdtemp(path.join(tmpdir(), 'codecraft-bench-'));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    viewport: {width: 800, height: 600},
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
    ],
  });
  try {
    const open = async (address) => {
      const page = await context.newPage();
      // A page behind another one is given no frames to draw.
      await page.bringToFront();
      await page.goto(address);
      return page;
    };
    return await work(open, context);
  } finally {
    await context.close();
    await rm(folder, {recursive: true, force: true});
  }
}
