import type {Page} from 'playwright-core';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {TestPage} from './browser-page.test-support.js';
import {reactApp, reactProject} from './sample-projects.test-support.js';

/*
 * What the page keeps of a runtime, by Chromium's own counts after a collection. The document of the preview lives in a
 * process of its own there; what an edit leaves behind in it ends with the next reload.
 */

interface Kept {
  heapKb: number;
  nodes: number;
  documents: number;
  frames: number;
  listeners: number;
}

let site: TestPage;

beforeAll(async () => {
  site = await TestPage.open();
});
afterAll(() => site?.close());

async function kept(): Promise<Kept> {
  // Of the driver's own interface there is no other way to these numbers.
  const page = site.page as unknown as Page;
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable');
  for (let round = 0; round < 3; round++) await client.send('HeapProfiler.collectGarbage');
  const {metrics} = await client.send('Performance.getMetrics');
  const {usedSize} = await client.send('Runtime.getHeapUsage');
  await client.detach();
  const read = (name: string) => metrics.find((metric) => metric.name === name)!.value;
  return {
    heapKb: Math.round(usedSize / 1024),
    nodes: read('Nodes'),
    documents: read('Documents'),
    frames: read('Frames'),
    listeners: read('JSEventListeners'),
  };
}

/** Edits one after the other, without keeping what the tests keep of a run. */
function edit(from: number, count: number): Promise<void> {
  return site.page.evaluate(
    async ({from, count, app}) => {
      const {runtime} = labs['first']!;
      for (let index = from; index < from + count; index++) {
        const updated = new Promise<void>((resolve) => {
          const stop = runtime.on('update', () => {
            stop();
            resolve();
          });
        });
        await runtime.fs.writeFile('/src/App.jsx', app.replace('First', `Edit ${index}`));
        await updated;
      }
      labs['first']!.updates.length = 0;
      labs['first']!.messages.length = 0;
      labs['first']!.terminal = '';
    },
    {from, count, app: reactApp},
  );
}

function restart(count: number): Promise<void> {
  return site.page.evaluate(async (count) => {
    const lab = labs['first']!;
    for (let round = 0; round < count; round++) {
      lab.server!.kill();
      await lab.server!.exit;
      const painted = new Promise<void>((resolve) => {
        const stop = lab.runtime.on('preview-message', ({type}) => {
          if (type !== 'painted') return;
          stop();
          resolve();
        });
      });
      lab.server = await lab.runtime.spawn('npm', ['run', 'dev'], {output: false});
      await painted;
    }
    lab.updates.length = 0;
    lab.messages.length = 0;
    lab.terminal = '';
  }, count);
}

const countsOf = ({nodes, documents, frames, listeners}: Kept) => ({nodes, documents, frames, listeners});

test('RT-M1 1,000 edits leave nothing behind in the page', {timeout: 120_000}, async () => {
  await site.start(reactProject);
  await edit(0, 100);
  const before = await kept();
  await edit(100, 1000);
  const after = await kept();
  console.log('1,000 edits', {before, after});
  expect(countsOf(after)).toEqual(countsOf(before));
  expect(after.heapKb - before.heapKb).toBeLessThan(1000);
});

test('RT-M2 50 restarts leave nothing behind in the page, and no worker', {timeout: 120_000}, async () => {
  await site.start(reactProject);
  await restart(5);
  const before = await kept();
  const workers = await site.page.workerCount();
  await restart(50);
  const after = await kept();
  console.log('50 restarts', {before, after});
  expect(countsOf(after)).toEqual(countsOf(before));
  expect(after.heapKb - before.heapKb).toBeLessThan(1000);
  expect(await site.page.workerCount()).toBe(workers);
});
