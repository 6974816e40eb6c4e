/** `/node_modules/a/node_modules/@b/c/dist/d.js` is in `/node_modules/a/node_modules/@b/c`. */
export function packageFolder(path: string): string | undefined {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0];
}
