import type {Importer} from 'sass';
import type {FileSystem} from '../files/file-system.js';
import {extensionOf, splitQuery} from '../files/paths.js';
import type {Resolver} from '../resolve/resolver.js';
import type {SassCompiler, SassProblem} from './compilers.js';
import type {CompiledCss} from './css.js';
import {CompileProblem} from './problem.js';

/**
 * Turns Sass into CSS. What it loads is found as imports are: beside it, by alias, and in packages.
 *
 * @throws CompileProblem
 */
export function compileSass(
  source: string,
  path: string,
  language: string,
  compile: SassCompiler,
  {files, resolver}: {files: FileSystem; resolver: Resolver},
): CompiledCss {
  const imported: string[] = [];
  const importer: Importer<'sync'> = {
    canonicalize: (specifier, {containingUrl}) => {
      const from = containingUrl ? pathOf(containingUrl) : path;
      const wanted = specifier.startsWith('file:') ? pathOf(new URL(specifier)) : specifier.replace(/^~/, '');
      for (const candidate of candidates(wanted)) {
        const found = resolver.resolve(candidate, from);
        if (found?.kind === 'file') return urlOf(splitQuery(found.id).path);
      }
      return null;
    },
    load: (url) => {
      const found = pathOf(url);
      imported.push(found);
      const extension = extensionOf(found);
      const syntax = extension === 'css' ? 'css' : extension === 'sass' ? 'indented' : 'scss';
      return {contents: files.readText(found), syntax};
    },
  };
  try {
    const {css} = compile(source, {
      url: urlOf(path),
      syntax: language === 'sass' ? 'indented' : 'scss',
      // The first is asked for what lies beside the file, the list for everything else.
      importer,
      importers: [importer],
    });
    return {css, imported};
  } catch (error) {
    if (!isSassProblem(error)) throw error;
    const {start, url} = error.span;
    const place = url ? pathOf(url) : path;
    const line = start.line + 1;
    throw new CompileProblem(error.sassMessage, {
      path: place,
      source: place === path ? source : files.textIfAny(place),
      line,
      column: start.column + 1,
    });
  }
}

/** `dir/name` may be a partial, `dir/_name.scss`, or a folder with an index. */
function candidates(specifier: string): string[] {
  const slash = specifier.lastIndexOf('/') + 1;
  const [folder, name] = [specifier.slice(0, slash), specifier.slice(slash)];
  if (/\.(scss|sass|css)$/.test(name)) return [specifier, `${folder}_${name}`];
  return ['scss', 'sass', 'css'].flatMap((extension) => [
    `${specifier}.${extension}`,
    `${folder}_${name}.${extension}`,
    `${specifier}/index.${extension}`,
    `${specifier}/_index.${extension}`,
  ]);
}

function urlOf(path: string): URL {
  return new URL(`file://${encodeURI(path)}`);
}

function pathOf(url: URL): string {
  return decodeURI(url.pathname);
}

function isSassProblem(error: unknown): error is SassProblem {
  return error instanceof Error && 'sassMessage' in error && 'span' in error;
}
