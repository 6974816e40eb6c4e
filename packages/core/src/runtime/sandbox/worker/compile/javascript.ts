import type {Program} from 'acorn';
import {type Barrel, readBarrel, readSurface, type Surface} from './barrel.js';
import type {TypeScriptCompiler} from './compilers.js';
import {lowerDecorators} from './decorators.js';
import {rewriteEsModule, type StaticImport} from './es-module.js';
import {type JsxSettings, jsxSettingsFor} from './jsx.js';
import {lineNaming} from './missing-export.js';
import {requiredSpecifiers} from './node-environment.js';
import {CompileProblem} from './problem.js';
import {refreshFooter} from './refresh.js';
import type {NodeVisitor} from './scopes.js';
import {parseJavaScript, parsePlainModule} from './syntax-tree.js';
import {TextEdits} from './text-edits.js';
import {stripTypes} from './type-script.js';
import {
  assetReference,
  type GlobOptions,
  globCall,
  isDocumentLocation,
  workerReference,
} from './vite-expressions.js';

export interface JavaScriptSettings {
  /** The file's extension, or the language of the script in a component. */
  language: string;
  jsx: JsxSettings;
  typeScript: () => TypeScriptCompiler;
  /** Register components for React Fast Refresh. */
  refresh: boolean;
  /** Files of the project, as opposed to packages, are ES modules without saying so. */
  isProjectFile: boolean;
  /** See `DecoratorSettings`. */
  assignsFields: boolean;
  /** Replaces `import.meta.glob(…)` with an expression. */
  expandGlob: (patterns: string[], options: GlobOptions) => GlobExpansion;
  /** The URL for `new URL('./file.png', import.meta.url)`, or undefined where there is no such file. */
  assetUrl: (specifier: string) => string | undefined;
}

export interface GlobExpansion {
  expression: string;
  /** Specifiers that the expression imports, at once where `eager` was asked for. */
  imports: string[];
}

export interface CompiledJavaScript {
  format: 'es' | 'cjs';
  code: string;
  isAsync: boolean;
  staticImports: StaticImport[];
  /** Specifiers of `import()` with a literal, and of lazy globs. */
  dynamicImports: string[];
  /** Specifiers of modules that it starts in workers. */
  workers: string[];
  /** Undefined where they cannot be known: CommonJS, or `export *`. */
  exportNames: string[] | undefined;
  /** Set for a module of a package that only passes on what others export. */
  barrel?: Barrel;
}

/**
 * Compiles one script to a body for the frame's registry. Lines keep their numbers.
 *
 * @throws CompileProblem
 */
export function compileJavaScript(
  source: string,
  path: string,
  settings: JavaScriptSettings,
): CompiledJavaScript {
  const {language, jsx, isProjectFile, typeScript} = settings;
  const hasTypes = /^[mc]?tsx?$/.test(language);
  const types = () => ({hasJsx: language === 'tsx', jsx, compiler: typeScript()});
  const plain = hasTypes ? stripTypes(source, path, types()) : source;
  const code = isProjectFile ? lowerDecorators(plain, path, source, settings) : plain;
  const program =
    isProjectFile && language !== 'cjs'
      ? parseJavaScript(code, path, 'module', source)
      : parseIfEsModule(code, path, language);
  return program
    ? compileEsModule(program, code, source, path, settings)
    : compileCommonJs(code, source, path, isProjectFile);
}

/** What a file of a package exports; undefined for CommonJS, where that shows only when it runs. */
export function packageSurface(code: string, path: string, language: string): Surface | undefined {
  const program = parseIfEsModule(code, path, language);
  return program && readSurface(program);
}

/**
 * A file of a package, parsed, if it is an ES module. What it says of itself counts: the files that `module` in
 * package.json names are ES modules, whatever its `type` is.
 */
