/** What a lock needs to know of one version of one package. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  /** By the name they are imported by. Without those that come inside the tarball, and without optional ones. */
  readonly dependencies: ReadonlyMap<string, string>;
  /** Without optional ones. */
  readonly peerDependencies: ReadonlyMap<string, string>;
  /** Where the registry says the tarball is. */
  readonly tarball: string | undefined;
  /** Undefined where the registry has no hash. */
  readonly integrity: string | undefined;
  readonly unpackedBytes: number | undefined;
  /** The systems it is made for, as package.json writes them: `darwin`, `!win32`, `x64`. Empty: any. */
  readonly platforms: readonly string[];
  readonly hasInstallScript: boolean;
  readonly isDeprecated: boolean;
}

const keptFields = [
  'dependencies',
  'optionalDependencies',
  'peerDependencies',
  'peerDependenciesMeta',
  'bundleDependencies',
  'bundledDependencies',
  'os',
  'cpu',
  'hasInstallScript',
  'deprecated',
  'gypfile',
] as const;

/** The few fields of a version that are kept; the full form of a registry that has no short one is 5 times as large. */
export function compactVersion(version: unknown): Record<string, unknown> {
  const full = recordOf(version);
  const {tarball, integrity, shasum, unpackedSize} = recordOf(full.dist);
  const compact: Record<string, unknown> = {dist: {tarball, integrity, shasum, unpackedSize}};
  for (const field of keptFields) if (full[field] !== undefined) compact[field] = full[field];
  if (hasScript(full)) compact.hasInstallScript = true;
  return compact;
}

/** Reads what `compactVersion` kept. A field of a wrong type counts as missing: old packages have all sorts. */
export function readManifest(name: string, version: string, compact: Record<string, unknown>): Manifest {
  const dist = recordOf(compact.dist);
  const dependencies = stringsByName(compact.dependencies);
  const peerDependencies = stringsByName(compact.peerDependencies);
  // The registry lists optional ones among the others, too.
  for (const optional of stringsByName(compact.optionalDependencies).keys()) dependencies.delete(optional);
  for (const [peer, meta] of Object.entries(recordOf(compact.peerDependenciesMeta))) {
    if (recordOf(meta).optional === true) peerDependencies.delete(peer);
  }
  // A name may be in both; what the package brings for itself wins.
  for (const own of dependencies.keys()) peerDependencies.delete(own);
  const bundled = compact.bundleDependencies ?? compact.bundledDependencies;
  if (bundled === true) dependencies.clear();
  for (const inside of strings(bundled)) dependencies.delete(inside);

  return {
    name,
    version,
    dependencies,
    peerDependencies,
    tarball: typeof dist.tarball === 'string' ? dist.tarball : undefined,
    integrity: strongestHash(dist.integrity) ?? sha1OfHex(dist.shasum),
    unpackedBytes: typeof dist.unpackedSize === 'number' ? dist.unpackedSize : undefined,
    platforms: [...strings(compact.os), ...strings(compact.cpu)].filter((platform) => platform !== 'any'),
    hasInstallScript: compact.hasInstallScript === true || compact.gypfile === true,
    isDeprecated: typeof compact.deprecated === 'string' && compact.deprecated !== '',
  };
}

const hasScript = (full: Record<string, unknown>) =>
  ['preinstall', 'install', 'postinstall'].some((step) => typeof recordOf(full.scripts)[step] === 'string');

function strongestHash(integrity: unknown): string | undefined {
  if (typeof integrity !== 'string') return undefined;
  const hashes = integrity.split(/\s+/).map((hash) => hash.split('?')[0] ?? '');
  return ['sha512-', 'sha384-', 'sha256-', 'sha1-']
    .map((kind) => hashes.find((hash) => hash.startsWith(kind)))
    .find((hash) => hash !== undefined);
}

function sha1OfHex(shasum: unknown): string | undefined {
  if (typeof shasum !== 'string' || !/^[0-9a-f]{40}$/i.test(shasum)) return undefined;
  const bytes = shasum.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? [];
  return `sha1-${btoa(String.fromCharCode(...bytes))}`;
}

export function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function stringsByName(value: unknown): Map<string, string> {
  const entries = Object.entries(recordOf(value));
  return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function strings(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter((item) => typeof item === 'string');
}
