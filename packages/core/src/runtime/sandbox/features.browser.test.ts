import {unzipSync} from 'fflate';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {TestPage} from './browser-page.test-support.js';
import {features, refusals} from './features/all.test-support.js';
import type {Feature} from './features/feature.test-support.js';
import {serveStatically} from './static-site.test-support.js';

/** Some load or run compilers of megabytes, on machines that may be busy. */
const timeout = 120_000;

let site: TestPage;

declare global {
  /** Set by each feature's project: what is seen there. */
  var facts: (() => unknown) | undefined;
}

beforeAll(async () => {
  site = await TestPage.open();
});
afterAll(() => site?.close());

/** The feature's project, with what every project of Vite has. */
function projectOf({files, dependencies}: Pick<Feature, 'files' | 'dependencies'>) {
  const entry =
    'main.tsx' in files
      ? 'main.tsx'
      : 'main.jsx' in files
        ? 'main.jsx'
        : 'main.ts' in files
          ? 'main.ts'
          : 'main.js';
  return {
    'index.html': `<!doctype html><html><head><title>Feature</title></head><body><script type="module" src="/${entry}"></script></body></html>`,
    'package.json': JSON.stringify({
      type: 'module',
      scripts: {dev: 'vite', build: 'vite build', preview: 'vite preview'},
      dependencies: {vite: '^8.0.0', ...dependencies},
    }),
    ...files,
  };
}

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
    await expect.poll(factsInPreview, {timeout: 10_000}).toEqual(feature.facts);
    for (const step of feature.steps ?? []) {
      if ('click' in step) await click(step.click);
      else {
        const update = await site.edit(step.edit);
        expect(update).toMatchObject(step.kind ? {kind: step.kind} : {});
      }
      await expect.poll(factsInPreview, {timeout: 10_000}).toEqual(step.facts);
    }
    expect(site.outside).toEqual([]);
  });
});

describe.each(features.filter(({isBuilt}) => isBuilt))('$name', (feature) => {
  test('RT-F8 works when it is built', {timeout}, async () => {
    await site.start(projectOf(feature));
    const built = await site.page.evaluate(async () => {
      const {runtime} = labs['first']!;
      const process = await runtime.spawn('npm', ['run', 'build']);
      let output = '';
      void process.output.pipeTo(new WritableStream({write: (text) => void (output += text)}));
      const code = await process.exit;
      return {code, output, zip: code === 0 ? await runtime.export('dist', {format: 'zip'}) : undefined};
    });
    expect(built.code, built.output).toBe(0);
    const server = await serveStatically(unzipSync(built.zip as Uint8Array));
    const page = await site.browser.newPage();
    try {
      await page.goto(server.url);
      const builtFacts = () => page.evaluate(() => globalThis.facts?.());
      await expect.poll(builtFacts, {timeout: 10_000}).toEqual(feature.facts);
      for (const step of feature.steps ?? []) {
        if (!('click' in step)) break;
        await page.click(step.click);
        await expect.poll(builtFacts, {timeout: 10_000}).toEqual(step.facts);
      }
      expect(server.missing.filter((path) => path !== 'favicon.ico')).toEqual([]);
    } finally {
      await page.close();
      server.close();
    }
  });
});

describe.each([...refusals])('$name', (refusal) => {
  test('RT-F9 is refused with a sentence', async () => {
    expect(await site.start(projectOf(refusal))).toMatchObject({outcome: 'failed'});
    const {messages} = await site.lab();
    expect(JSON.stringify(messages)).toContain(refusal.sentence);
  });
});
