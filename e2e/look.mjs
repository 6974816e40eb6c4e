/*
 * node e2e/look.mjs [folder]
 *
 * Takes pictures of the elements with a scripted project, in light and dark, at the widths where the layout changes:
 * to hold beside the design. Needs a build, for Monaco.
 */
import {mkdir, mkdtemp, readFile, rm} from 'node:fs/promises';
import {createServer} from 'node:http';
import {tmpdir} from 'node:os';
import path from 'node:path';
import esbuild from 'esbuild';
import {chromium} from 'playwright-core';

const root = path.resolve(import.meta.dirname, '..');
const outDir = path.resolve(process.argv[2] ?? path.join(root, 'e2e/pictures'));
const only = process.argv[3];
const vendor = path.join(root, 'packages/elements/dist/vendor');
const types = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.ttf': 'font/ttf',
  '.html': 'text/html; charset=utf-8',
};

const views = [
  {name: 'workspace', width: 1440, height: 900},
  {name: 'workspace', width: 1100, height: 800},
  {name: 'workspace', width: 820, height: 800},
  ...['chat', 'files', 'code', 'preview'].map((panel) => ({
    name: 'workspace',
    panel,
    width: 390,
    height: 844,
  })),
  {name: 'embed', width: 1280, height: 960},
  {name: 'empty', width: 1280, height: 760},
  {name: 'offline', width: 1280, height: 760},
  {name: 'problems', width: 1280, height: 760},
  {name: 'people', width: 1440, height: 900},
  {name: 'invite', width: 1440, height: 900},
  ...['settings', 'invitations', 'new-link', 'activity'].flatMap((name) => [
    {name, width: 1280, height: 800},
    {name, width: 390, height: 844},
  ]),
  {name: 'unread', width: 1280, height: 860},
  {name: 'unread', width: 390, height: 844},
  {name: 'password', width: 1280, height: 760},
  {name: 'delete-account', width: 390, height: 844},
  {name: 'guest', width: 1280, height: 760},
  {name: 'guest', width: 390, height: 844},
  {name: 'guest-offer', width: 1280, height: 760},
  {name: 'refused', width: 1280, height: 760},
  {name: 'menu', width: 1440, height: 900},
  {name: 'terminal', width: 1440, height: 900},
  {name: 'terminal', panel: 'preview', width: 390, height: 844},
  {name: 'projects', width: 1440, height: 900},
  {name: 'projects', width: 390, height: 844},
  {name: 'sign-in', width: 1440, height: 900},
  {name: 'sign-in', width: 390, height: 844},
];

const built = await mkdtemp(path.join(tmpdir(), 'codecraft-look-'));
await esbuild.build({
  entryPoints: {look: path.join(root, 'packages/elements/src/testing/look.ts')},
  outdir: built,
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2022',
  conditions: ['@codecraft/source'],
  tsconfig: path.join(root, 'packages/elements/tsconfig.json'),
  logLevel: 'warning',
  plugins: [
    {
      name: 'vendor',
      setup(build) {
        build.onResolve({filter: /^#(monaco|xterm)$/}, ({path: name}) => ({
          path: `/vendor/${name.slice(1)}.js`,
          external: true,
        }));
      },
    },
  ],
});

const server = createServer(async (request, response) => {
  const {pathname} = new URL(request.url ?? '/', 'http://localhost');
  const file = pathname.startsWith('/vendor/')
    ? path.join(vendor, path.normalize(pathname.slice('/vendor/'.length)))
    : path.join(built, path.normalize(pathname));
  try {
    const body = pathname === '/' ? page() : await readFile(file);
    response.writeHead(200, {
      'content-type': types[path.extname(pathname) || '.html'] ?? 'application/octet-stream',
    });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
  ],
});
try {
  await mkdir(outDir, {recursive: true});
  for (const colorScheme of ['light', 'dark']) {
    for (const view of views.filter(({name}) => !only || name === only)) await picture(view, colorScheme);
  }
} finally {
  await browser.close();
  server.close();
  await rm(built, {recursive: true});
}

async function picture({name, panel, width, height}, colorScheme) {
  const context = await browser.newContext({viewport: {width, height}, colorScheme, reducedMotion: 'reduce'});
  const tab = await context.newPage();
  tab.on('pageerror', (error) => console.error(`${name} ${width}: ${error.message}`));
  tab.on(
    'console',
    (message) => message.type() === 'error' && console.error(`${name} ${width}: ${message.text()}`),
  );
  const query = new URLSearchParams({name, ...(panel ? {panel} : {})});
  await tab.goto(`http://127.0.0.1:${server.address().port}/?${query}`);
  await tab.waitForFunction(() => document.documentElement.dataset.ready === 'yes', null, {timeout: 30_000});
  const file = path.join(outDir, [name, width, panel, colorScheme].filter(Boolean).join('-') + '.png');
  await tab.screenshot({path: file});
  await context.close();
}

function page() {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Look</title><link rel="icon" href="data:,">
<style>:root { color-scheme: light dark } html, body { height: 100%; margin: 0; background: light-dark(#f4f4f1, #0f1113) }</style>
<script type="module" src="/look.js"></script><body></body></html>`;
}
