import type {DirectoryNode, FileSystemTree} from '../../files/tree.js';

/** A tree from paths: `{'src/main.ts': '…'}`. */
export function project(files: Record<string, string | Uint8Array>): FileSystemTree {
  const tree: FileSystemTree = {};
  for (const [path, contents] of Object.entries(files)) {
    const folders = path.split('/');
    const name = folders.pop()!;
    let at = tree;
    for (const folder of folders) {
      const node = (at[folder] ??= {directory: {}}) as DirectoryNode;
      at = node.directory;
    }
    at[name] = {file: {contents}};
  }
  return tree;
}

function manifest(
  dependencies: Record<string, string>,
  devDependencies: Record<string, string> = {},
): string {
  return JSON.stringify({
    name: 'app',
    private: true,
    type: 'module',
    scripts: {dev: 'vite'},
    dependencies,
    devDependencies: {vite: '^7.0.0', ...devDependencies},
  });
}

function page(entry: string, root = 'root'): string {
  return `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>App</title></head>
  <body><div id="${root}"></div><script type="module" src="${entry}"></script></body>
</html>`;
}

const square =
  '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>';

export const reactApp = `import {useState} from 'react';
import {Badge} from './Badge.tsx';
import './App.css';

export default function App() {
  const [count, setCount] = useState(0);
  return (
    <main>
      <h1 id="title">First</h1>
      <button id="count" onClick={() => setCount(count + 1)}>{count}</button>
      <Badge label="new" />
    </main>
  );
}
`;

export const reactProject: Record<string, string> = {
  'package.json': manifest({react: '^19.0.0', 'react-dom': '^19.0.0'}, {'@vitejs/plugin-react': '^5.0.0'}),
  'index.html': page('/src/main.jsx'),
  'src/main.jsx': `import {StrictMode} from 'react';
import {createRoot} from 'react-dom/client';
import App from './App.jsx';
createRoot(document.getElementById('root')).render(<StrictMode><App /></StrictMode>);
`,
  'src/App.jsx': reactApp,
  'src/App.css': '#title { color: rgb(1, 2, 3); }',
  'src/Badge.tsx': `interface Props { label: string }
export function Badge({label}: Props) { return <b id="badge">{label satisfies string}</b>; }
`,
};

export const vueApp = `<script setup lang="ts">
import {ref} from 'vue';
import Greeting from './Greeting.vue';
const count = ref<number>(0);
</script>

<template>
  <h1 id="title">First</h1>
  <button id="count" @click="count++">{{ count }}</button>
  <Greeting name="Ada" />
</template>

<style scoped>
h1 { color: rgb(1, 2, 3); }
</style>
`;

export const vueProject: Record<string, string> = {
  'package.json': manifest({vue: '^3.5.0'}, {'@vitejs/plugin-vue': '^6.0.0', typescript: '~5.9.0'}),
  'index.html': page('/src/main.ts', 'app'),
  'src/main.ts': `import {createApp} from 'vue';
import App from './App.vue';
createApp(App).mount('#app');
`,
  'src/App.vue': vueApp,
  'src/Greeting.vue': `<script setup lang="ts">
defineProps<{name: string}>();
</script>
<template><div><h1 class="greeting">Hello, {{ name }}</h1></div></template>
`,
};

export const typeScriptProject: Record<string, string> = {
  'package.json': manifest({}, {typescript: '~5.9.0'}),
  'index.html': page('/src/main.ts', 'app'),
  'tsconfig.json': '{"compilerOptions": {"paths": {"@/*": ["./src/*"]}} /* as Vite writes it */}',
  '.env': 'VITE_GREETING="hello"\nSECRET=no\n',
  'public/square.svg': square,
  'src/square.svg': square,
  'src/style.css': '#app { color: rgb(1, 2, 3); }',
  'src/box.module.css': '.box { margin: 3px; }',
  'src/data.json': '{"name": "data"}',
  'src/note.txt': 'note',
  'src/pages/one.ts': 'export default 1;',
  'src/pages/two.ts': 'export default 2;',
  'src/kinds.ts': 'export enum Kind { Small = "small" }\nexport interface Shape { kind: Kind }\n',
  'src/even.ts':
    "import {isOdd} from './odd';\nexport function isEven(n: number): boolean { return n === 0 || isOdd(n - 1); }\n",
  'src/odd.ts':
    "import {isEven} from './even';\nexport const early = isEven(0);\nexport function isOdd(n: number): boolean { return n !== 0 && isEven(n - 1); }\n",
  'src/main.ts': `import './style.css';
import box from './box.module.css';
import data, {name} from './data.json';
import note from './note.txt?raw';
import squareUrl from './square.svg';
import {Kind, type Shape} from '@/kinds';
import {isEven} from './even';
const shape: Shape = {kind: Kind.Small};
const lazy = import.meta.glob('./pages/*.ts');
const eager = import.meta.glob('./pages/*.ts', {eager: true, import: 'default'});
const awaited = await Promise.resolve('awaited');
const page = 'two';
const chosen = await import(\`./pages/\${page}.ts\`);
const facts = {
  kind: shape.kind, data: data.name, name, note, awaited, even: isEven(4), chosen: chosen.default,
  lazy: Object.keys(lazy), eager, greeting: import.meta.env.VITE_GREETING, secret: import.meta.env.SECRET ?? null,
  mode: import.meta.env.MODE, isTop: window === window.parent, path: location.pathname,
};
document.querySelector('#app')!.innerHTML = \`<p id="facts" class="\${box.box}">\${JSON.stringify(facts)}</p>
  <img id="public" src="/square.svg"><img id="imported" src="\${squareUrl}">\`;
document.addEventListener('DOMContentLoaded', () => document.body.setAttribute('data-loaded', 'yes'));
`,
};

export const staticProject: Record<string, string> = {
  'index.html': `<!doctype html>
<html><head><title>Home</title>
<link rel="stylesheet" href="css/style.css">
<script src="js/first.js"></script>
</head><body>
<h1>Home</h1>
<a id="about" href="about.html">About</a>
<button id="go" onclick="location.href = 'pages/deep.html?from=home#end'">Go</button>
<img id="picture" src="img/square.svg">
<p id="facts"></p>
<script>const shared = 'shared'; const here = window.location.pathname;</script>
<script src="js/second.js"></script>
</body></html>`,
  'about.html': `<!doctype html><title>About</title><h1>About</h1>
<p id="kept"></p><a id="home" href="index.html">Home</a>
<script>document.getElementById('kept').textContent = localStorage.getItem('kept');</script>`,
  'pages/deep.html': `<!doctype html><h1>Deep</h1><p id="address"></p><a id="up" href="../index.html">Up</a>
<script>document.getElementById('address').textContent = location.pathname + location.search + location.hash;</script>`,
  'css/style.css': '@import "base.css"; h1 { color: rgb(1, 2, 3); }',
  'css/base.css': 'p { color: rgb(4, 5, 6); background: url(../img/square.svg); }',
  'js/first.js': 'function greet() { return "hello"; }',
  'js/second.js': `localStorage.setItem('kept', 'kept');
fetch('data/list.json').then((response) => response.json()).then((list) => {
  document.getElementById('facts').textContent = [greet(), shared, here, list.length].join(' ');
});`,
  'img/square.svg': square,
  'data/list.json': '[1, 2, 3]',
};
