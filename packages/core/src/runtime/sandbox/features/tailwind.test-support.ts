import type {Feature, Refusal} from './feature.test-support.js';

const styleOf = `const styleOf = (selector, property) => getComputedStyle(document.querySelector(selector)).getPropertyValue(property);`;

const counter = `import {useState} from 'react';
export default function App() {
  const [count, setCount] = useState(0);
  return <button id="count" className="mt-1" onClick={() => setCount(count + 1)}>{count}</button>;
}
`;

export const tailwind: Feature[] = [
  {
    name: 'Tailwind 4: utilities, variants, `@theme`, `@apply`, `@utility`',
    dependencies: {tailwindcss: '^4.0.0', '@tailwindcss/vite': '^4.0.0'},
    files: {
      'vite.config.js': `import {defineConfig} from 'vite';
import tailwindcss from '@tailwindcss/vite';
export default defineConfig({plugins: [tailwindcss()]});`,
      'main.js': `import './main.css';
document.body.innerHTML = '<p id="a" class="p-4 text-brand data-[state=on]:mt-[7px]" data-state="on">a</p><p id="b" class="card tight">b</p>';
${styleOf}
window.facts = () => ({
  padding: styleOf('#a', 'padding-left'), color: styleOf('#a', 'color'), margin: styleOf('#a', 'margin-top'),
  applied: styleOf('#b', 'margin-left'), own: styleOf('#b', 'letter-spacing'), reset: styleOf('body', 'margin-left'),
});`,
      'main.css': `@import "tailwindcss";
@theme { --color-brand: rgb(1, 2, 3); }
@utility tight { letter-spacing: 3px; }
.card { @apply ml-2; }`,
    },
    facts: {padding: '16px', color: 'rgb(1, 2, 3)', margin: '7px', applied: '8px', own: '3px', reset: '0px'},
    isBuilt: true,
  },
  {
    name: 'Tailwind 4: a class name that is typed shows at once and keeps the state',
    dependencies: {tailwindcss: '^4.0.0', react: '^19.0.0', 'react-dom': '^19.0.0'},
    files: {
      'main.jsx': `import {createRoot} from 'react-dom/client';
import App from './App.jsx';
import './main.css';
document.body.innerHTML = '<div id="root"></div>';
createRoot(document.getElementById('root')).render(<App />);
${styleOf}
window.facts = () => ({count: document.querySelector('#count')?.textContent, margin: styleOf('#count', 'margin-top')});`,
      'App.jsx': counter,
      'main.css': '@import "tailwindcss";',
    },
    facts: {count: '0', margin: '4px'},
    steps: [
      {click: '#count', facts: {count: '1', margin: '4px'}},
      {
        edit: {'App.jsx': counter.replace('mt-1', 'mt-[9px]')},
        kind: 'hot',
        facts: {count: '1', margin: '9px'},
      },
      {
        edit: {'main.css': '@import "tailwindcss"; #count { margin-top: 11px !important; }'},
        kind: 'style',
        facts: {count: '1', margin: '11px'},
      },
    ],
  },
  {
    name: 'Tailwind 4: `@config`, `@plugin` and `@source`',
    limits:
      'the configuration is read, never run; plugins are `typography`, `forms`, `aspect-ratio`, `container-queries` of Tailwind and `tailwindcss-animate`',
    dependencies: {tailwindcss: '^4.0.0', '@tailwindcss/typography': '^0.5.0'},
    files: {
      'main.js': `import './main.css';
document.body.innerHTML = '<p id="a" class="text-brand">a</p><article id="b" class="prose">b</article><p id="c" class="mt-7">c</p><p id="d">d</p>';
${styleOf}
document.querySelector('#d').className = ['mb', 5].join('-');
window.facts = () => ({color: styleOf('#a', 'color'), prose: styleOf('#b', 'max-width'), listed: styleOf('#d', 'margin-bottom')});`,
      'main.css': `@import "tailwindcss";
@config "./tailwind.config.js";
@plugin "@tailwindcss/typography";
@source inline("mb-5");
.prose { --tw-prose-body: black; }`,
      'tailwind.config.js': `const brand = {DEFAULT: 'rgb(4, 5, 6)'};
export default {theme: {extend: {colors: {brand}, typography: {DEFAULT: {css: {maxWidth: '300px'}}}}}};`,
    },
    facts: {color: 'rgb(4, 5, 6)', prose: '300px', listed: '20px'},
  },
  {
    name: 'Tailwind 4 in components of Vue and in packages of stylesheets',
    dependencies: {tailwindcss: '^4.0.0', vue: '^3.5.0', '@vitejs/plugin-vue': '^6.0.0'},
    files: {
      'node_modules/tw-effects/package.json':
        '{"name": "tw-effects", "exports": {".": {"style": "./effects.css"}}}',
      'node_modules/tw-effects/effects.css': '@utility spread { letter-spacing: 3px; }',
      'main.js': `import {createApp} from 'vue';
import App from './App.vue';
import './main.css';
document.body.innerHTML = '<div id="app"></div>';
createApp(App).mount('#app');
${styleOf}
window.facts = () => ({applied: styleOf('p', 'margin-top'), own: styleOf('p', 'color'), package: styleOf('p', 'letter-spacing')});`,
      'main.css': '@import "tailwindcss";\n@import "tw-effects";\n@theme { --color-brand: rgb(1, 2, 3); }',
      'App.vue': `<template><p class="title spread">p</p></template>
<style scoped>
@reference "./main.css";
.title { @apply mt-3 text-brand; }
</style>`,
    },
    facts: {applied: '12px', own: 'rgb(1, 2, 3)', package: '3px'},
    isBuilt: true,
  },
  {
    name: 'Tailwind 3: `tailwind.config`, `content`, `darkMode`, `@layer`, `@apply`, PostCSS configuration',
    limits: 'the configuration is read, never run; of PostCSS plugins only Tailwind does anything',
    dependencies: {
      tailwindcss: '^3.4.0',
      postcss: '^8.0.0',
      autoprefixer: '^10.0.0',
      '@tailwindcss/forms': '^0.5.0',
    },
    files: {
      'postcss.config.js': 'export default {plugins: {tailwindcss: {}, autoprefixer: {}}};',
      'tailwind.config.ts': `import type {Config} from 'tailwindcss';
import defaultTheme from 'tailwindcss/defaultTheme';
import forms from '@tailwindcss/forms';
export default {
  darkMode: 'class',
  content: ['./index.html', './*.js'],
  theme: {
    extend: {
      colors: {brand: {500: 'rgb(1, 2, 3)'}},
      fontFamily: {sans: ['Inter', ...defaultTheme.fontFamily.sans]},
      spacing: ({theme}) => ({huge: theme('borderWidth.8')}),
    },
  },
  plugins: [forms({strategy: 'class'})],
} satisfies Config;`,
      'main.css':
        '@tailwind base; @tailwind components; @tailwind utilities;\n@layer components { .card { @apply p-4; } }',
      'main.js': `import './main.css';
document.documentElement.className = 'dark';
document.body.innerHTML = '<p id="a" class="card text-black dark:text-brand-500 mt-huge">a</p><input id="b" class="form-input">';
${styleOf}
window.facts = () => ({
  color: styleOf('#a', 'color'), padding: styleOf('#a', 'padding-left'), margin: styleOf('#a', 'margin-top'),
  font: styleOf('#a', 'font-family').split(',')[0], form: styleOf('#b', 'padding-left'),
});`,
    },
    facts: {color: 'rgb(1, 2, 3)', padding: '16px', margin: '8px', font: 'Inter', form: '12px'},
    steps: [
      {
        edit: {
          'tailwind.config.ts': `export default {content: ['./*.js'], theme: {extend: {spacing: {huge: '5px'}}}};`,
        },
        facts: {color: 'rgb(0, 0, 0)', padding: '16px', margin: '5px', font: 'ui-sans-serif', form: '0px'},
      },
    ],
    isBuilt: true,
  },
];

export const tailwindRefusals: Refusal[] = [
  {
    name: 'Plugins of Tailwind that the project writes itself',
    dependencies: {tailwindcss: '^3.4.0'},
    files: {
      'main.js': "import './main.css';",
      'main.css': '@tailwind utilities;',
      'tailwind.config.js':
        "const plugin = require('tailwindcss/plugin');\nmodule.exports = {content: ['./*.js'], plugins: [plugin(() => {})]};",
    },
    sentence:
      'tailwindcss/plugin cannot be used in a configuration here, because configurations are read and never run.',
  },
];
