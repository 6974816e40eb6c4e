/**
 * Where a gateway has a tarball, below its address: `tarball/@scope/name/1.0.0.tgz`. Apart from the schemas, so that
 * the runtime can load without them.
 */
export function tarballPath({name, version}: {name: string; version: string}): string {
  return `tarball/${name}/${version}.tgz`;
}
