import type {FileSystem} from '../files/file-system.js';
import {dataUrl, isAsset} from '../files/media-types.js';
import {directoryOf, extensionOf, normalizePath, splitQuery} from '../files/paths.js';
import type {CompiledPackages} from '../packages/compiled-packages.js';
import type {Resolver} from '../resolve/resolver.js';
import type {Tailwind} from '../tailwind/tailwind.js';
import type {Barrel, Surface} from './barrel.js';
import type {Compilers} from './compilers.js';
import {hasDecorators} from './decorators.js';
import type {StaticImport} from './es-module.js';
import {expandGlob} from './glob-import.js';
import {inlineModule} from './html-scripts.js';
import {compileJavaScript, packageSurface, sharedWorkerProblem} from './javascript.js';
import {defaultJsx, type JsxSettings} from './jsx.js';
import type {LastResults} from './last-results.js';
import {type Lowering, needsLowering} from './lowering.js';
import {CompileProblem} from './problem.js';
import type {Qwik} from './qwik.js';
import {compileSolid} from './solid.js';
import {compileStyles, isStylesheet, preprocess} from './styles.js';
import {stylesheetModule} from './stylesheet-module.js';
import {compileSvelte, compileSvelteModule} from './svelte.js';
import {stripTypes} from './type-script.js';
import {valueModule} from './value-module.js';
import {compileVue, type VuePart} from './vue.js';

/** One module, compiled but not yet linked to others. */
export interface CompiledModule {
  format: 'es' | 'cjs';
  code: string;
  isAsync: boolean;
  staticImports: StaticImport[];
  dynamicImports: string[];
  /** Specifiers of modules that it starts in workers. */
  workers: string[];
  exportNames: string[] | undefined;
  barrel?: Barrel;
  /** Only of what `compileSurface` makes. */
  surface?: Surface;
  /**
   * Only of a module of a package: where its relative imports lead, below the package's folder; `false` where browsers
   * get nothing. As little as its code does that change under the package's hash.
   */
  ownLinks?: Record<string, string | false>;
  style?: string;
  /** Line of the file for each line of `code`, where they differ; undefined for lines that were made up. */
  lines?: (number | undefined)[];
  /** Other files this text was made from. */
  madeFrom: string[];
  /** Patterns of `import.meta.glob`: a file that comes or goes may change the module. */
  usesGlob: boolean;
  /** Made for the class names that the project's files hold: new ones may change it. */
  usesClassNames: boolean;
}

export interface CompileContext {
  files: FileSystem;
  resolver: Resolver;
  jsx: JsxSettings;
  /** JSX is Solid's, which has a compiler of its own. */
  isSolid: boolean;
  /** Where the project is Qwik's. */
  qwik: Qwik | undefined;
  /** Fields of classes are assigned, not defined: `useDefineForClassFields: false`. */
  assignsFields: boolean;
  /** Decorators are the standard's, not those of `experimentalDecorators`. */
  hasStandardDecorators: boolean;
  lowering: Lowering;
  /** What parts of components were compiled to, until an edit changes them. */
  lastResults: LastResults;
  refresh: boolean;
  compilers: Compilers;
  /** Where the project has it. */
  tailwind: Tailwind | undefined;
  /** Keeps what was compiled of packages. */
  packages: Pick<CompiledPackages, 'module'>;
}

const scriptExtensions = new Set(['js', 'mjs', 'cjs', 'jsx', 'ts', 'mts', 'cts', 'tsx', '']);

/** @throws CompileProblem */
export function compileModule(id: string, context: CompileContext): CompiledModule {
  const {path, query} = splitQuery(id);
  const {files} = context;
  const parameters = new URLSearchParams(query);
  if (parameters.has('raw')) return valueModule(JSON.stringify(files.readText(path)));
  if (parameters.has('worker') || parameters.has('sharedworker'))
    return workerModule(path, parameters, context);
  if (parameters.has('script'))
    return script(inlineModule(files.readText(path), Number(parameters.get('script'))), path, context);
  const extension = extensionOf(path);
  if (parameters.has('url') || isAsset(path))
    return valueModule(JSON.stringify(dataUrl(path, files.readBytes(path))));
  if (extension === 'json') return json(path, files.readText(path));
  if (isStylesheet(path)) return stylesheetModule(path, context, parameters.has('inline'));
  if (extension === 'vue') return vueComponent(path, context);
  if (extension === 'svelte') return svelteComponent(path, context);
  if (/\.svelte\.[jt]s$/.test(path)) return svelteModule(path, context);
  if (context.isSolid && /^[jt]sx$/.test(extension)) return solidComponent(path, context);
  if (context.qwik && isQwikModule(path, context.files)) return qwikModule(path, context, context.qwik);
  if (extension === 'styl') {
    throw new CompileProblem('Stylus is not supported here. Write Sass, Less or plain CSS; nesting works.', {
      path,
    });
  }
  if (scriptExtensions.has(extension)) return script(files.readText(path), path, context);
  throw new CompileProblem(
    `Files ending in .${extension} cannot be imported. Add ?raw for its text or ?url for its address.`,
    {path},
  );
}

