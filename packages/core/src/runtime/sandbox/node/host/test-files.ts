import {globExpression} from '../../worker/files/glob.js';
import {normalizePath} from '../../worker/files/paths.js';

const named = {
  node: /(?:^|\/)(?:test\/.*|test|test-[^/]*|[^/]*[._-]test)\.[cm]?[jt]s$/,
  vitest: /\.(?:test|spec)\.[cm]?[jt]sx?$/,
};

/**
 * The files that hold tests, sorted.
 *
 * @param words files, folders or globs for node; parts of names for vitest. Empty for all.
 */
export function findTestFiles(
  paths: readonly string[],
  cwd: string,
  words: readonly string[],
  runner: 'node' | 'vitest',
): string[] {
  const inside = cwd === '/' ? '/' : `${cwd}/`;
  const own = paths.filter((path) => path.startsWith(inside) && !path.includes('/node_modules/')).sort();
  const tests = own.filter((path) => named[runner].test(path));
  if (words.length === 0) return tests;
  if (runner === 'vitest') return tests.filter((path) => words.some((word) => path.includes(word)));
  return words.flatMap((word) => {
    const path = normalizePath(word, cwd);
    if (own.includes(path)) return [path];
    if (/[*?{]/.test(word)) return own.filter((one) => globExpression(path).test(one));
    return tests.filter((one) => one.startsWith(`${path}/`));
  });
}
