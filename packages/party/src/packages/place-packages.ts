import {CodecraftError} from '@codecraft/core/errors';
import {limits} from '@codecraft/core/protocol';
import {canPlace} from './can-place.js';
import {type Candidate, type Candidates, tooManyPackages} from './candidates.js';
import {fits} from './fits.js';
import {type Edge, PackageNode, resolveEdge} from './package-tree.js';

interface PlaceOptions {
  dependencies: ReadonlyMap<string, string>;
  /** Versions by name of what the runtime brings along. */
  provided: ReadonlyMap<string, string>;
  candidates: Candidates;
  maxPackages: number;
}

/** Real projects take about 2. */
const questionsPerPackage = 50;

/** A dependency that cannot be had, and why. */
export interface Problem {
  readonly edge: Edge;
  readonly error: CodecraftError;
}

/**
 * Puts every package where npm would: as near to the project as nothing else of its name stands in the way, going
 * through the tree by depth and by name, with a package's peers beside it.
 *
 * Unlike npm, a peer that cannot be had where it is needed is no failure: what is there is used.
 * https://docs.npmjs.com/cli/v11/commands/npm-install#algorithm
 */
export function placePackages(options: PlaceOptions): {project: PackageNode; problems: Problem[]} {
  const placer = new Placer(options);
  placer.run();
  return placer;
}

class Placer {
  readonly project: PackageNode;
  readonly problems: Problem[] = [];
  readonly #candidates: Candidates;
  readonly #maxPackages: number;
  readonly #waiting: Set<PackageNode>;
  readonly #effort: {left: number};
  #placed = 0;

  constructor({dependencies, provided, candidates, maxPackages}: PlaceOptions) {
    this.#candidates = candidates;
    this.#maxPackages = maxPackages;
    this.#effort = {left: maxPackages * questionsPerPackage};
    this.project = new PackageNode('', {version: '', dependencies});
    for (const [name, version] of provided) {
      this.project.adopt(new PackageNode(name, {version}));
    }
    this.#waiting = new Set([this.project]);
  }

  run(): void {
    for (let node = this.#next(); node; node = this.#next()) {
      for (const edge of node.edges) this.#fulfil(edge);
    }
  }

  /** The one nearest to the project, by name among equals. */
  #next(): PackageNode | undefined {
    let first: PackageNode | undefined;
    for (const node of this.#waiting) if (!first || comesBefore(node, first)) first = node;
    if (!first) return undefined;
    this.#waiting.delete(first);
    // It may have been replaced meanwhile.
    return first.isWithin(this.project) ? first : this.#next();
  }

  #fulfil(edge: Edge): void {
    const current = resolveEdge(edge);
    if (current && fits(edge, current, this.#candidates)) return;
    const candidate = this.#candidates.find(edge.name, edge.text);
    if (!candidate) return;
    if (candidate instanceof CodecraftError) {
      this.problems.push({edge, error: candidate});
      return;
    }
    const place = this.#findPlace(edge, candidate, true) ?? this.#findPlace(edge, candidate, false);
    // Only a peer has none: what stands there is used instead, and the lock warns.
    if (place) this.#place(edge, candidate, place);
  }

  /** The highest place up to which nothing is in the way. */
  #findPlace(edge: Edge, candidate: Candidate, withPeers: boolean): PackageNode | undefined {
    let best: PackageNode | undefined;
    let target = edge.isPeer ? edge.from.parent : edge.from;
    while (
      target &&
      canPlace({edge, candidate, target, withPeers, candidates: this.#candidates, effort: this.#effort})
    ) {
      best = target;
      target = target.children.has(edge.name) ? undefined : target.parent;
    }
    return best;
  }

  #place(edge: Edge, {manifest}: Candidate, target: PackageNode): void {
    if (target.pathOf(edge.name).length > limits.maxPathBytes) {
      this.problems.push({edge, error: tooDeep(manifest)});
      return;
    }
    this.#placed += 1;
    // A package may be placed again when a newer one replaces it; far more often is not a real tree.
    if (this.#placed > this.#maxPackages * 4) throw tooManyPackages(this.#maxPackages);
    const {version, dependencies, peerDependencies} = manifest;
    const node = new PackageNode(edge.name, {version, manifest, dependencies, peerDependencies});
    target.adopt(node);
    this.#waiting.add(node);
    // Whoever below found another one further up now finds this one.
    for (const {from} of target.edgesOn(edge.name)) if (from !== edge.from) this.#waiting.add(from);

    for (const peer of node.edges.filter(({isPeer}) => isPeer)) {
      // What the dependent itself asks for decides which one its dependencies share with it.
      const own = edge.from.edge(peer.name);
      if (own) this.#fulfil(own);
      this.#fulfil(peer);
    }
  }
}

const comesBefore = (a: PackageNode, b: PackageNode) =>
  a.depth === b.depth ? a.path < b.path : a.depth < b.depth;

/** Packages that need each other's other version in a circle would go into each other without end. */
const tooDeep = ({name, version}: Candidate['manifest']) =>
  new CodecraftError(
    'unsupported',
    `${name}@${version} is needed too many folders deep inside other packages. Use versions of them that share one ${name}.`,
  );
