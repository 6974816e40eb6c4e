import {readFileSync} from 'node:fs';
import path from 'node:path';
import {gzipSync} from 'node:zlib';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {TestPage} from './browser-page.test-support.js';
import {templateFiles} from './templates.test-support.js';

const dist = path.resolve(import.meta.dirname, '../../../dist');

let site: TestPage;

// A page of its own each time: what one test loaded, another would not ask for again.
beforeEach(async () => {
  site = await TestPage.open();
});
afterEach(() => site.close());

async function loadedBy(files: Record<string, string | Uint8Array>): Promise<string[]> {
  expect(await site.start(files)).toMatchObject({outcome: 'painted'});
  return site.inside.filter((file) => /\.(js|wasm)$/.test(file) && file !== '/host.js').sort();
}

const assetsOf = (files: readonly string[]) =>
  files.flatMap((file) => (file.startsWith('/assets/') ? [path.basename(file)] : []));

const always = ['pack-frame.js', 'worker.js'];
const cases: [template: string, more: string[]][] = [
  ['vanilla', []],
  ['vanilla-ts', ['compiler-typescript.js']],
  ['react', ['pack-react.js']],
  ['react-ts', ['compiler-typescript.js', 'pack-react.js']],
  ['preact', ['pack-preact.js']],
  ['vue', ['compiler-vue.js', 'pack-vue.js']],
  ['svelte', ['compiler-svelte.js', 'pack-svelte.js']],
  ['solid', ['compiler-solid.js', 'pack-solid.js']],
  ['lit', ['pack-lit.js']],
];

test.each(cases)('RT-F7 the template %s loads what it uses and nothing else', async (template, more) => {
  expect(assetsOf(await loadedBy(templateFiles(template)))).toEqual([...always, ...more].sort());
});

test('RT-F7 the compiler of types is loaded when the first file of its kind is written', async () => {
  await loadedBy(templateFiles('react'));
  const App = String(templateFiles('react')['src/App.jsx']);
  await site.edit({
    'src/note.ts': `export const note: string = 'typed';`,
    'src/App.jsx': `import {note} from './note';\n${App.replace('Get started', '{note}')}`,
  });
  expect(await site.text('h1')).toBe('typed');
  expect(site.inside).toContain('/assets/compiler-typescript.js');
});

test('RT-F17 a page with the embedded runtime loads nothing of the other one', async () => {
  const files = (await loadedBy(templateFiles('vanilla'))).filter((file) => !file.startsWith('/assets/'));
  const code = files.map((file) => readFileSync(path.join(dist, file), 'utf8')).join('\n');
  expect(code).toContain('class SandboxRuntime');
  expect(code).not.toContain('class ContainerRuntime');
});

test('RT-F11 all that a React app needs is at most 280 KB, compressed', async () => {
  const files = await loadedBy(templateFiles('react'));
  expect(files).toContain('/runtime.js');
  const bytes = files.map((file) => gzipSync(readFileSync(path.join(dist, file)), {level: 9}).length);
  expect(bytes.reduce((total, size) => total + size, 0)).toBeLessThanOrEqual(280 * 1024);
});
