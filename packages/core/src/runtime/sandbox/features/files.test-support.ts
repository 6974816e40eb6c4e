import type {Feature, Refusal} from './feature.test-support.js';

const square = (size: number) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}"><rect width="${size}" height="${size}"/></svg>`;
const styleOf = `const styleOf = (selector, property) => getComputedStyle(document.querySelector(selector)).getPropertyValue(property);`;

const relativeFacts = {
  imported: 5,
  url: 7,
  late: 9,
  styled: 5,
  public: 3,
  worker: 'worked',
  workerClass: 'worked',
};

export const files: Feature[] = [
  {
    name: 'JSON, by default and by name; `?raw`, `?url`, `?inline`',
    files: {
      'main.js': `import data, {name} from './data.json';
import text from './note.txt?raw';
import source from './data.json?raw';
import address from './note.txt?url';
import css from './style.css?inline';
const fetched = await (await fetch(address)).text();
window.facts = () => ({data, name, text, source: source.length, fetched, css: css.includes('color'), styled: document.styleSheets.length});`,
      'data.json': '{"name": "Ada", "n": 1}',
      'note.txt': 'note',
      'style.css': 'p { color: red; }',
    },
    facts: {
      data: {name: 'Ada', n: 1},
      name: 'Ada',
      text: 'note',
      source: 23,
      fetched: 'note',
      css: true,
      styled: 0,
    },
    isBuilt: true,
  },
  {
    name: 'SVG, images and fonts as assets; `new URL(…, import.meta.url)`; `public/`',
    files: {
      'public/public.svg': square(3),
      'square.svg': square(5),
      'other.svg': square(7),
      'font.woff2': Uint8Array.of(1, 2, 3),
      'main.js': `import address from './square.svg';
import font from './font.woff2';
const fontBytes = (await (await fetch(font)).arrayBuffer()).byteLength;
document.body.innerHTML = '<img id="imported"><img id="public" src="/public.svg"><img id="url">';
document.querySelector('#imported').src = address;
document.querySelector('#url').src = new URL('./other.svg', import.meta.url).href;
const width = (id) => document.querySelector(id).naturalWidth;
window.facts = () => ({imported: width('#imported'), public: width('#public'), url: width('#url'), font: fontBytes});`,
    },
    facts: {imported: 5, public: 3, url: 7, font: 3},
    isBuilt: true,
  },
  {
    name: 'A relative `base`: what is built runs in any folder',
    files: {
      'vite.config.js': `import {resolve} from 'node:path';
export default {base: './', build: {rollupOptions: {input: {main: resolve(__dirname, 'index.html'), about: resolve(__dirname, 'about/index.html')}}}};`,
      'index.html':
        '<!doctype html><html><head><script type="module" src="/main.js"></script></head><body><a id="link" href="./about/index.html">About</a></body></html>',
      'about/index.html':
        '<!doctype html><html><head><script type="module" src="./about.js"></script></head><body></body></html>',
      'public/public.svg': square(3),
      'square.svg': square(5),
      'other.svg': square(7),
      'late.svg': square(9),
      'main.js': `import {show} from './show.js'; window.facts = await show('main');`,
      'about/about.js': `import {show} from '../show.js'; window.facts = await show('about');`,
      'show.js': `import './show.css';
import address from './square.svg';
import WorkerClass from './work.js?worker';
const answerOf = (worker) => new Promise((resolve) => { worker.onmessage = ({data}) => resolve(data); });
const size = (source) => new Promise((resolve) => {
  const image = new Image();
  image.onload = image.onerror = () => resolve(image.naturalWidth);
  image.src = source;
});
const urlIn = (selector) => /url\\("(.*)"\\)/.exec(getComputedStyle(document.querySelector(selector)).backgroundImage)[1];
export async function show(page) {
  document.body.insertAdjacentHTML('beforeend', '<p></p><b></b>');
  const {late} = await import('./late.js');
  const facts = {
    page, imported: await size(address), url: await size(new URL('./other.svg', import.meta.url).href), late: await size(late),
    styled: await size(urlIn('p')), public: await size(urlIn('b')),
    worker: await answerOf(new Worker(new URL('./work.js', import.meta.url), {type: 'module'})),
    workerClass: await answerOf(new WorkerClass()),
  };
  return () => facts;
}`,
      'late.js': "export const late = new URL('./late.svg', import.meta.url).href;",
      'work.js': "postMessage('worked');",
      'show.css': 'p { background-image: url(./square.svg); } b { background-image: url(/public.svg); }',
    },
    facts: {page: 'main', ...relativeFacts},
    steps: [{click: '#link', facts: {page: 'about', ...relativeFacts}}],
    isBuilt: true,
  },
  {
    name: 'CSS: `@import` with media and layers, `url()`, nesting',
    files: {
      'square.svg': square(5),
      'main.js': `import './main.css';
document.body.innerHTML = '<p><b>b</b></p>';
${styleOf}
window.facts = () => ({
  nested: styleOf('p b', 'color'), imported: styleOf('p', 'margin-top'), printed: styleOf('p', 'margin-left'),
  image: styleOf('p', 'background-image').includes('square') || styleOf('p', 'background-image').includes('data:'),
});`,
      'main.css':
        '@import "./base.css" layer(base); @import "./print.css" print; p { & b { color: rgb(1, 2, 3); } background: url(./square.svg); }',
      'base.css': 'p { margin: 3px; }',
      'print.css': 'p { margin-left: 9px; }',
    },
    facts: {nested: 'rgb(1, 2, 3)', imported: '3px', printed: '3px', image: true},
    isBuilt: true,
  },
  {
    name: 'CSS modules, with `composes` and `:global`',
    files: {
      'main.js': `import box, {title} from './box.module.css';
document.body.innerHTML = '<p class="' + box.box + '">p</p><b class="plain">b</b>';
${styleOf}
window.facts = () => ({
  own: box.box !== 'box' && title === box.title, margin: styleOf('p', 'margin-left'), padding: styleOf('p', 'padding-left'),
  color: styleOf('p', 'color'), global: styleOf('b', 'color'),
});`,
      'box.module.css':
        ".base { margin: 3px; } .box { composes: base; composes: shared from './shared.module.css'; color: rgb(1, 2, 3); } .title {} :global(.plain) { color: rgb(4, 5, 6); }",
      'shared.module.css': '.shared { padding: 5px; }',
    },
    facts: {own: true, margin: '3px', padding: '5px', color: 'rgb(1, 2, 3)', global: 'rgb(4, 5, 6)'},
    isBuilt: true,
  },
  {
    name: 'Sass: `@use`, mixins, nesting, the indented syntax, in CSS modules',
    dependencies: {sass: '^1.0.0'},
    files: {
      'main.js': `import './main.scss';
import './old.sass';
import box from './box.module.scss';
document.body.innerHTML = '<p class="' + box.box + '"><b>b</b></p>';
${styleOf}
window.facts = () => ({used: styleOf('p b', 'color'), indented: styleOf('p', 'margin-left'), module: styleOf('p', 'padding-left')});`,
      'main.scss': "@use 'colors'; p { b { color: colors.$title; } }",
      '_colors.scss': '$title: rgb(1, 2, 3);',
      'old.sass': 'p\n  margin: 3px\n',
      'box.module.scss': '@mixin pad($n) { padding: $n; } .box { @include pad(5px); }',
    },
    facts: {used: 'rgb(1, 2, 3)', indented: '3px', module: '5px'},
    steps: [
      {
        edit: {'_colors.scss': '$title: rgb(7, 8, 9);'},
        kind: 'style',
        facts: {used: 'rgb(7, 8, 9)', indented: '3px', module: '5px'},
      },
    ],
    isBuilt: true,
  },
  {
    name: 'Less: variables, mixins, `@import`, in CSS modules',
    limits: 'no plugins, and no JavaScript in stylesheets',
    dependencies: {less: '^4.0.0'},
    files: {
      'main.js': `import './main.less';
import box from './box.module.less';
document.body.innerHTML = '<p class="' + box.box + '"><b>b</b></p>';
${styleOf}
window.facts = () => ({color: styleOf('p b', 'color'), module: styleOf('p', 'padding-left')});`,
      'main.less': "@import 'colors'; p { b { color: @title; } }",
      'colors.less': '@title: rgb(1, 2, 3);',
      'box.module.less': '.pad(@n) { padding: @n; } .box { .pad(5px); }',
    },
    facts: {color: 'rgb(1, 2, 3)', module: '5px'},
    steps: [
      {
        edit: {'colors.less': '@title: rgb(7, 8, 9);'},
        kind: 'style',
        facts: {color: 'rgb(7, 8, 9)', module: '5px'},
      },
    ],
    isBuilt: true,
  },
];

export const fileRefusals: Refusal[] = [
  {
    name: 'Stylus',
    files: {'main.js': "import './main.styl';", 'main.styl': 'p\n  color red'},
    sentence: 'Stylus is not supported here. Write Sass, Less or plain CSS; nesting works.',
  },
];
