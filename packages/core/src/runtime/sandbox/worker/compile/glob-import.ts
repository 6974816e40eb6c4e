import type {FileSystem} from '../files/file-system.js';
import {matchGlobs} from '../files/glob.js';
import {directoryOf, normalizePath, relativePath} from '../files/paths.js';
import type {GlobExpansion} from './javascript.js';
import type {GlobOptions} from './vite-expressions.js';

/** The files that `import.meta.glob` in the file at `path` means, by the keys of the object it answers. */
export function globMatches(
  patterns: readonly string[],
  path: string,
  files: FileSystem,
): {key: string; path: string}[] {
  const directory = directoryOf(path);
  const absolute = patterns.map((pattern) => {
    const [sign, path] = pattern.startsWith('!') ? ['!', pattern.slice(1)] : ['', pattern];
    // A pattern that starts with ** means any folder of the project.
    return sign + (path.startsWith('**') ? `/${path}` : normalizePath(path, directory));
  });
  const own = files.paths().filter((path) => !path.includes('/node_modules/'));
  const matches = matchGlobs(own, absolute).filter((match) => match !== path);
  const asWritten = patterns[0]?.startsWith('/');
  return matches.map((match) => ({key: asWritten ? match : relativePath(match, directory), path: match}));
}

/** The object of `import.meta.glob`, as the frame's registry runs it. */
export function expandGlob(
  patterns: readonly string[],
  options: GlobOptions,
  path: string,
  files: FileSystem,
): GlobExpansion {
  const query = options.query ?? '';
  const matches = globMatches(patterns, path, files);
  const entries = matches.map(({key, path: match}) => {
    const specifier = JSON.stringify(match + query);
    const member = options.import && options.import !== '*' ? `[${JSON.stringify(options.import)}]` : '';
    const lazy = `() => __import(${specifier})${member ? `.then((module) => module${member})` : ''}`;
    return `${JSON.stringify(key)}: ${options.eager ? `__require(${specifier})${member}` : lazy}`;
  });
  return {expression: `({${entries.join(', ')}})`, imports: matches.map((match) => match.path + query)};
}