/**
 * What a module of a package exports, in the place of its code: barrels ask this of many modules that are then not
 * needed. Without `surface` where that shows only when it runs.
 */
export function compileSurface(path: string, files: FileSystem): CompiledModule {
  const extension = extensionOf(path);
  const isScript = scriptExtensions.has(extension);
  const surface = isScript ? packageSurface(files.readText(path), path, extension) : undefined;
  return {...valueModule('{}'), ...(surface && {surface})};
}

export function isProjectFile(path: string): boolean {
  return !path.includes('/node_modules/');
}

/** `import Work from './work?worker'`: a class whose instances are workers that run the module. */
function workerModule(path: string, parameters: URLSearchParams, {files}: CompileContext): CompiledModule {
  const source = files.readText(path);
  if (parameters.has('sharedworker')) throw sharedWorkerProblem(path, source, '');
  if (parameters.has('url')) {
    throw new CompileProblem(
      '?worker&url has no address to give in the preview. Import ?worker, and make a new one of what it exports.',
      {path},
    );
  }
  const start = `function __default(options) { return __worker(${JSON.stringify(path)}, options); }`;
  return {
    ...valueModule(''),
    format: 'es',
    code: `"use strict";__export({"default": () => __default});${start}`,
    workers: [path],
    exportNames: ['default'],
  };
}

function json(path: string, source: string): CompiledModule {
  try {
    JSON.parse(source);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new CompileProblem(`This is not valid JSON: ${message}`, {path, source});
  }
  return valueModule(source);
}

function script(
  source: string,
  path: string,
  context: CompileContext,
  language = extensionOf(path),
): CompiledModule {
  if (isProjectFile(path) && mustLower(source, path, language, context)) {
    const {code, lines} = context.lowering.lower(source, path, language, context.hasStandardDecorators);
    return {...plainScript(code, path, context, language.endsWith('x') ? 'jsx' : 'js'), lines};
  }
  return plainScript(source, path, context, language);
}

function plainScript(
  source: string,
  path: string,
  context: CompileContext,
  language: string,
): CompiledModule {
  let usesGlob = false;
  const compiled = compileJavaScript(source, path, {
    language,
    // How the project writes JSX says nothing about packages.
    jsx: isProjectFile(path) ? context.jsx : defaultJsx,
    typeScript: context.compilers.typeScript,
    refresh: context.refresh && isProjectFile(path),
    isProjectFile: isProjectFile(path),
    assignsFields: context.assignsFields,
    expandGlob: (patterns, options) => {
      usesGlob = true;
      return expandGlob(patterns, options, path, context.files);
    },
    assetUrl: (specifier) => {
      const target = normalizePath(specifier, directoryOf(path));
      return isAsset(target) && context.files.isFile(target)
        ? dataUrl(target, context.files.readBytes(target))
        : undefined;
    },
  });
  return {...compiled, madeFrom: [], usesGlob, usesClassNames: false};
}

