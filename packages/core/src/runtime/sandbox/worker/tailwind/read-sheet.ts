import type {TailwindCompiler, TypeScriptCompiler} from '../compile/compilers.js';
import {type CssSources, compileCss} from '../compile/css.js';
import {CompileProblem} from '../compile/problem.js';
import type {FileSystem} from '../files/file-system.js';
import {directoryOf, normalizePath} from '../files/paths.js';
import {classNames} from './class-names.js';
import {readConfiguration} from './configuration.js';
import type {Sheet} from './sheet.js';
import {sourceFiles} from './source-files.js';

export interface SheetSource {
  css: string;
  path: string;
  files: FileSystem;
  sources: CssSources;
  typeScript: () => TypeScriptCompiler;
}

/** What a stylesheet has in it where Tailwind 4 must read it. */
export const mark =
  /@import\s+(?:url\()?["']tailwindcss|@(?:tailwind|apply|theme|plugin|config|source|utility|variant|custom-variant|reference)\b|\btheme\(|--(?:alpha|spacing)\(/;

/** Reads a stylesheet of Tailwind 4. */
export async function readSheet(
  {css, path, files, sources, typeScript}: SheetSource,
  {compile, stylesheets, modules}: TailwindCompiler,
): Promise<Sheet> {
  const readFrom: string[] = [];
  const compiler = await compile(css, {
    base: directoryOf(path),
    from: path,
    loadStylesheet: async (id, base) => {
      const own = stylesheets[id.replace(/\.css$/, '')];
      if (own !== undefined) return {path: id, base, content: own};
      const found = sources.findImport(id, `${base}/_.css`);
      if (!found) throw new CompileProblem(`The stylesheet ${id} does not exist.`, {});
      readFrom.push(found.path);
      const {css: content, imported} = compileCss(found.source, found.path, sources);
      readFrom.push(...imported);
      return {path: found.path, base: directoryOf(found.path), content};
    },
    loadModule: async (id, base) => {
      if (Object.hasOwn(modules, id)) return {path: id, base, module: modules[id] as object};
      if (!id.startsWith('.')) throw new CompileProblem(pluginSentence(id, modules), {});
      const configuration = readConfiguration(normalizePath(id, base), files, {modules, typeScript});
      readFrom.push(...configuration.readFrom);
      return {path: id, base: directoryOf(normalizePath(id, base)), module: configuration.value};
    },
  });
  return {
    readFrom,
    sourcePaths: () => sourceFiles(files, compiler.root, compiler.sources),
    build: (added) => compiler.build(added.flatMap(({text}) => [...classNames(text)])),
  };
}

function pluginSentence(name: string, modules: Record<string, unknown>): string {
  const known = Object.keys(modules).filter((one) => !one.startsWith('tailwindcss/'));
  return `The plugin ${name} cannot run here, because plugins would run on the page's own origin. There are ${known.join(', ')}.`;
}
