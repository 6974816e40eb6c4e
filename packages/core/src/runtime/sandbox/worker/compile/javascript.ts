import type {AnyNode} from 'acorn';
import {type EsModuleParts, rewriteEsModule, type StaticImport, stringValue} from './es-module.js';
import {CompileProblem} from './problem.js';
import {refreshFooter} from './refresh.js';
import {parseJavaScript} from './syntax-tree.js';
import {TextEdits} from './text-edits.js';
import {type JsxSettings, stripTypesAndJsx} from './type-script.js';

export interface JavaScriptSettings {
  jsx: JsxSettings;
  /** Register components for React Fast Refresh. */
  refresh: boolean;
  /** Files of the project, as opposed to packages: JSX is allowed in `.js`, and everything is an ES module. */
  isProjectFile: boolean;
  /** Replaces `import.meta.glob(…)` with an expression. */
  expandGlob: (patterns: string[], options: GlobOptions) => GlobExpansion;
  /** The URL for `new URL('./file.png', import.meta.url)`, or undefined where there is no such file. */
  assetUrl: (specifier: string) => string | undefined;
}

export interface GlobOptions {
  eager: boolean;
  import?: string;
  query?: string;
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
  /** Undefined where they cannot be known: CommonJS, or `export *`. */
  exportNames: string[] | undefined;
  /** The code calls `__refresh`. */
  usesReactRefresh: boolean;
}

/** Compiles one script to a body for the frame's registry. Lines keep their numbers. */
export function compileJavaScript(
  source: string,
  path: string,
  settings: JavaScriptSettings,
): CompiledJavaScript {
  const code = toStandardJavaScript(source, path, settings);
  const isEsModule = settings.isProjectFile ? !path.endsWith('.cjs') : looksLikeEsModule(code, path);
  return isEsModule
    ? compileEsModule(code, source, path, settings)
    : compileCommonJs(code, source, path, settings.isProjectFile);
}

function toStandardJavaScript(
  source: string,
  path: string,
  {jsx, isProjectFile}: JavaScriptSettings,
): string {
  const types = /\.[mc]?tsx?$/.test(path);
  const mayHoldJsx = /\.[jt]sx$/.test(path);
  if (types || mayHoldJsx) return stripTypesAndJsx(source, path, {types, jsx: mayHoldJsx ? jsx : undefined});
  // JSX in .js is common in what people paste; a quick look spares all other scripts a second parser.
  if (isProjectFile && /<[A-Za-z>]/.test(source)) return stripTypesAndJsx(source, path, {types: false, jsx});
  return source;
}