/** An `@` that does not open a string, as the names of scoped packages do: only then is it worth parsing to know. */
const mayDecorate = /(?<!["'`])@/;

/** Whether esbuild must rewrite the script first: see `Lowering`. */
export function mustLower(
  source: string,
  path: string,
  language: string,
  {hasStandardDecorators, jsx, compilers}: CompileContext,
): boolean {
  if (needsLowering(source, language)) return true;
  if (!hasStandardDecorators || !mayDecorate.test(source)) return false;
  const isTyped = /^[mc]?tsx?$/.test(language);
  const types = () => ({hasJsx: language === 'tsx', jsx, compiler: compilers.typeScript()});
  const code = isTyped ? stripTypes(source, path, types()) : source;
  return hasDecorators(code, path, source);
}

function vueComponent(path: string, context: CompileContext): CompiledModule {
  const imported: string[] = [];
  let usesClassNames = false;
  const inlineCss = (css: string, language: string) => {
    const compiled = compileStyles(css, path, language, context);
    imported.push(...compiled.imported);
    usesClassNames ||= compiled.usesClassNames;
    return compiled.css;
  };
  const {files, compilers, lastResults} = context;
  const source = files.readText(path);
  const component = compileVue(source, path, compilers.vue(), lastResults, inlineCss);
  const {template, language, style} = component;
  const settings = {...context, refresh: false};
  const compile = (
    part: string,
    {code, lines}: VuePart,
    written: string,
    compileCode: typeof plainScript,
  ): CompiledModule =>
    lastResults.of(`${path} ${part}`, `${written} ${code}`, () => {
      try {
        return compileCode(code, path, settings, written);
      } catch (error) {
        if (!(error instanceof CompileProblem)) throw error;
        const {line} = error.place;
        throw new CompileProblem(error.message, {path, source, line: line && lines[line - 1]});
      }
    });
  const main = compile('compiled script', component.script, language, script);
  const render =
    template && compile('compiled template', template, template.mayHaveTypes ? language : 'js', plainScript);
  return {
    ...(render ? withRender(main, render) : main),
    style,
    lines: [...component.script.lines, ...(template?.lines ?? [])],
    madeFrom: imported,
    usesClassNames,
  };
}

/** Puts the statements of a template after its script, in a block of their own: both have a `__import0`. */
function withRender(main: CompiledModule, render: CompiledModule): CompiledModule {
  const known = new Set(main.staticImports.map(({specifier}) => specifier));
  const staticImports = main.staticImports.map((one) => ({
    ...one,
    names: [
      ...one.names,
      ...(render.staticImports.find(({specifier}) => specifier === one.specifier)?.names ?? []),
    ],
  }));
  return {
    ...main,
    code: `${main.code}\n{${render.code}\n}`,
    staticImports: [...staticImports, ...render.staticImports.filter(({specifier}) => !known.has(specifier))],
    dynamicImports: [...main.dynamicImports, ...render.dynamicImports],
    workers: [...main.workers, ...render.workers],
  };
}

function svelteComponent(path: string, context: CompileContext): CompiledModule {
  const source = context.files.readText(path);
  const imported: string[] = [];
  const {code, style, lines} = compileSvelte(source, path, context.compilers.svelte(), {
    isHot: isProjectFile(path),
    toCss: (text, language) => {
      const plain = preprocess(text, path, language, context);
      imported.push(...plain.imported);
      return plain.css;
    },
  });
  const compiled = {...script(code, path, {...context, refresh: false}, 'js'), lines, madeFrom: imported};
  if (style === undefined) return compiled;
  const css = compileStyles(style, path, 'css', context);
  imported.push(...css.imported);
  return {...compiled, style: css.css, usesClassNames: css.usesClassNames};
}

function svelteModule(path: string, context: CompileContext): CompiledModule {
  const source = context.files.readText(path);
  const isTyped = path.endsWith('.ts');
  const types = () => ({hasJsx: false, jsx: context.jsx, compiler: context.compilers.typeScript()});
  const plain = isTyped ? stripTypes(source, path, types()) : source;
  const code = compileSvelteModule(plain, path, context.compilers.svelte(), {isHot: isProjectFile(path)});
  return script(code, path, {...context, refresh: false}, 'js');
}

function solidComponent(path: string, context: CompileContext): CompiledModule {
  const source = context.files.readText(path);
  const isTyped = path.endsWith('.tsx');
  const jsx = {...context.jsx, runtime: 'automatic'} as const;
  const types = () => ({hasJsx: true, jsx, compiler: context.compilers.typeScript()});
  const plain = isTyped ? stripTypes(source, path, types()) : source;
  const {code, lines} = compileSolid(plain, path, source, context.compilers.solid());
  return {...script(code, path, {...context, refresh: false}, 'js'), lines};
}

/** Whether its optimizer must see the file: JSX, and scripts that use it. */
export function isQwikModule(path: string, files: FileSystem): boolean {
  const extension = extensionOf(path);
  if (!isProjectFile(path) || !/^[jt]sx?$/.test(extension)) return false;
  return extension.endsWith('x') || files.readText(path).includes('@builder.io/qwik');
}

function qwikModule(path: string, context: CompileContext, qwik: Qwik): CompiledModule {
  const {code, lines} = qwik.compile(context.files.readText(path), path, 'development');
  return {...script(code, path, {...context, refresh: false}, 'js'), lines};
}
