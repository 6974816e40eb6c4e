import {version as preactVersion} from 'preact/package.json';
import {version as reactVersion} from 'react/package.json';
import {version as reactDomVersion} from 'react-dom/package.json';
import {version as schedulerVersion} from 'scheduler/package.json';
import {version as solidVersion} from 'solid-js/package.json';
import {version as svelteVersion} from 'svelte/package.json';
import {version as vueVersion} from 'vue/package.json';
import specifiers from '../../packs/specifiers.json';
import {unexportedVersions} from './unexported-versions.js';

/** Packages that our own build has bundled into one file, `pack-<name>.js`, next to the worker. */
export interface Pack {
  name: string;
  /** Versions by package name. */
  packages: Record<string, string>;
  /** Every specifier that the pack answers. */
  specifiers: readonly string[];
}

export const packs: readonly Pack[] = [
  {
    name: 'react',
    packages: {react: reactVersion, 'react-dom': reactDomVersion, scheduler: schedulerVersion},
    specifiers: [
      'react',
      'react/jsx-runtime',
      'react/jsx-dev-runtime',
      'react-dom',
      'react-dom/client',
      'react-refresh/runtime',
      'scheduler',
    ],
  },
  {name: 'vue', packages: {vue: vueVersion}, specifiers: ['vue']},
  {name: 'preact', packages: {preact: preactVersion}, specifiers: specifiers.preact},
  {name: 'svelte', packages: {svelte: svelteVersion}, specifiers: specifiers.svelte},
  {name: 'qwik', packages: unexportedVersions.qwik, specifiers: specifiers.qwik},
  {name: 'solid', packages: {'solid-js': solidVersion}, specifiers: specifiers.solid},
  {
    name: 'lit',
    packages: unexportedVersions.lit,
    specifiers: specifiers.lit,
  },
];

/** Packages whose work this runtime does itself, so that they are accepted and never fetched. */
const builtInTools = [
  /^vite$/,
  /^@vitejs\/plugin-(react|react-swc|vue)$/,
  /^(@preact\/preset-vite|vite-plugin-solid|@sveltejs\/vite-plugin-svelte|svelte-check|@tsconfig\/svelte)$/,
  /^(typescript|vue-tsc|esbuild|rollup|sass|sass-embedded|less)$/,
  /^(tailwindcss|tailwindcss-animate|postcss|autoprefixer)$/,
  /^@tailwindcss\/(vite|postcss|aspect-ratio|container-queries|forms|typography)$/,
  /^@types\//,
  /^@vue\/(tsconfig|compiler-sfc)$/,
  /^(eslint|@eslint\/.+|eslint-.+|typescript-eslint|globals|prettier|oxlint)$/,
  /^(serve|http-server)$/,
];

export function isBuiltInTool(packageName: string): boolean {
  return builtInTools.some((pattern) => pattern.test(packageName));
}

export function packOfPackage(packageName: string): Pack | undefined {
  return packs.find((pack) => Object.hasOwn(pack.packages, packageName));
}

export function packOfSpecifier(specifier: string): Pack | undefined {
  return packs.find((pack) => pack.specifiers.includes(specifier));
}
