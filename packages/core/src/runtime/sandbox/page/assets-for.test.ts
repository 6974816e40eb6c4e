import {expect, test} from 'vitest';
import {toTree} from '../../../files/tree.js';
import {assetsFor} from './assets-for.js';

const manifest = (dependencies: Record<string, string>) => JSON.stringify({dependencies});

const cases: [about: string, files: Record<string, string>, assets: string[]][] = [
  ['a plain page', {'index.html': '<h1>Hello</h1>', 'vite.config.ts': 'export default {}'}, []],
  ['React', {'package.json': manifest({'react-dom': '^19'}), 'src/main.jsx': ''}, ['pack-react.js']],
  ['types', {'src/deep/main.tsx': ''}, ['compiler-typescript.js']],
  ['declarations alone', {'src/vite-env.d.ts': '', 'src/main.js': ''}, []],
  [
    'Vue',
    {'package.json': manifest({vue: '^3'}), 'src/App.vue': '<script setup>\n</script>'},
    ['compiler-vue.js', 'pack-vue.js'],
  ],
  [
    'Vue with types',
    {'src/App.vue': '<script setup lang="ts">\n</script>'},
    ['compiler-typescript.js', 'compiler-vue.js'],
  ],
  ['Svelte', {'src/App.svelte': '<h1>Hello</h1>'}, ['compiler-svelte.js']],
  ['a package.json that is broken', {'package.json': '{', 'src/main.js': ''}, []],
  ['dependencies of another kind', {'package.json': '{"dependencies": null}'}, []],
];

test.each(cases)('RT-F16 what is fetched at once for %s', (_about, files, assets) => {
  expect(assetsFor(toTree(files)).sort()).toEqual([...assets, 'pack-frame.js'].sort());
});
