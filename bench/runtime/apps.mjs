import {readdirSync, readFileSync, statSync} from 'node:fs';
import path from 'node:path';
import {watchScript} from './watch-script.mjs';

/** The React template of create-vite, with the script that watches. */
export function reactTemplate() {
  const root = 'node_modules/create-vite/template-react';
  const files = readdirSync(root, {recursive: true, encoding: 'utf8'}).filter((file) =>
    statSync(path.join(root, file)).isFile(),
  );
  const template = Object.fromEntries(
    files.map((file) => {
      const bytes = readFileSync(path.join(root, file));
      return [file.replaceAll('\\', '/'), /\.(png|ico)$/.test(file) ? bytes : bytes.toString()];
    }),
  );
  return {
    ...template,
    'index.html': String(template['index.html']).replace('<head>', `<head>${watchScript()}`),
  };
}

function page(entry, root) {
  return `<!doctype html><html><head>${watchScript()}</head><body><div id="${root}"></div><script type="module" src="${entry}"></script></body></html>`;
}

function manifest(dependencies) {
  return JSON.stringify({scripts: {dev: 'vite'}, dependencies, devDependencies: {vite: '^7.0.0'}});
}

/** A router, two stores, queries, forms, charts, motion, icons and dates. @param dependencies ranges by name */
export function manyPackages(dependencies) {
  return {
    'package.json': manifest({react: '^19.0.0', 'react-dom': '^19.0.0', ...dependencies}),
    'index.html': page('/src/main.jsx', 'root'),
    'src/main.jsx': `import {createRoot} from 'react-dom/client';
import {QueryClient, QueryClientProvider} from '@tanstack/react-query';
import {BrowserRouter} from 'react-router';
import App from './App.jsx';
createRoot(document.getElementById('root')).render(
  <QueryClientProvider client={new QueryClient()}><BrowserRouter><App /></BrowserRouter></QueryClientProvider>,
);
`,
    'src/store.js': `import {create} from 'zustand';
import {atom} from 'jotai';
export const useCount = create((set) => ({count: 0, increase: () => set(({count}) => ({count: count + 1}))}));
export const nameAtom = atom('Mara');
`,
    'src/App.jsx': `import {useQuery} from '@tanstack/react-query';
import {clsx} from 'clsx';
import {addDays, format} from 'date-fns';
import {useAtom} from 'jotai';
import {Camera, House} from 'lucide-react';
import {motion} from 'motion/react';
import {useForm} from 'react-hook-form';
import {Link, Route, Routes} from 'react-router';
import {Bar, BarChart, CartesianGrid, Line, LineChart, Tooltip, XAxis, YAxis} from 'recharts';
import {nameAtom, useCount} from './store.js';

const data = [{day: 'Mon', value: 3}, {day: 'Tue', value: 5}, {day: 'Wed', value: 2}];

function Charts() {
  return (
    <>
      <LineChart width={300} height={120} data={data}>
        <XAxis dataKey="day" /><YAxis /><CartesianGrid /><Tooltip /><Line dataKey="value" />
      </LineChart>
      <BarChart width={300} height={120} data={data}><XAxis dataKey="day" /><Bar dataKey="value" /></BarChart>
    </>
  );
}

export default function App() {
  const [name] = useAtom(nameAtom);
  const {count, increase} = useCount();
  const {register} = useForm({defaultValues: {name}});
  const {data: answer} = useQuery({queryKey: ['answer'], queryFn: async () => 42});
  return (
    <motion.main initial={{opacity: 0.5}} animate={{opacity: 1}} className={clsx('app', {counted: count > 0})}>
      <h1>Charts of {name}</h1>
      <nav><Link to="/"><House /> Home</Link> <Link to="/camera"><Camera /> Camera</Link></nav>
      <p>{format(addDays(new Date(2026, 0, 1), count), 'yyyy-MM-dd')} {answer}</p>
      <button onClick={increase}>{count}</button>
      <input {...register('name')} />
      <Routes><Route path="/" element={<Charts />} /><Route path="/camera" element={<p>Camera</p>} /></Routes>
    </motion.main>
  );
}
`,
  };
}

export const counter = {
  'package.json': manifest({react: '^19.0.0', 'react-dom': '^19.0.0'}),
  'index.html': page('/main.jsx', 'root'),
  'main.jsx': `import {createRoot} from 'react-dom/client';
import Counter from './Counter.jsx';
createRoot(document.getElementById('root')).render(<Counter />);
`,
  'Counter.jsx': `import {useState} from 'react';
export default function Counter() {
  const [count, setCount] = useState(10);
  return <main><h1>Hello from the workspace</h1><button onClick={() => setCount(count + 1)}>{count}</button></main>;
}
`,
};

export const vueComponent = `<script setup lang="ts">
import {ref} from 'vue';
const count = ref<number>(0);
</script>

<template>
  <h1>Hello from Vue</h1>
  <button @click="count++">{{ count }}</button>
</template>

<style scoped>
h1 { color: rgb(1, 2, 3); }
</style>
`;

/** The component alone, as @vue/repl takes it, and with what mounts it, as Vite does. */
export const vueApp = {
  'package.json': manifest({vue: '^3.5.0'}),
  'index.html': page('/src/main.js', 'app'),
  'src/main.js': `import {createApp} from 'vue';
import App from './App.vue';
createApp(App).mount('#app');
`,
  'src/App.vue': vueComponent,
};

const litElement = `import {html, LitElement} from 'lit';

export class HelloElement extends LitElement {
  count: number = 0;

  override render() {
    return html\`<p>Hello from Lit</p><button @click=\${() => this.count++}>\${this.count}</button>\`;
  }

  override updated() {
    document.body.dataset.shown = this.renderRoot.querySelector('p')!.textContent!;
  }
}
customElements.define('hello-element', HelloElement);
`;

const litPage = (script) =>
  `<!doctype html><html><head>${watchScript()}</head><body><hello-element></hello-element><script type="module" src="${script}"></script></body></html>`;

/** The same page for both: playground-elements serves `hello.ts` as `hello.js`, Vite as it is. */
export const litForPlayground = {'index.html': litPage('./hello.js'), 'hello.ts': litElement};
export const litApp = {
  'package.json': manifest({lit: '^3.0.0'}),
  'index.html': litPage('/hello.ts'),
  'hello.ts': litElement,
};
