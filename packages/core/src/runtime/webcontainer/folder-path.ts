/**
 * Where a project's path lies inside the container, seen from the container's working directory.
 *
 * The project's folder is the root: `/src/a.ts` and `src/a.ts` are the same file, `..` stops at the root, and an
 * absolute path below `workdir` loses that prefix. The embedded runtime reads paths in the same way.
 */
export function pathInFolder(path: string, {folder, workdir}: {folder: string; workdir: string}): string {
  const isBelow = path === workdir || path.startsWith(`${workdir}/`);
  const segments: string[] = [];
  for (const segment of (isBelow ? path.slice(workdir.length) : path).split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return [folder, ...segments].join('/');
}
