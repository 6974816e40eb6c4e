/** Where the project's folder seems to lie. Inside, the same folder is the root `/`. */
export const workdir = '/home/project';

/** Absolute, without `.`, `..`, doubled or trailing slashes. A path below {@link workdir} loses that prefix. */
export function normalizePath(path: string, from = '/'): string {
  // Most paths are normal already, and thousands are looked up in a row.
  if (path.startsWith('/') && !/\/(?:[./]|$)/.test(path) && !path.startsWith(workdir)) return path;
  const absolute = path.startsWith('/') ? path : `${from}/${path}`;
  const segments: string[] = [];
  for (const segment of absolute.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  const normalized = `/${segments.join('/')}`;
  if (normalized === workdir) return '/';
  return normalized.startsWith(`${workdir}/`) ? normalized.slice(workdir.length) : normalized;
}

export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Without the dot, lower case: `tsx`. Empty for `Makefile` and `.env`. */
export function extensionOf(path: string): string {
  const name = baseName(path);
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase();
}

/** `/src/a.css?raw` → `/src/a.css` and `?raw`. */
export function splitQuery(id: string): {path: string; query: string} {
  const mark = id.indexOf('?');
  return mark < 0 ? {path: id, query: ''} : {path: id.slice(0, mark), query: id.slice(mark)};
}

/** `/src/a.ts` seen from `/src/b` is `../a.ts`; from `/src` it is `./a.ts`. */
export function relativePath(path: string, fromDirectory: string): string {
  const to = path.split('/').slice(1);
  const from = fromDirectory === '/' ? [] : fromDirectory.split('/').slice(1);
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++;
  const up = from.length - shared;
  return (up === 0 ? './' : '../'.repeat(up)) + to.slice(shared).join('/');
}
