import type {Loader} from 'esbuild-wasm/esm/browser.js';
import {type CompileContext, isProjectFile, isQwikModule, mustLower} from '../compile/compile-module.js';
import {inlineModule} from '../compile/html-scripts.js';
import {compileSolid} from '../compile/solid.js';
import {isCssModule, isStylesheet, preprocess} from '../compile/styles.js';
import {compileSvelte, compileSvelteModule} from '../compile/svelte.js';
import {stripTypes} from '../compile/type-script.js';
import {compileVue} from '../compile/vue.js';
import {isAsset} from '../files/media-types.js';
import {extensionOf, splitQuery} from '../files/paths.js';
import {buildStyles} from './build-styles.js';
import {prepareScript} from './prepare-script.js';

export interface LoadedModule {
  contents: string | Uint8Array;
  loader: Loader;
}

/** Smaller files are written into what imports them, as Vite does. */
const maxInlinedBytes = 4096;

/**
 * Turns a file into something esbuild reads. Styles of components become modules with the query `?style`.
 *
 * @throws NotYet CompileProblem
 */
export function loadModule(id: string, context: CompileContext): LoadedModule {
  const {path, query} = splitQuery(id);
  const {files} = context;
  const parameters = new URLSearchParams(query);
  const extension = extensionOf(path);
  if (parameters.has('raw')) return {contents: files.readText(path), loader: 'text'};
  if (parameters.has('script'))
    return script(inlineModule(files.readText(path), Number(parameters.get('script'))), path, 'js', context);
  if (extension === 'vue' || extension === 'svelte') return component(path, parameters.has('style'), context);
  if (isAsset(path)) {
    const contents = files.readBytes(path);
    // esbuild leaves quotation marks in the URL of an SVG, which break markup made of strings.
    const isInlined = contents.length < maxInlinedBytes && extension !== 'svg';
    return {contents, loader: isInlined ? 'dataurl' : 'file'};
  }
  if (extension === 'json') return {contents: files.readText(path), loader: 'json'};
  if (isStylesheet(path)) {
    const css = buildStyles(files.readText(path), path, extension, context);
    if (parameters.has('inline')) return {contents: css, loader: 'text'};
    return {contents: css, loader: isCssModule(path) ? 'local-css' : 'css'};
  }
  if (context.qwik && isQwikModule(path, files)) {
    const {code} = context.qwik.compile(files.readText(path), path, 'production');
    return {contents: viteCode(code, path, context), loader: 'js'};
  }
  const language =
    extension === '' || /^[cm]js$/.test(extension) ? 'js' : extension.replace(/^[cm]ts$/, 'ts');
  return script(files.readText(path), path, language, context);
}

function script(source: string, path: string, language: string, context: CompileContext): LoadedModule {
  const isTyped = language.startsWith('ts');
  const hasJsx = language.endsWith('x');
  const types = () => ({
    hasJsx: language === 'tsx',
    jsx: context.jsx,
    compiler: context.compilers.typeScript(),
  });
  const plain = () => {
    if (isProjectFile(path) && mustLower(source, path, language, context))
      return context.lowering.lower(source, path, language, context.hasStandardDecorators).code;
    return isTyped ? stripTypes(source, path, types()) : source;
  };
  if (/\.svelte\.[jt]s$/.test(path)) {
    const svelte = context.compilers.svelte();
    return {contents: compileSvelteModule(plain(), path, svelte, {isHot: false}), loader: 'js'};
  }
  if (hasJsx && context.isSolid) {
    const {code} = compileSolid(plain(), path, source, context.compilers.solid());
    return {contents: viteCode(code, path, context), loader: 'js'};
  }
  const loader = isTyped ? (language as 'ts' | 'tsx') : 'jsx';
  if (!usesVite(source)) return {contents: source, loader};
  return {contents: viteCode(plain(), path, context), loader};
}

const usesVite = (code: string) => /\bimport\.meta\.(glob|url)\b|\bimport\(\s*`/.test(code);

function viteCode(code: string, path: string, {files}: CompileContext): string {
  return usesVite(code) ? prepareScript(code, path, files) : code;
}

function component(path: string, asksForStyle: boolean, context: CompileContext): LoadedModule {
  const source = context.files.readText(path);
  const {code, style, language} = path.endsWith('.vue')
    ? vueComponent(source, path, context)
    : svelteComponent(source, path, context);
  if (asksForStyle) return {contents: style ?? '', loader: 'css'};
  const withStyle = style ? `${code}\nimport ${JSON.stringify(`${path}?style`)};` : code;
  return script(withStyle, path, language, context);
}

function vueComponent(source: string, path: string, context: CompileContext) {
  const {script, template, style, language} = compileVue(
    source,
    path,
    context.compilers.vue(),
    context.lastResults,
    (text, written) => buildStyles(text, path, written, context),
  );
  return {code: template ? `${script.code}\n${template.code}` : script.code, style, language};
}

function svelteComponent(source: string, path: string, context: CompileContext) {
  const {code, style} = compileSvelte(source, path, context.compilers.svelte(), {
    isHot: false,
    toCss: (text, written) => preprocess(text, path, written, context).css,
  });
  const css = style && buildStyles(style, path, 'css', context);
  return {code, style: css, language: 'js'};
}
