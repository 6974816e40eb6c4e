import {defaultJsx, type JsxSettings} from '../compile/jsx.js';
import type {FileSystem} from '../files/file-system.js';
import {normalizePath} from '../files/paths.js';
import type {Alias} from './resolver.js';

export interface ProjectConfig {
  aliases: Alias[];
  jsx: JsxSettings;
  /** JSX is Solid's, not a function call for each element. */
  isSolid: boolean;
  /** JSX and functions ending in `$` are Qwik's. */
  isQwik: boolean;
  /** `useDefineForClassFields: false` */
  assignsFields: boolean;
  /**
   * Decorators are the standard's: TypeScript is used, and not told `experimentalDecorators`. Projects of JavaScript
   * with decorators come from the time before the standard.
   */
  hasStandardDecorators: boolean;
  port: number | undefined;
  /** Where the built app will lie, ending in a slash; `./` for anywhere. */
  base: string;
  /** What is built: `rollupOptions.input` where it is written out, else `index.html`. */
  pages: string[];
}

/**
 * Reads what the project's configuration says about resolving, without running it: configuration files are user
 * code, and the worker shares the page's origin. What is computed by a function call there is not seen.
 */
export function readProjectConfig(files: FileSystem): ProjectConfig {
  const vite =
    firstText(
      files,
      ['ts', 'js', 'mts', 'mjs'].map((extension) => `/vite.config.${extension}`),
    ) ?? '';
  const compilerOptions = readCompilerOptions(files);
  const port = /\bserver\s*:\s*\{[^}]*?\bport\s*:\s*(\d+)/.exec(vite)?.[1];
  return {
    aliases: [
      ...viteAliases(vite),
      ...pathAliases(compilerOptions),
      ...(usesPlugin(vite, '@preact/preset-vite') ? preactInPlaceOfReact : []),
    ],
    jsx: jsxSettings(
      usesPlugin(vite, '@preact/preset-vite')
        ? {jsxImportSource: 'preact', ...compilerOptions}
        : compilerOptions,
    ),
    isSolid: usesPlugin(vite, 'vite-plugin-solid') || compilerOptions.jsxImportSource === 'solid-js',
    isQwik:
      usesPlugin(vite, '@builder.io/qwik/optimizer') ||
      compilerOptions.jsxImportSource === '@builder.io/qwik',
    assignsFields: compilerOptions.useDefineForClassFields === false,
    hasStandardDecorators: files.isFile('/tsconfig.json') && compilerOptions.experimentalDecorators !== true,
    port: port === undefined ? undefined : Number(port),
    base: baseOf(vite),
    pages: inputPages(vite),
  };
}

/** `./` where it is relative, which an empty one is too. */
function baseOf(vite: string): string {
  const base = /\bbase\s*:\s*['"`]([^'"`]*)['"`]/.exec(vite)?.[1];
  if (base === undefined) return '/';
  return base === '' ? './' : base.replace(/\/?$/, '/');
}

/** `input: {main: resolve(__dirname, 'index.html'), about: 'about/index.html'}`, a list of the same, or one. */
function inputPages(config: string): string[] {
  const input = /\b(?:rollup|rolldown)Options\s*:\s*\{[^}]*?\binput\s*:\s*(\{[^}]*\}|\[[^\]]*\]|[^,}]+)/.exec(
    config,
  )?.[1];
  const pages = [...(input ?? '').matchAll(/['"`]([^'"`]+\.html)['"`]/g)].map(([, page]) =>
    normalizePath(page!),
  );
  return pages.length > 0 ? [...new Set(pages)] : ['/index.html'];
}

/** As Preact's preset does, so that libraries for React use Preact. */
const preactInPlaceOfReact: Alias[] = [
  {find: 'react', replacement: 'preact/compat'},
  {find: 'react-dom', replacement: 'preact/compat'},
];

function usesPlugin(viteConfig: string, packageName: string): boolean {
  return new RegExp(`(?:from|require\\(|import\\()\\s*['"]${packageName}['"]`).test(viteConfig);
}

function firstText(files: FileSystem, paths: readonly string[]): string | undefined {
  const path = paths.find((candidate) => files.isFile(candidate));
  return path === undefined ? undefined : files.readText(path);
}

/** `alias: {'@': path.resolve(__dirname, './src')}`, `{'@': fileURLToPath(new URL('./src', …))}`, `{'@': '/src'}`, or as a list. */
function viteAliases(config: string): Alias[] {
  const block = /\balias\s*:\s*(\{[\s\S]*?\}|\[[\s\S]*?\])\s*[,}\n]/.exec(config)?.[1];
  if (!block) return [];
  const target = `(?:[\\w.]+\\([^'"\`]*)*['"\`]([^'"\`]+)['"\`]`;
  const pair = new RegExp(
    `(?:find\\s*:\\s*)?['"\`]?([@~#$\\w/.-]+)['"\`]?\\s*(?::|,\\s*replacement\\s*:)\\s*${target}`,
    'g',
  );
  return [...block.matchAll(pair)].map(([, find, replacement]) => ({
    find: find!,
    replacement: normalizePath(replacement!),
  }));
}

interface CompilerOptions {
  baseUrl?: string;
  paths?: Record<string, string[]>;
  useDefineForClassFields?: boolean;
  experimentalDecorators?: boolean;
  jsx?: string;
  jsxImportSource?: string;
  jsxFactory?: string;
  jsxFragmentFactory?: string;
}

function readCompilerOptions(files: FileSystem): CompilerOptions {
  const merged: CompilerOptions = {};
  for (const path of ['/tsconfig.app.json', '/tsconfig.json', '/jsconfig.json']) {
    const text = files.textIfAny(path);
    const options = text === undefined ? undefined : parseJsonWithComments(text);
    for (const [key, value] of Object.entries(options?.compilerOptions ?? {})) {
      if (!(key in merged)) Object.assign(merged, {[key]: value});
    }
  }
  return merged;
}

function parseJsonWithComments(text: string): {compilerOptions?: CompilerOptions} | undefined {
  const json = text
    .replace(
      /("(?:\\.|[^"\\])*")|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
      (_, string: string | undefined) => string ?? '',
    )
    .replace(/,(\s*[}\]])/g, '$1');
  try {
    return JSON.parse(json) as {compilerOptions?: CompilerOptions};
  } catch {
    // A tsconfig that is being typed must not stop the app; the editor reports it.
    return undefined;
  }
}

function pathAliases({baseUrl = '.', paths = {}}: CompilerOptions): Alias[] {
  return Object.entries(paths).flatMap(([pattern, [first]]) =>
    first === undefined
      ? []
      : [
          {
            find: pattern.replace(/\/\*$/, ''),
            replacement: normalizePath(`${baseUrl}/${first.replace(/\/\*$/, '')}`),
          },
        ],
  );
}

function jsxSettings(options: CompilerOptions): JsxSettings {
  return {
    runtime: options.jsx === 'react' ? 'classic' : 'automatic',
    importSource: options.jsxImportSource ?? defaultJsx.importSource,
    pragma: options.jsxFactory ?? defaultJsx.pragma,
    fragmentPragma: options.jsxFragmentFactory ?? defaultJsx.fragmentPragma,
  };
}
