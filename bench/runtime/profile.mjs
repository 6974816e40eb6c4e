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
    await context.addInitScript(watchForSign);
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

/**
 * Runs in every document before its own scripts. The app under test writes what it shows to `data-shown` on its body, or
 * has a heading; whenever that is new, the page around is told: once as soon as it is in the document with its styles
 * computed, and once after the frame with it was drawn.
 */
function watchForSign() {
  if (window === window.top) return;
  const {top} = window;
  let last = '';
  const look = () => {
    const shown = document.body?.dataset.shown ?? document.querySelector('h1')?.textContent ?? '';
    const color = shown && getComputedStyle(document.documentElement).getPropertyValue('--sign');
    const sign = `${shown} ${color}`.trim();
    if (sign === last) return;
    last = sign;
    top.postMessage({sign, stage: 'applied'}, '*');
    requestAnimationFrame(() => {
      // Delivered after the frame that this callback belongs to.
      const {port1, port2} = new MessageChannel();
      port1.onmessage = () => top.postMessage({sign, stage: 'painted'}, '*');
      port2.postMessage(null);
    });
  };
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['data-shown'],
  });
}
