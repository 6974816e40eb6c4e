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

interface Answer {
  usedSize?: number;
  /** Targets of one process share a heap. */
  id?: string;
}

/** By kind of target, all heaps of a kind together. */
async function otherHeaps(client: CDPSession): Promise<Record<string, number>> {
  const kinds = new Map<string, string>();
  const answers = new Map<string, (answer: Answer) => void>();
  client.on('Target.attachedToTarget', ({sessionId, targetInfo}) => kinds.set(sessionId, targetInfo.type));
  client.on('Target.receivedMessageFromTarget', ({sessionId, message}) => {
    const {id, result} = JSON.parse(message) as {id: number; result?: Answer};
    if (result) answers.get(`${sessionId} ${id}`)?.(result);
  });
  await client.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  let calls = 0;
  const ask = async (sessionId: string, method: string): Promise<Answer> => {
    const id = ++calls;
    const answer = new Promise<Answer>((resolve) => answers.set(`${sessionId} ${id}`, resolve));
    await client.send('Target.sendMessageToTarget', {sessionId, message: JSON.stringify({id, method})});
    return answer;
  };
  const heaps: Record<string, number> = {};
  const counted = new Set<string>();
  for (const [sessionId, kind] of kinds) {
    for (let round = 0; round < 3; round++) await ask(sessionId, 'HeapProfiler.collectGarbage');
    const {usedSize} = await ask(sessionId, 'Runtime.getHeapUsage');
    const {id} = await ask(sessionId, 'Runtime.getIsolateId');
    if (!counted.has(id!)) heaps[kind] = (heaps[kind] ?? 0) + usedSize!;
    counted.add(id!);
  }
  return heaps;
}
