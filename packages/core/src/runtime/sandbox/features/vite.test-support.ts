import type {Feature} from './feature.test-support.js';

const sprite =
  '<svg xmlns="http://www.w3.org/2000/svg"><symbol id="home" viewBox="0 0 10 10"><rect width="10" height="10" fill="url(#paint)"/></symbol><linearGradient id="paint"><stop stop-color="red"/></linearGradient></svg>';

const built: Feature['files'] = {
  'main.js': `import './style.css';
import picture from './picture.png';
document.body.innerHTML = '<p>Built</p><img>';
document.querySelector('img').src = picture;
const late = await import('./late.js');
window.facts = () => ({
  mode: import.meta.env.MODE, late: late.name, color: getComputedStyle(document.querySelector('p')).color,
  shown: document.querySelector('img').naturalWidth, path: location.pathname,
});`,
  'late.js': 'export const name = "late";',
  'style.css': 'p { color: rgb(1, 2, 3); }',
  'picture.png': Uint8Array.from(
    atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
    (character) => character.charCodeAt(0),
  ),
};

const builtFacts = {mode: 'production', late: 'late', color: 'rgb(1, 2, 3)', shown: 1, path: '/'};

const updateEvents = [
  ['beforeUpdate', 'update', '/value.js'],
  ['afterUpdate', 'update', '/value.js'],
];

export const vite: Feature[] = [
  {
    name: 'Several pages: links between them, `rollupOptions.input`',
    limits: 'a build has the pages that the configuration writes out, else `index.html`',
    files: {
      'vite.config.js': `import {resolve} from 'node:path';
export default {build: {rollupOptions: {input: {main: resolve(__dirname, 'index.html'), about: resolve(__dirname, 'about/index.html')}}}};`,
      'index.html': `<!doctype html><html><head><script type="module" src="/main.js"></script></head><body><h1>Home</h1><a id="link" href="/about/index.html">About</a></body></html>`,
      'about/index.html': `<!doctype html><html><head><script type="module" src="./about.js"></script></head><body><h1>About</h1><img src="../mark.svg"></body></html>`,
      'main.js': `import {facts} from './facts.js'; window.facts = facts;`,
      'about/about.js': `import './about.css'; import {facts} from '../facts.js'; window.facts = facts;`,
      'about/about.css': 'h1 { color: rgb(1, 2, 3); }',
      'facts.js': `export const facts = () => {
  const heading = document.querySelector('h1');
  return {title: heading.textContent, color: getComputedStyle(heading).color, image: document.querySelector('img')?.naturalWidth ?? 0};
};`,
      'mark.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="7" height="7"/>',
    },
    facts: {title: 'Home', color: 'rgb(0, 0, 0)', image: 0},
    steps: [{click: '#link', facts: {title: 'About', color: 'rgb(1, 2, 3)', image: 7}}],
    isBuilt: true,
  },
  {
    name: '`<use href="/file.svg#id">`, in the page, in markup, in a shadow root',
    files: {
      'index.html': `<!doctype html><html><head></head><body><svg id="a" width="20" height="20"><use href="/icons.svg#home"></use></svg>
<script type="module" src="/main.js"></script></body></html>`,
      'public/icons.svg': sprite,
      'main.js': `document.body.insertAdjacentHTML('beforeend', '<svg id="b" width="20" height="20"><use href="/icons.svg#home"/></svg><div id="host"></div>');
const root = document.querySelector('#host').attachShadow({mode: 'open'});
const space = 'http://www.w3.org/2000/svg';
const svg = root.appendChild(document.createElementNS(space, 'svg'));
svg.setAttribute('width', '20');
const use = document.createElementNS(space, 'use');
use.setAttribute('href', '/icons.svg#home');
svg.append(use);
const isDrawn = (element) => Boolean(element?.getBBox().width);
window.facts = () => ({
  page: isDrawn(document.querySelector('#a use')), markup: isDrawn(document.querySelector('#b use')), shadow: isDrawn(use),
  read: use.getAttribute('href'),
});`,
    },
    facts: {page: true, markup: true, shadow: true, read: '/icons.svg#home'},
    isBuilt: true,
  },
  {
    name: '`vite preview`: what was built',
    files: built,
    commands: ['npm install', 'npm run build', 'npm run preview'],
    facts: builtFacts,
  },
  {
    name: '`serve dist`, `http-server dist`',
    files: built,
    commands: ['npm install', 'npm run build', 'npx serve dist'],
    facts: builtFacts,
  },
  {
    name: '`import.meta.hot`: `accept`, `dispose`, `data`, and the events `vite:beforeUpdate`, `afterUpdate`, `error`',
    limits: 'no events of plugins',
    files: {
      'main.js': `import {value} from './value.js';
const seen = [];
const hot = import.meta.hot;
let shown = value;
hot.accept('./value.js', (module) => { shown = module.value; });
for (const name of ['beforeUpdate', 'afterUpdate', 'error']) {
  hot.on('vite:' + name, (payload) => seen.push([name, payload.type, payload.updates?.[0]?.path ?? '']));
}
window.facts = () => ({shown, seen, disposed: window.disposed ?? null});`,
      'value.js': `export const value = 1;
import.meta.hot.dispose((data) => { data.last = value; });`,
    },
    facts: {shown: 1, seen: [], disposed: null},
    steps: [
      {
        edit: {'value.js': 'export const value = 2; window.disposed = import.meta.hot.data.last;'},
        kind: 'hot',
        facts: {shown: 2, disposed: 1, seen: updateEvents},
      },
      {
        edit: {'value.js': 'export const value = ;'},
        facts: {shown: 2, disposed: 1, seen: [...updateEvents, ['error', 'error', '']]},
      },
    ],
  },
];
