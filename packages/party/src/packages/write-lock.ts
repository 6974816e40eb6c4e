import {CodecraftError} from '@codecraft/core/errors';
import type {LockedPackage, PackageLock} from '@codecraft/core/protocol';
import {type Candidates, tooManyPackages} from './candidates.js';
import type {GatewayLimits} from './gateway-limits.js';
import type {Manifest} from './manifest.js';
import {type PackageNode, resolveEdge} from './package-tree.js';
import {mismatchWarning, platformWarning, scriptWarning} from './warnings.js';

/**
 * Writes down a tree.
 *
 * @throws CodecraftError `limit-reached` or `too-large` where it is more than a project may have, `unsupported` naming
 *   a package without a hash
 */
export function writeLock(project: PackageNode, candidates: Candidates, limits: GatewayLimits): PackageLock {
  const needed = neededNodes(project);
  const nodes = [...needed].filter(({manifest}) => manifest).sort((a, b) => (a.path < b.path ? -1 : 1));
  if (nodes.length > limits.maxPackages) throw tooManyPackages(limits.maxPackages);
  const packages = nodes.map(lockedPackage);
  checkSize(packages, limits.maxUnpackedBytes);
  const provided = [...needed].filter(({isProvided}) => isProvided).map(({name, version}) => [name, version]);
  return {
    packages,
    provided: Object.fromEntries(provided.sort()),
    warnings: [
      ...[project, ...nodes].flatMap(({edges}) => edges.map((edge) => mismatchWarning(edge, candidates))),
      ...uniqueManifests(nodes).flatMap((manifest) => [platformWarning(manifest), scriptWarning(manifest)]),
    ].filter((warning) => warning !== undefined),
  };
}

/** What can be reached from the project; the rest was replaced, or needed by what was replaced. */
function neededNodes(project: PackageNode): Set<PackageNode> {
  const needed = new Set<PackageNode>([project]);
  for (const node of needed) {
    for (const edge of node.edges) {
      const found = resolveEdge(edge);
      if (found) needed.add(found);
    }
  }
  needed.delete(project);
  return needed;
}

function lockedPackage({path, manifest}: PackageNode): LockedPackage {
  const {name, version, integrity, unpackedBytes, dependencies, peerDependencies} = manifest!;
  if (integrity === undefined) {
    throw new CodecraftError(
      'unsupported',
      `The registry has no hash for ${name}@${version}, so that nobody could tell whether it arrived unchanged. Use another version.`,
    );
  }
  const asked = {...Object.fromEntries(peerDependencies), ...Object.fromEntries(dependencies)};
  return {
    path,
    name,
    version,
    integrity,
    ...(unpackedBytes !== undefined && {size: unpackedBytes}),
    ...(Object.keys(asked).length > 0 && {dependencies: asked}),
  };
}

function checkSize(packages: LockedPackage[], maxBytes: number): void {
  const total = packages.reduce((sum, {size = 0}) => sum + size, 0);
  if (total <= maxBytes) return;
  const largest = packages
    .toSorted((a, b) => (b.size ?? 0) - (a.size ?? 0))
    .slice(0, 3)
    .map(({name, version, size = 0}) => `${name}@${version} (${megabytes(size)})`);
  throw new CodecraftError(
    'too-large',
    `These packages have ${megabytes(total)} unpacked; ${megabytes(maxBytes)} is the most. The largest: ${largest.join(', ')}.`,
  );
}

const uniqueManifests = (nodes: PackageNode[]): Manifest[] => [
  ...new Map(nodes.map(({manifest}) => [`${manifest!.name}@${manifest!.version}`, manifest!])).values(),
];

const megabytes = (bytes: number) => `${Math.ceil(bytes / 1024 / 1024)} MB`;
