import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {TestPage} from './browser-page.test-support.js';
import {features, refusals} from './features/all.test-support.js';
import {projectOf} from './features/project-of.test-support.js';

/** Some load or run compilers of megabytes, on machines that may be busy. */
const timeout = 120_000;

let site: TestPage;

beforeAll(async () => {
  site = await TestPage.open();
});
afterAll(() => site?.close());

async function factsInPreview(): Promise<unknown> {
  return answered(async () => (await site.frame()).evaluate(() => globalThis.facts?.()));
}

/** Clicks from within: the frame may be replaced by what follows, which a click from outside would wait for. */
async function click(selector: string): Promise<void> {
  const frame = await site.frame();
  await answered(() => frame.$eval(selector, (element: HTMLElement) => element.click()));
}

/** Undefined where no answer comes, as from a frame that is replaced meanwhile. */
async function answered(ask: () => Promise<unknown>): Promise<unknown> {
  const patienceMs = 1000;
  return Promise.race([
    ask().catch(() => undefined),
    new Promise<undefined>((resolve) => setTimeout(resolve, patienceMs)),
  ]);
}

describe.each([...features])('$name', (feature) => {
  test('RT-F8 works in the preview', {timeout}, async () => {
    const {outcome} = await site.start(projectOf(feature), feature.commands && {commands: feature.commands});
    const {terminal, messages} = await site.lab();
    expect(outcome, `${terminal}\n${JSON.stringify(messages)}`).toBe('painted');
    await expect.poll(factsInPreview).toEqual(feature.facts);
    for (const step of feature.steps ?? []) {
      if ('click' in step) await click(step.click);
      else {
        const update = await site.edit(step.edit);
        expect(update).toMatchObject(step.kind ? {kind: step.kind} : {});
      }
      await expect.poll(factsInPreview).toEqual(step.facts);
    }
    expect(site.outside).toEqual([]);
  });
});

describe.each([...refusals])('$name', (refusal) => {
  test('RT-F9 is refused with a sentence', async () => {
    expect(await site.start(projectOf(refusal))).toMatchObject({outcome: 'failed'});
    const {messages} = await site.lab();
    expect(JSON.stringify(messages)).toContain(refusal.sentence);
  });
});
