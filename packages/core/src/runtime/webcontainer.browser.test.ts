// The real client of @webcontainer/api in real Chromium, against a local FAKE of StackBlitz's service
// (testing/webcontainer-fake). What the real service does is checked by hand; see docs.
import {type Browser, chromium, type Page} from 'playwright-core';
import {afterAll, afterEach, beforeAll, beforeEach, expect, test} from 'vitest';
import {chromiumFlags, requireChromium} from '../../../../scripts/ground/chromium.mjs';
import type {Scene} from '../testing/webcontainer-fake/page.js';
import {serveWebContainerFake} from '../testing/webcontainer-fake/serve.mjs';

declare const scene: Scene;

let browser: Browser;
let server: Awaited<ReturnType<typeof serveWebContainerFake>>;
let page: Page;
let outside: string[];
let errors: string[];

beforeAll(async () => {
  server = await serveWebContainerFake();
  browser = await chromium.launch({
    executablePath: requireChromium(),
    args: [...chromiumFlags, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1'],
  });
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

beforeEach(async () => {
  page = await browser.newPage();
  outside = [];
  errors = [];
  page.on('request', (request) => {
    if (!['localhost', '127.0.0.1'].includes(new URL(request.url()).hostname)) outside.push(request.url());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  await page.addInitScript(
    (url) => Object.assign(globalThis, {WEBCONTAINER_API_IFRAME_URL: url}),
    server.fakeUrl,
  );
  await open(server.pageUrl);
});
afterEach(async () => {
  await page.close();
  expect(outside).toEqual([]);
  expect(errors.filter((error) => !error.includes('notDefined'))).toEqual([]);
});

test('WC5 the client is loaded by a boot and not before, with the key, the policy and its own version', async () => {
  const before = server.requested.filter(server.hasClient).length;
  await page.evaluate(async () => {
    const runtime = await scene.bootWebContainer({apiKey: 'site-key'});
    runtime.teardown();
  });
  expect(before).toBe(0);
  expect(server.requested.filter(server.hasClient)).toHaveLength(1);
  const asked = server.requested.findLast((path) => path.startsWith('/headless?'));
  expect(Object.fromEntries(new URLSearchParams(asked?.split('?')[1]))).toEqual({
    client_id: 'site-key',
    coep: 'require-corp',
    version: '1.6.4',
  });
});

test('WC6 one program gives the same answers on a runtime and on the real client alone', async () => {
  const {ours, theirs} = await page.evaluate(async () => {
    const runtime = await scene.bootWebContainer();
    const ours = await scene.program(runtime);
    runtime.teardown();
    const alone = await scene.bootRealClient();
    return {ours, theirs: await scene.program(alone)};
  });
  expect(ours).toEqual(theirs);
  expect(ours).toEqual({
    installed: {output: 'added 3 packages\r\n', code: 0},
    readyAt: '/',
    devCode: 143,
    ports: ['open', 'close'],
    text: 'ä',
    bytes: [0, 255],
    moved: 'c',
    entries: ['src/', 'made/', 'package.json'],
    exported: '{"deep":{"directory":{}},"d.txt":{"file":{"contents":"c"}}}',
    missing: 'ENOENT',
  });
});

test('WC4 two runtimes share one frame, keep their files apart, and end it together', async () => {
  const seen = await page.evaluate(async () => {
    const frames = () => document.querySelectorAll('iframe').length;
    const [a, b] = await Promise.all([scene.bootWebContainer(), scene.bootWebContainer()]);
    await a.fs.writeFile('same.txt', 'a');
    await b.fs.writeFile('same.txt', 'b');
    const where = await b.spawn('pwd');
    const result = {
      frames: frames(),
      texts: [await a.fs.readFile('same.txt', 'utf-8'), await b.fs.readFile('same.txt', 'utf-8')],
      where: await scene.textOf(where.output),
      workdir: b.workdir,
    };
    a.teardown();
    const still = await b.fs.readFile('same.txt', 'utf-8');
    b.teardown();
    const again = await scene.bootWebContainer();
    const files = await again.fs.readdir('/');
    again.teardown();
    return {...result, still, files};
  });
  expect(seen).toEqual({
    frames: 1,
    texts: ['a', 'b'],
    where: '/home/codecraft/project-2\r\n',
    workdir: '/home/codecraft/project-2',
    still: 'b',
    files: [],
  });
});

test('WC6 a terminal is written to, resized, ended and missing', async () => {
  const seen = await page.evaluate(async () => {
    const runtime = await scene.bootWebContainer();
    const shell = await runtime.spawn('cat', [], {terminal: {cols: 80, rows: 24}});
    const text = scene.textOf(shell.output);
    shell.resize({cols: 100, rows: 30});
    const writer = shell.input.getWriter();
    await writer.write('grüße');
    await writer.write('\x04');
    const code = await shell.exit;
    const missing = await runtime.spawn('nope', ['--help']);
    const served = await runtime.spawn('npm', ['run', 'dev']);
    const zip = (await runtime.export('.', {format: 'zip'})) as Uint8Array;
    runtime.teardown();
    return {
      text: await text,
      code,
      missing: await missing.exit,
      served: await served.exit,
      zip: new TextDecoder().decode(zip).slice(0, 8),
    };
  });
  expect(seen).toEqual({
    text: 'resized to 100x30\r\ngrüße',
    code: 0,
    missing: 127,
    served: 143,
    zip: 'fake zip',
  });
});

test('WC6 the preview shows the server, moves, reloads, and reports what fails', async () => {
  const messages: {type: string}[] = [];
  await page.exposeFunction('note', (message: {type: string}) => void messages.push(message));
  await page.evaluate(async () => {
    const runtime = await scene.bootWebContainer();
    runtime.on('preview-message', (message) =>
      (globalThis as unknown as {note(m: object): void}).note(message),
    );
    const stage = document.createElement('main');
    document.body.append(stage);
    const preview = runtime.attachPreview(stage);
    await runtime.spawn('npm', ['run', 'dev']);
    Object.assign(globalThis, {runtime, preview});
  });
  const frame = page.frameLocator('main > iframe');
  await frame.locator('h1[data-loads="1"]').waitFor();
  expect(await page.locator('main > iframe').getAttribute('allow')).toContain('cross-origin-isolated');
  expect(await page.locator('main > iframe').getAttribute('sandbox')).not.toContain('top-navigation');

  await page.evaluate('preview.reload()');
  // Twice where the machine is slow: the client gives a page 200 ms to answer and then loads it by force.
  await frame.locator('h1:not([data-loads="1"])').waitFor();

  await page.evaluate("preview.navigate('/cart?show=all#throw')");
  await frame.locator('h1[data-path="/cart"]').waitFor();
  await expect
    .poll(() => messages.find(({type}) => type === 'failed'))
    .toMatchObject({
      kind: 'runtime',
      message: 'Uncaught ReferenceError: notDefined is not defined',
    });
  expect(await page.evaluate('preview.address')).toBe('/cart?show=all#throw');
  expect(await page.evaluate("try { preview.navigate('https://example.com/') } catch (e) { e.code }")).toBe(
    'invalid-input',
  );
  await page.evaluate("runtime.fs.writeFile('fixed.ts', '')");
  await expect.poll(() => messages.some(({type}) => type === 'recovered')).toBe(true);
  await expect.poll(() => messages.some(({type}) => type === 'painted')).toBe(true);

  await page.evaluate("runtime.attachPreview(document.body.appendChild(document.createElement('aside')))");
  await page.frameLocator('aside > iframe').locator('h1').waitFor();
  expect(await page.locator('aside > iframe').getAttribute('src')).toMatch(/\/cart\?show=all#throw$/);
  expect(await page.locator('main > iframe').count()).toBe(0);
  await page.evaluate('runtime.teardown()');
  expect(await page.locator('aside > iframe').count()).toBe(0);
});

test('WC9 what a terminal writes is told, and neither what the page writes nor what a run does', async () => {
  const told = await page.evaluate(async () => {
    const runtime = await scene.bootWebContainer();
    await runtime.mount({'a.txt': {file: {contents: 'a'}}, 'b.txt': {file: {contents: 'b'}}});
    const told: {files: unknown; isShell: boolean}[] = [];
    runtime.on('files-written', (files, by) => told.push({files, isShell: by === shell}));
    const shell = await runtime.spawn('jsh', {terminal: {cols: 80, rows: 24}});
    const keys = shell.input.getWriter();
    const type = async (line: string) => {
      const before = told.length;
      await keys.write(`${line}\n`);
      while (told.length === before) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    await type('write a.txt typed');
    await runtime.fs.writeFile('a.txt', 'by the page');
    await type('rm b.txt');
    const run = await runtime.spawn('node', ['writer.js']);
    while (!(await runtime.fs.readdir('/')).includes('by-run.txt')) await Promise.resolve();
    run.kill();
    await run.exit;
    await new Promise((resolve) => setTimeout(resolve, 700));
    await type('write c.txt ä');
    runtime.teardown();
    return told;
  });
  expect(told).toEqual([
    {files: [{path: 'a.txt', kind: 'written', contents: 'typed'}], isShell: true},
    {files: [{path: 'b.txt', kind: 'removed'}], isShell: true},
    {files: [{path: 'c.txt', kind: 'written', contents: 'ä'}], isShell: true},
  ]);
});

test('WC3 a service that never answers ends in a reason, not in a wait', async () => {
  const error = await page.evaluate(() =>
    scene.bootWebContainer({apiKey: 'hang', timeoutMs: 300}).then(
      () => 'booted',
      ({code, message}) => ({code, message}),
    ),
  );
  expect(error).toMatchObject({code: 'unavailable', message: expect.stringContaining('within 0.3 seconds')});
});

test('WC2 a page without the headers is refused without asking anyone', async () => {
  await open(server.plainUrl);
  const asked = server.requested.length;
  const code = await page.evaluate(() => scene.bootWebContainer().catch(({code}) => code));
  expect(code).toBe('unsupported');
  const asksTheClient = (path: string) => path.startsWith('/headless') || server.hasClient(path);
  expect(server.requested.slice(asked).filter(asksTheClient)).toEqual([]);
});

async function open(url: string): Promise<void> {
  await page.goto(url);
  await page.waitForFunction('globalThis.scene');
}
