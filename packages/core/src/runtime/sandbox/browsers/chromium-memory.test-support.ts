import type {CDPSession, Page} from 'playwright-core';
import type {DrivenPage} from './driver.test-support.js';

/** What a page keeps, after a collection. */
export interface Kept {
  counts: {nodes: number; documents: number; frames: number; listeners: number};
  /** Kilobytes. The preview's frame and the worker have processes and heaps of their own. */
  heaps: {page: number; frame: number; worker: number};
}

export async function whatIsKept(driven: DrivenPage): Promise<Kept> {
  // By playwright itself: only Chromium's own protocol tells any of this.
  const page = driven as unknown as Page;
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable');
  for (let round = 0; round < 3; round++) await client.send('HeapProfiler.collectGarbage');
  const {metrics} = await client.send('Performance.getMetrics');
  const {usedSize} = await client.send('Runtime.getHeapUsage');
  const {iframe = 0, worker = 0} = await otherHeaps(client);
  await client.detach();
  const read = (name: string) => metrics.find((metric) => metric.name === name)!.value;
  return {
    counts: {
      nodes: read('Nodes'),
      documents: read('Documents'),
      frames: read('Frames'),
      listeners: read('JSEventListeners'),
    },
    heaps: {page: kilobytes(usedSize), frame: kilobytes(iframe), worker: kilobytes(worker)},
  };
}

const kilobytes = (bytes: number) => Math.round(bytes / 1024);

/** By kind of target, all of a kind together: `iframe`, `worker`. */
async function otherHeaps(client: CDPSession): Promise<Record<string, number>> {
  const kinds = new Map<string, string>();
  const answers = new Map<string, (usedSize: number) => void>();
  client.on('Target.attachedToTarget', ({sessionId, targetInfo}) => kinds.set(sessionId, targetInfo.type));
  client.on('Target.receivedMessageFromTarget', ({sessionId, message}) => {
    const {result} = JSON.parse(message) as {result?: {usedSize?: number}};
    if (result?.usedSize !== undefined) answers.get(sessionId)?.(result.usedSize);
  });
  await client.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  const methods = [...Array(3).fill('HeapProfiler.collectGarbage'), 'Runtime.getHeapUsage'] as string[];
  const heaps: Record<string, number> = {};
  for (const [sessionId, kind] of kinds) {
    const answer = new Promise<number>((resolve) => answers.set(sessionId, resolve));
    for (const [id, method] of methods.entries()) {
      await client.send('Target.sendMessageToTarget', {sessionId, message: JSON.stringify({id, method})});
    }
    heaps[kind] = (heaps[kind] ?? 0) + (await answer);
  }
  return heaps;
}
