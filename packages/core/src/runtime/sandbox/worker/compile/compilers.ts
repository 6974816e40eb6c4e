import type * as VueCompiler from '@vue/compiler-sfc';
import type {build, transform} from 'esbuild-wasm/esm/browser.js';
import type {compileString} from 'sass';
import type * as Sucrase from 'sucrase';
import type * as SvelteCompiler from 'svelte/compiler';
import type {compile as compileTailwind} from 'tailwindcss';

/** Compilers of languages and frameworks: large, so each is loaded when the first file of its kind is met. */
export interface Compilers {
  typeScript(): TypeScriptCompiler;
  vue(): VueModule;
  svelte(): SvelteModule;
  solid(): SolidCompiler;
  sass(): SassCompiler;
  less(): LessCompiler;
  /** Answers Qwik's optimizer once its WebAssembly, at this address, has been loaded. */
  qwik(): (wasmUrl: string) => Promise<QwikTransform>;
  tailwind(): TailwindCompiler;
  tailwind3(): Tailwind3Compiler;
  /** Answers esbuild once its WebAssembly, at this address, has been loaded. */
  esbuild(): (wasmUrl: string) => Promise<Esbuild>;
}

export interface Esbuild {
  build: typeof build;
  transform: typeof transform;
}

export type VueModule = Pick<
  typeof VueCompiler,
  'parse' | 'compileScript' | 'compileTemplate' | 'compileStyle'
>;

export type SvelteModule = Pick<typeof SvelteCompiler, 'compile' | 'compileModule'>;

export type TypeScriptCompiler = typeof Sucrase.transform;

/** What Svelte's compiler throws. */
export type CompilerProblem = Error & {start?: {line: number; column: number}};

/** Answers the code and the mappings of its source map. */
export type SolidCompiler = (code: string, path: string) => {code: string; mappings: string};

export type SassCompiler = typeof compileString;

/** What Sass throws. Lines and columns count from 0. */
export type SassProblem = Error & {
  sassMessage: string;
  span: {start: {line: number; column: number}; url?: URL};
};

/** `load` answers an import as seen from a folder, which ends in a slash. */
export type LessCompiler = (
  source: string,
  path: string,
  load: (specifier: string, folder: string) => {path: string; source: string} | undefined,
) => {css: string; imports: string[]};

/** What Less throws. Lines count from 1, columns from 0. */
export interface LessProblem {
  type: string;
  message: string;
  filename?: string;
  line?: number | null;
  column?: number | null;
}

/** What is used of Qwik's optimizer. */
export type QwikTransform = (options: Record<string, unknown>) => {
  modules: {code: string; map: string | null}[];
  diagnostics: {
    category: string;
    message: string;
    highlights: {startLine: number; startCol: number}[] | null;
  }[];
};

export interface TailwindCompiler {
  compile: typeof compileTailwind;
  /** Tailwind's own, by specifier without `.css`. */
  stylesheets: Record<string, string>;
  /** What a configuration may import, by specifier. */
  modules: Record<string, unknown>;
}

export interface Tailwind3Compiler {
  /** Answers CSS for the class names in all contents that were ever given. */
  compile: (
    css: string,
    options: {from: string; config: Record<string, unknown>},
  ) => (contents: readonly {content: string; extension: string}[]) => Promise<string>;
  modules: Record<string, unknown>;
}

interface Loaded {
  typescript: TypeScriptCompiler;
  vue: VueModule;
  svelte: SvelteModule;
  solid: SolidCompiler;
  sass: SassCompiler;
  less: LessCompiler;
  qwik: (wasmUrl: string) => Promise<QwikTransform>;
  tailwind: TailwindCompiler;
  tailwind3: Tailwind3Compiler;
  esbuild: (wasmUrl: string) => Promise<Esbuild>;
}

declare global {
  /** Set by `compiler-*.js` when they run in the worker. */
  var codecraftCompilers: Partial<Loaded> | undefined;
}

/** @param runScript runs one of our prebuilt files, at once */
export function loadedCompilers(runScript: (fileName: string) => void): Compilers {
  const load = <Name extends keyof Loaded>(name: Name): Loaded[Name] => {
    if (!globalThis.codecraftCompilers?.[name]) runScript(`compiler-${name}.js`);
    return globalThis.codecraftCompilers![name]!;
  };
  return {
    typeScript: () => load('typescript'),
    vue: () => load('vue'),
    svelte: () => load('svelte'),
    solid: () => load('solid'),
    sass: () => load('sass'),
    less: () => load('less'),
    qwik: () => load('qwik'),
    tailwind: () => load('tailwind'),
    tailwind3: () => load('tailwind3'),
    esbuild: () => load('esbuild'),
  };
}
