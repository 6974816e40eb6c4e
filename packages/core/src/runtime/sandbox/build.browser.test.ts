import {unzipSync} from 'fflate';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {TestPage} from './browser-page.test-support.js';
import {project} from './sample-projects.test-support.js';
import {serveStatically} from './static-site.test-support.js';
import {templateFiles, templateNames} from './templates.test-support.js';

let site: TestPage;

beforeAll(async () => {
  site = await TestPage.open();
});
afterAll(() => site?.close());

/** Installs and builds a project in a runtime of its own. */
async function build(files: Record<string, string | Uint8Array>): Promise<{
  code: number;
  terminal: string;
  dist: Record<string, Uint8Array>;
}> {
  const {code, terminal, zip} = await site.page.evaluate(async (tree) => {
    const runtime = await bootSandbox({});
    await runtime.mount(tree);
    let terminal = '';
    const run = async (command: string, args: string[]) => {
      const process = await runtime.spawn(command, args);
      void process.output.pipeTo(new WritableStream({write: (text) => void (terminal += text)}));
      return process.exit;
    };
    const code = (await run('npm', ['install'])) || (await run('npm', ['run', 'build']));
    const zip = code === 0 ? ((await runtime.export('dist', {format: 'zip'})) as Uint8Array) : undefined;
    runtime.teardown();
    return {code, terminal, zip};
  }, project(files));
  return {code, terminal, dist: zip ? unzipSync(zip) : {}};
}

/** Opens what was built in a page of its own, from a server that knows nothing else. */
async function open(dist: Record<string, Uint8Array>) {
  const server = await serveStatically(dist);
  const page = await site.page.context().browser()!.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(server.url, {waitUntil: 'networkidle'});
  const close = async () => {
    await page.close();
    server.close();
  };
  return {page, errors, missing: server.missing, close};
}

describe.each(templateNames.filter((name) => !name.startsWith('qwik')))('the template %s', (name) => {
  test('RT-F4 builds to files that count on any static server', async () => {
    const {code, terminal, dist} = await build(templateFiles(name));
    expect(code, terminal).toBe(0);
    const {page, errors, missing, close} = await open(dist);
    const counter = page.locator('button.counter');
    await counter.click();
    await counter.click();
    expect(await counter.textContent()).toMatch(/count is 2/i);
    const images = await page
      .locator('img')
      .evaluateAll((all) => all.map((image) => (image as HTMLImageElement).naturalWidth > 0));
    expect(images).not.toContain(false);
    expect(errors).toEqual([]);
    expect(missing).toEqual([]);
    await close();
  });
});

test('RT-F4 a build has hashed names, minified CSS and code, and public files as they are', async () => {
  const {dist, terminal} = await build(templateFiles('react-ts'));
  const names = Object.keys(dist);
  expect(names).toContain('favicon.svg');
  expect(names.filter((path) => /^assets\/index-[A-Z0-9]{8}\.(js|css)$/.test(path))).toHaveLength(2);
  expect(terminal).toMatch(/dist\/index\.html\s+\d+\.\d\d kB/);
  const html = new TextDecoder().decode(dist['index.html']);
  expect(html).not.toContain('/src/main.tsx');
  expect(html).toMatch(/<link rel="stylesheet" crossorigin href="\/assets\/index-\w+\.css">/);
});