function looksLikeEsModule(code: string, path: string): boolean {
  if (/\.[cm][jt]s$/.test(path)) return /\.m[jt]s$/.test(path);
  return /(^|[\n;}])\s*(import\s*[\w{*"']|import\.meta|export\s*[\w{*])/.test(code);
}

function compileEsModule(
  code: string,
  source: string,
  path: string,
  settings: JavaScriptSettings,
): CompiledJavaScript {
  const program = parseJavaScript(code, path, 'module', source);
  const edits = new TextEdits();
  const globImports: {eager: string[]; lazy: string[]} = {eager: [], lazy: []};
  const parts: EsModuleParts = rewriteEsModule(program, code, edits, (node) => {
    const glob = globCall(node);
    if (glob) {
      const {expression, imports} = settings.expandGlob(glob.patterns, glob.options);
      globImports[glob.options.eager ? 'eager' : 'lazy'].push(...imports);
      edits.replace(node.start, node.end, expression);
      return 'skip';
    }
    const asset = assetReference(node);
    const url = asset === undefined ? undefined : settings.assetUrl(asset);
    if (url !== undefined) {
      edits.replace(node.start, node.end, `new URL(${JSON.stringify(url)})`);
      return 'skip';
    }
    if (isDocumentLocation(node)) {
      edits.replace(node.start, node.end, 'location');
      return 'skip';
    }
    return undefined;
  });
  const footer = settings.refresh ? refreshFooter(program, code, parts.reference) : '';
  const body = edits.apply(code).replace(/^#!.*/, '');
  return {
    format: 'es',
    code: parts.header + body + (footer ? `\n;${footer}` : ''),
    isAsync: parts.isAsync,
    staticImports: [...parts.staticImports, ...globImports.eager.map(importOf)],
    dynamicImports: [...parts.dynamicImports, ...globImports.lazy],
    exportNames: parts.hasStarExport ? undefined : parts.exportNames,
    usesReactRefresh: footer !== '',
  };
}

function importOf(specifier: string): StaticImport {
  return {specifier, names: [], offset: 0};
}

function compileCommonJs(
  code: string,
  source: string,
  path: string,
  isProjectFile: boolean,
): CompiledJavaScript {
  const requires = new Set<string>();
  for (const match of code.matchAll(/\brequire\(\s*(["'])([^"'\n]+)\1\s*\)/g)) requires.add(match[2]!);
  // Parsed only to report a syntax error where it is, not when the module is run.
  if (isProjectFile) parseJavaScript(code, path, 'script', source);
  return {
    format: 'cjs',
    code: code.replace(/^#!.*/, ''),
    isAsync: false,
    staticImports: [...requires].map(importOf),
    dynamicImports: [],
    exportNames: undefined,
    usesReactRefresh: false,
  };
}

/** `import.meta.glob('./pages/*.jsx', {eager: true})` */
function globCall(node: AnyNode): {patterns: string[]; options: GlobOptions} | undefined {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  const {object, property} = node.callee;
  if (object.type !== 'MetaProperty' || property.type !== 'Identifier' || property.name !== 'glob')
    return undefined;
  const [first, second] = node.arguments;
  const patternNodes = first?.type === 'ArrayExpression' ? first.elements : [first];
  const patterns = patternNodes.map((element) => (element ? stringValue(element) : undefined));
  if (!patterns.every((pattern) => pattern !== undefined)) {
    throw new RangeError('import.meta.glob takes string literals only.');
  }
  const options: GlobOptions = {eager: false};
  for (const property of second?.type === 'ObjectExpression' ? second.properties : []) {
    if (property.type !== 'Property' || property.key.type !== 'Identifier') continue;
    const value = property.value.type === 'Literal' ? property.value.value : undefined;
    if (property.key.name === 'eager') options.eager = value === true;
    if (property.key.name === 'import' && typeof value === 'string') options.import = value;
    if (property.key.name === 'query' && typeof value === 'string') options.query = value;
  }
  return {patterns, options};
}

/** `new URL('./file.png', import.meta.url)` → `./file.png` */
function assetReference(node: AnyNode): string | undefined {
  if (node.type !== 'NewExpression' || node.callee.type !== 'Identifier' || node.callee.name !== 'URL')
    return undefined;
  const [specifier, base] = node.arguments;
  const isModuleUrl =
    base?.type === 'MemberExpression' &&
    base.object.type === 'MetaProperty' &&
    base.property.type === 'Identifier' &&
    base.property.name === 'url';
  return specifier && isModuleUrl ? stringValue(specifier) : undefined;
}

/** `document.location` cannot be replaced in the frame, unlike `location` and `window.location`. */
function isDocumentLocation(node: AnyNode): boolean {
  return (
    node.type === 'MemberExpression' &&
    !node.computed &&
    node.object.type === 'Identifier' &&
    node.object.name === 'document' &&
    node.property.type === 'Identifier' &&
    node.property.name === 'location'
  );
}

/** Refuses names that the other module does not export, as a browser would before running anything. */
export function missingExport(
  {names, specifier}: StaticImport,
  exportNames: readonly string[],
  source: string,
  path: string,
): CompileProblem | undefined {
  const missing = names.find(({name}) => name !== '*' && !exportNames.includes(name));
  if (!missing) return undefined;
  const line = lineNaming(source, specifier);
  const what = missing.name === 'default' ? 'no default export' : `no export named ${missing.name}`;
  const has = exportNames.length > 0 ? `It exports ${exportNames.join(', ')}.` : 'It exports nothing.';
  return new CompileProblem(`${specifier} has ${what}. ${has}`, {path, source, ...(line && {line})});
}

/** The line that imports `specifier`; offsets of the compiled code do not fit the source. */
export function lineNaming(source: string, specifier: string): number | undefined {
  const index = source
    .split('\n')
    .findIndex((line) => line.includes(`'${specifier}'`) || line.includes(`"${specifier}"`));
  return index < 0 ? undefined : index + 1;
}
