import {afterAll, beforeAll, expect, test} from 'vitest';
import {TestPage} from './browser-page.test-support.js';
import {templateFiles} from './templates.test-support.js';

let site: TestPage;

beforeAll(async () => {
  site = await TestPage.open();
});
afterAll(() => site?.close());

const files: Record<string, string | Uint8Array> = {
  ...templateFiles('vanilla'),
  'index.html': '<!doctype html><h1>Sass</h1><p>Modules</p><script type="module" src="/main.js"></script>',
  'main.js': `import './main.scss';
import box from './box.module.scss';
document.querySelector('p').className = box.inner;`,
  'main.scss': "@use 'colors'; h1 { color: colors.$title; &:hover { color: black; } }",
  '_colors.scss': '$title: rgb(1, 2, 3);',
  'box.module.scss': '.outer { margin: 3px; } .inner { composes: outer; $c: rgb(4, 5, 6); color: $c; }',
};

test('RT-F6 Sass is compiled in the worker, also in CSS modules, and an edited partial is swapped in', async () => {
  expect(await site.start(files)).toEqual({outcome: 'painted', installCode: 0});
  expect(await site.style('h1', 'color')).toBe('rgb(1, 2, 3)');
  expect([await site.style('p', 'color'), await site.style('p', 'margin-top')]).toEqual([
    'rgb(4, 5, 6)',
    '3px',
  ]);
  expect(await site.edit({'_colors.scss': '$title: rgb(7, 8, 9);'})).toMatchObject({kind: 'style'});
  expect(await site.style('h1', 'color')).toBe('rgb(7, 8, 9)');
});
