import {unzipSync} from 'fflate';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {TestPage} from './browser-page.test-support.js';
import {features} from './features/all.test-support.js';
import {projectOf} from './features/project-of.test-support.js';
import {serveStatically} from './static-site.test-support.js';

/** esbuild is megabytes, on machines that may be busy. */
const timeout = 120_000;

let site: TestPage;

beforeAll(async () => {
  site = await TestPage.open();
});
afterAll(() => site?.close());

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
      await expect.poll(builtFacts).toEqual(feature.facts);
      for (const step of feature.steps ?? []) {
        if (!('click' in step)) break;
        await page.click(step.click);
        await expect.poll(builtFacts).toEqual(step.facts);
      }
      expect(server.missing.filter((path) => path !== 'favicon.ico')).toEqual([]);
    } finally {
      await page.close();
      server.close();
    }
  });
});
