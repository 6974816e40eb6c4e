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
  const page = await site.browser.newPage();
  await page.goto(server.url);
  const close = async () => {
    await page.close();
    server.close();
  };
  return {page, errors: page.errors, missing: server.missing, close};
}

describe.each(templateNames)('the template %s', (name) => {
  test('RT-F4 builds to files that count on any static server', async () => {
    const {code, terminal, dist} = await build(templateFiles(name));
    expect(code, terminal).toBe(0);
    const {page, errors, missing, close} = await open(dist);
    const counter = page.locator('button.counter');
    await counter.click();
    await counter.click();
    // Qwik draws with the next frame.
    await expect.poll(() => counter.textContent()).toMatch(/count is 2/i);
    await page.waitForFunction(() => [...document.images].every((image) => image.naturalWidth > 0));
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

test('RT-F4 Sass, globs, asset URLs, env and CSS modules are in the build as in the preview', async () => {
  const {code, terminal, dist} = await build({
    ...templateFiles('vanilla'),
    '.env.production': 'VITE_PLACE=production',
    'index.html':
      '<!doctype html><html><head><title>%MODE%</title></head><body><h1>Title</h1><script type="module" src="/main.js"></script></body></html>',
    'main.js': `import './main.scss';
import box from './box.module.css';
const pages = import.meta.glob('./pages/*.js', {eager: true, import: 'default'});
const lazy = import.meta.glob('./pages/*.js');
const image = new URL('./src/assets/vite.svg', import.meta.url).href;
const first = await lazy['./pages/one.js']();
document.body.dataset.facts = JSON.stringify({pages, first: first.default, place: import.meta.env.VITE_PLACE, dev: import.meta.env.DEV, ok: (await fetch(image)).ok});
document.querySelector('h1').className = box.title;`,
    'main.scss': '$c: rgb(1, 2, 3); h1 { color: $c; }',
    'box.module.css': '.base { margin: 3px; } .title { composes: base; }',
    'pages/one.js': 'export default 1;',
    'pages/two.js': 'export default 2;',
  });
  expect(code, terminal).toBe(0);
  const {page, errors, missing, close} = await open(dist);
  await page.waitForFunction(() => document.body.dataset['facts']);
  const facts = JSON.parse((await page.getAttribute('body', 'data-facts')) ?? '{}');
  expect(facts).toEqual({
    pages: {'./pages/one.js': 1, './pages/two.js': 2},
    first: 1,
    place: 'production',
    dev: false,
    ok: true,
  });
  expect(await page.title()).toBe('production');
  const style = await page.$eval('h1', (heading) => {
    const {color, marginTop} = getComputedStyle(heading);
    return {color, marginTop};
  });
  expect(style).toEqual({color: 'rgb(1, 2, 3)', marginTop: '3px'});
  expect([...errors, ...missing.filter((path) => path !== 'favicon.ico')]).toEqual([]);
  await close();
});
