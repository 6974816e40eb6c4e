import type {Feature} from './feature.test-support.js';

export const language: Feature[] = [
  {
    name: 'JSX, automatic: React, fragments, spread, keys',
    dependencies: {react: '^19.0.0', 'react-dom': '^19.0.0'},
    files: {
      'main.jsx': `import {createRoot} from 'react-dom/client';
const more = {id: 'a', title: 'x'};
const App = () => <><p {...more} data-n={1}>one &amp; two</p>{[1, 2].map((n) => <i key={n}>{n}</i>)}</>;
document.body.innerHTML = '<div></div>';
createRoot(document.querySelector('div')).render(<App />);
window.facts = () => document.querySelector('div').innerHTML;`,
    },
    facts: '<p id="a" title="x" data-n="1">one &amp; two</p><i>1</i><i>2</i>',
    isBuilt: true,
  },
  {
    name: 'JSX, classic: by `tsconfig.json`, and by a comment in the file',
    files: {
      'tsconfig.json':
        '{"compilerOptions": {"jsx": "react", "jsxFactory": "h", "jsxFragmentFactory": "Fragment"}}',
      'h.ts': `export const Fragment = 'fragment';
export const h = (name: string, properties: object | null, ...children: unknown[]) => [name, properties, ...children];`,
      'main.tsx': `import {h, Fragment} from './h';
import {other} from './other';
window.facts = () => [<><b id="x">y</b></>, other];`,
      'other.jsx': `/** @jsx make */
const make = (name) => 'made ' + name;
export const other = <i />;`,
    },
    facts: [['fragment', null, ['b', {id: 'x'}, 'y']], 'made i'],
    isBuilt: true,
  },
  {
    name: 'Dynamic import, circular imports, top-level await, live bindings',
    files: {
      'main.js': `import {count, increase} from './count.js';
import {isEven} from './even.js';
const awaited = await Promise.resolve('awaited');
const name = 'two';
const chosen = await import(\`./pages/\${name}.js\`);
const late = await import('./pages/one.js');
increase();
window.facts = () => ({count, even: isEven(4), awaited, chosen: chosen.default, late: late.default});`,
      'count.js': 'export let count = 1;\nexport function increase() { count++; }',
      'even.js':
        "import {isOdd} from './odd.js';\nexport function isEven(n) { return n === 0 || isOdd(n - 1); }",
      'odd.js':
        "import {isEven} from './even.js';\nexport function isOdd(n) { return n !== 0 && isEven(n - 1); }",
      'pages/one.js': 'export default 1;',
      'pages/two.js': 'export default 2;',
    },
    facts: {count: 2, even: true, awaited: 'awaited', chosen: 2, late: 1},
    isBuilt: true,
  },
  {
    name: '`React.lazy` and `Suspense`',
    dependencies: {react: '^19.0.0', 'react-dom': '^19.0.0'},
    files: {
      'main.jsx': `import {lazy, Suspense} from 'react';
import {createRoot} from 'react-dom/client';
const Late = lazy(() => import('./Late.jsx'));
document.body.innerHTML = '<div></div>';
createRoot(document.querySelector('div')).render(<Suspense fallback={<i>wait</i>}><Late /></Suspense>);
window.facts = () => document.querySelector('div').innerHTML;`,
      'Late.jsx': 'export default function Late() { return <b>late</b>; }',
    },
    facts: '<b>late</b>',
    isBuilt: true,
  },
  {
    name: '`import.meta.env`, `.env` files, `%NAME%` in the page',
    limits: 'names that begin with `VITE_`; the mode is `development`, and `production` in a build',
    files: {
      '.env': 'VITE_A=a\nVITE_B="b $VITE_A"\nSECRET=no',
      '.env.local': 'VITE_A=local',
      'index.html':
        '<!doctype html><html><head><title>%VITE_B%</title></head><body><script type="module" src="/main.js"></script></body></html>',
      'main.js': `const {VITE_A, VITE_B, SECRET = null, BASE_URL, SSR} = import.meta.env;
window.facts = () => ({VITE_A, VITE_B, SECRET, BASE_URL, SSR, title: document.title, both: import.meta.env.DEV !== import.meta.env.PROD});`,
    },
    facts: {
      VITE_A: 'local',
      VITE_B: 'b a',
      SECRET: null,
      BASE_URL: '/',
      SSR: false,
      title: 'b a',
      both: true,
    },
    isBuilt: true,
  },
  {
    name: '`import.meta.glob`: lazy and eager, `import`, `query`, several patterns',
    files: {
      'main.js': `const lazy = import.meta.glob(['./pages/*.js', '!./pages/no.js']);
const eager = import.meta.glob('./pages/*.js', {eager: true, import: 'default'});
const texts = import.meta.glob('./pages/*.txt', {eager: true, query: '?raw', import: 'default'});
const one = await lazy['./pages/one.js']();
window.facts = () => ({keys: Object.keys(lazy), one: one.default, eager, texts});`,
      'pages/one.js': 'export default 1;',
      'pages/no.js': 'export default 0;',
      'pages/note.txt': 'note',
    },
    facts: {
      keys: ['./pages/one.js'],
      one: 1,
      eager: {'./pages/no.js': 0, './pages/one.js': 1},
      texts: {'./pages/note.txt': 'note'},
    },
    isBuilt: true,
  },
  {
    name: 'Aliases of Vite and of `tsconfig.json`',
    limits: 'where they are written out: the configuration is read, never run',
    files: {
      'vite.config.ts': `import path from 'node:path';
export default {resolve: {alias: {'@': path.resolve(__dirname, './src'), ui: '/src/ui'}}};`,
      'tsconfig.json': '{"compilerOptions": {"paths": {"~/*": ["./src/*"],} /* as Vite writes it */}}',
      'src/value.ts': 'export const value = 1;',
      'src/ui/index.ts': 'export const ui = 2;',
      'src/style.css': 'p { color: rgb(1, 2, 3); }',
      'main.ts': `import {value} from '@/value';
import {value as same} from '~/value';
import {ui} from 'ui';
import '@/style.css';
document.body.innerHTML = '<p>p</p>';
window.facts = () => ({value, same, ui, color: getComputedStyle(document.querySelector('p')!).color});`,
    },
    facts: {value: 1, same: 1, ui: 2, color: 'rgb(1, 2, 3)'},
    isBuilt: true,
  },
  {
    name: 'Packages: `exports` with conditions, `browser` fields, CommonJS and ES modules mixed, JSON, deep imports',
    files: {
      'node_modules/by-exports/package.json': JSON.stringify({
        name: 'by-exports',
        exports: {
          '.': {node: './node.js', import: './module.mjs', default: './no.js'},
          './deep': {browser: './browser.js', default: './no.js'},
        },
      }),
      'node_modules/by-exports/module.mjs':
        "import common, {named} from 'common';\nexport const value = [common.named, named, 'module'];",
      'node_modules/by-exports/browser.js': 'module.exports = {where: "browser"};',
      'node_modules/common/package.json': JSON.stringify({
        name: 'common',
        main: './index.js',
        browser: {'./server.js': './client.js', fs: false},
      }),
      'node_modules/common/index.js':
        "const {side} = require('./server.js'); const fs = require('fs'); const {version} = require('./data.json'); exports.named = [side, Object.keys(fs).length, version];",
      'node_modules/common/server.js': 'exports.side = "server";',
      'node_modules/common/client.js': 'exports.side = "client";',
      'node_modules/common/data.json': '{"version": 3}',
      'main.js': `import {value} from 'by-exports';
import {where} from 'by-exports/deep';
window.facts = () => ({value, where});`,
    },
    facts: {value: [['client', 0, 3], ['client', 0, 3], 'module'], where: 'browser'},
    isBuilt: true,
  },
  {
    name: 'One React only, whatever packages ask for it',
    dependencies: {react: '^19.0.0', 'react-dom': '^19.0.0'},
    files: {
      'node_modules/widget/package.json':
        '{"name": "widget", "main": "index.js", "peerDependencies": {"react": ">=16"}}',
      'node_modules/widget/index.js': `const React = require('react');
exports.useTwice = (n) => React.useState(n * 2)[0];
exports.same = React;`,
      'main.jsx': `import * as React from 'react';
import {createRoot} from 'react-dom/client';
import {same, useTwice} from 'widget';
const App = () => <p>{useTwice(2)}</p>;
document.body.innerHTML = '<div></div>';
createRoot(document.querySelector('div')).render(<App />);
window.facts = () => ({text: document.querySelector('p')?.textContent, isSame: same.useState === React.useState});`,
    },
    facts: {text: '4', isSame: true},
    isBuilt: true,
  },
];
