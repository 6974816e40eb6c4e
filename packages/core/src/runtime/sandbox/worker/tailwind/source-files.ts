import type {FileSystem} from '../files/file-system.js';
import {matchGlobs} from '../files/glob.js';
import {isAsset} from '../files/media-types.js';
import {extensionOf, normalizePath} from '../files/paths.js';

/** A pattern and the folder it is relative to, as Tailwind tells them. */
export interface SourcePattern {
  base: string;
  pattern: string;
  negated: boolean;
}

/** `none`, one folder, or null for the whole project. */
export type SourceRoot = null | 'none' | {base: string; pattern: string};

const leftOut = /^\/(?:dist|node_modules)\/|\/node_modules\/|\/\.|\/(?:package-lock\.json|[^/]*\.lock)$/;
const styles = new Set(['css', 'scss', 'sass', 'less', 'styl']);

/** The files that Tailwind 4 looks for class names in: its own choice, and what `@source` adds and takes away. */
export function sourceFiles(
  files: FileSystem,
  root: SourceRoot,
  patterns: readonly SourcePattern[],
): string[] {
  const paths = files.paths().filter(isText);
  const own = root === 'none' ? [] : paths.filter((path) => !leftOut.test(path));
  const below = root === null || root === 'none' ? own : matchGlobs(own, globsOf(root, files));
  const added = patterns.filter(({negated}) => !negated).flatMap((pattern) => globsOf(pattern, files));
  const removed = patterns.filter(({negated}) => negated).flatMap((pattern) => globsOf(pattern, files));
  const found = new Set([...below, ...matchGlobs(paths, added)]);
  for (const path of matchGlobs([...found], removed)) found.delete(path);
  return [...found];
}

export function isText(path: string): boolean {
  return !styles.has(extensionOf(path)) && (!isAsset(path) || extensionOf(path) === 'svg');
}

function globsOf({base, pattern}: {base: string; pattern: string}, files: FileSystem): string[] {
  const path = normalizePath(pattern, base);
  return files.isDirectory(path) ? [`${path === '/' ? '' : path}/**/*`] : [path];
}
