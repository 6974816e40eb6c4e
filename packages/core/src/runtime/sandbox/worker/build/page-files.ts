import type {Metafile} from 'esbuild-wasm/esm/browser.js';

/** What one page loads of what was built, as paths without a leading slash. */
export interface PageFiles {
  scripts: string[];
  styles: string[];
}

/**
 * @param entries ids of the page's modules and stylesheets, in order
 * @returns the scripts of its entries, and every stylesheet that they may need, now or once they import more
 */
export function pageFiles({outputs}: Metafile, entries: readonly string[]): PageFiles {
  const byEntry = new Map(Object.entries(outputs).map(([path, {entryPoint}]) => [entryPoint, path]));
  const roots = entries.flatMap((id) => byEntry.get(`project:${id}`) ?? []);
  const styles = new Set<string>();
  const seen = new Set<string>();
  const visit = (path: string): void => {
    const output = outputs[path];
    if (!output || seen.has(path)) return;
    seen.add(path);
    if (path.endsWith('.css')) styles.add(path);
    if (output.cssBundle) styles.add(output.cssBundle);
    for (const {path: imported, external} of output.imports) if (!external) visit(imported);
  };
  for (const root of roots) visit(root);
  const plain = (path: string) => path.replace(/^\//, '');
  return {scripts: roots.filter((path) => path.endsWith('.js')).map(plain), styles: [...styles].map(plain)};
}
