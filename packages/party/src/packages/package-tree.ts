import type {Manifest} from './manifest.js';

/** One package asking for another. */
export interface Edge {
  readonly from: PackageNode;
  readonly name: string;
  /** What package.json says: a range, a tag, an alias. */
  readonly text: string;
  readonly isPeer: boolean;
}

interface Content {
  version: string;
  manifest?: Manifest;
  dependencies?: ReadonlyMap<string, string>;
  peerDependencies?: ReadonlyMap<string, string>;
}

/** A folder in a node_modules; or the project itself, which has no parent. */
export class PackageNode {
  /** What it is imported by. */
  readonly name: string;
  readonly version: string;
  /** Undefined for the project and for what the runtime brings along. */
  readonly manifest: Manifest | undefined;
  /** Sorted by name, as npm goes through them. */
  readonly edges: readonly Edge[];
  readonly children = new Map<string, PackageNode>();
  parent: PackageNode | undefined;
  /** `node_modules/a/node_modules/b`; empty for the project. */
  path = '';
  depth = 0;

  constructor(name: string, {version, manifest, dependencies, peerDependencies}: Content) {
    this.name = name;
    this.version = version;
    this.manifest = manifest;
    const edges = (asked: ReadonlyMap<string, string> | undefined, isPeer: boolean) =>
      [...(asked ?? [])].map(([name, text]) => ({from: this, name, text, isPeer}));
    this.edges = [...edges(dependencies, false), ...edges(peerDependencies, true)].sort((a, b) =>
      a.name < b.name ? -1 : 1,
    );
  }

  get isProvided(): boolean {
    return this.parent !== undefined && this.manifest === undefined;
  }

  /** Its own dependency on that name; not a peer. */
  edge(name: string): Edge | undefined {
    return this.edges.find((edge) => edge.name === name && !edge.isPeer);
  }

  /** Puts a package into this one's node_modules, in the place of one of the same name. */
  adopt(child: PackageNode): void {
    const replaced = this.children.get(child.name);
    if (replaced) replaced.parent = undefined;
    child.parent = this;
    child.path = this.pathOf(child.name);
    child.depth = this.depth + 1;
    this.children.set(child.name, child);
  }

  /** Where a package of that name is, or would be, in this one's node_modules. */
  pathOf(name: string): string {
    return `${this.path}${this.path && '/'}node_modules/${name}`;
  }

  /** What `import name` finds from here, going up as Node does. */
  lookUp(name: string): PackageNode | undefined {
    return this.children.get(name) ?? this.parent?.lookUp(name);
  }

  isWithin(ancestor: PackageNode): boolean {
    return this === ancestor || (this.parent?.isWithin(ancestor) ?? false);
  }

  /** This one and everything below. */
  *walk(): Generator<PackageNode> {
    yield this;
    for (const child of this.children.values()) yield* child.walk();
  }

  /** Every dependency on a name, of this one and everything below. */
  *edgesOn(name: string): Generator<Edge> {
    for (const node of this.walk()) {
      for (const edge of node.edges) if (edge.name === name) yield edge;
    }
  }
}

/** What answers a dependency. A peer is looked for beside its dependent, never inside. */
export function resolveEdge({from, name, isPeer}: Edge): PackageNode | undefined {
  return isPeer ? from.parent?.lookUp(name) : from.lookUp(name);
}