function parseIfEsModule(code: string, path: string, language: string): Program | undefined {
  if (/^m[jt]s$/.test(language)) return parsePlainModule(code) ?? parseJavaScript(code, path, 'module');
  const mayBe = /(^|[\n;}])\s*(import\s*[\w{*"']|import\.meta|export\s*[\w{*])/.test(code);
  if (!mayBe || /^c[jt]s$/.test(language)) return undefined;
  try {
    const program = parsePlainModule(code) ?? parseJavaScript(code, path, 'module');
    const isModule = program.body.some(({type}) => /^(Import|Export)/.test(type));
    // Comments show examples of imports; then there is nothing of it in the tree.
    return isModule || /\bimport\.meta\b/.test(code) ? program : undefined;
  } catch (error) {
    if (error instanceof CompileProblem) return undefined; // scripts may use words that modules may not
    throw error;
  }
}

function compileEsModule(
  program: Program,
  code: string,
  source: string,
  path: string,
  settings: JavaScriptSettings,
): CompiledJavaScript {
  const barrel = settings.isProjectFile ? undefined : readBarrel(program);
  const edits = new TextEdits();
  const globImports: {eager: string[]; lazy: string[]} = {eager: [], lazy: []};

  const workers: string[] = [];
  const replaced = new Set<unknown>();

  const onNode: NodeVisitor = (node) => {
    if (replaced.has(node)) return 'skip';
    const worker = workerReference(node);
    if (worker) {
      if (worker.kind === 'SharedWorker') throw sharedWorkerProblem(path, source, worker.specifier);
      workers.push(worker.specifier);
      // Its options are an expression like any other, and looked at after this.
      edits.replace(node.start, worker.script.end, `__worker(${JSON.stringify(worker.specifier)}`);
      replaced.add(worker.script).add((node as {callee?: unknown}).callee);
      return undefined;
    }
    const replacement = replacementFor(node);
    if (replacement === undefined) return undefined;
    edits.replace(node.start, node.end, replacement);
    return 'skip';
  };
  const replacementFor = (node: Parameters<NodeVisitor>[0]): string | undefined => {
    if (isDocumentLocation(node)) return 'location';
    const glob = globCall(node);
    if (glob) {
      const {expression, imports} = settings.expandGlob(glob.patterns, glob.options);
      globImports[glob.options.eager ? 'eager' : 'lazy'].push(...imports);
      return expression;
    }
    const asset = assetReference(node);
    const url = asset === undefined ? undefined : settings.assetUrl(asset);
    return url === undefined ? undefined : `new URL(${JSON.stringify(url)})`;
  };

  const jsx = jsxSettingsFor(source, settings.jsx);
  const parts = rewriteEsModule(program, code, edits, {jsx, onNode});
  const footer = settings.refresh ? refreshFooter(program, code, parts.reference) : '';
  const body = edits.apply(code).replace(/^#!.*/, '');
  return {
    format: 'es',
    code: parts.header + body + (footer ? `\n;${footer}` : ''),
    isAsync: parts.isAsync,
    staticImports: [...parts.staticImports, ...globImports.eager.map(importOf)],
    dynamicImports: [...parts.dynamicImports, ...globImports.lazy],
    workers,
    exportNames: parts.hasStarExport ? undefined : parts.exportNames,
    ...(barrel && {barrel}),
  };
}

function compileCommonJs(
  code: string,
  source: string,
  path: string,
  isProjectFile: boolean,
): CompiledJavaScript {
  // Parsed only to report a syntax error where it is, not when the module is run.
  if (isProjectFile) parseJavaScript(code, path, 'script', source);
  return {
    format: 'cjs',
    code: code.replace(/^#!.*/, ''),
    isAsync: false,
    staticImports: requiredSpecifiers(code, path).map(importOf),
    dynamicImports: [],
    workers: [],
    exportNames: undefined,
  };
}

/** Every tab of an origin shares it, and a preview has no origin to share. */
export function sharedWorkerProblem(path: string, source: string, specifier: string): CompileProblem {
  return new CompileProblem(
    'A SharedWorker cannot run in the preview, which shares nothing with other pages. Use a Worker instead.',
    {path, source, line: lineNaming(source, specifier)},
  );
}

function importOf(specifier: string): StaticImport {
  return {specifier, names: []};
}
