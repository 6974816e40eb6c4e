/** A tree as the client sends it: folders are `d`, files `f` with contents, `b` for binary as Latin-1. */
export interface WireTree {
  d: Record<string, WireTree | {f: {c: string; b?: boolean}}>;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const fileType = 1;
const folderType = 2;

/** The fake container's disk: bytes by path, below its working directory. */
export class FakeDisk {
  private readonly files = new Map<string, Uint8Array>();
  private readonly folders = new Set<string>(['']);
  private readonly followers = new Set<(path: string) => void>();

  /** Calls back with the path of each file that comes, changes or goes. @returns what ends it */
  follow(onChange: (path: string) => void): () => void {
    this.followers.add(onChange);
    return () => this.followers.delete(onChange);
  }

  readFile(path: string, encoding?: string | null): Uint8Array | string {
    const bytes = this.files.get(clean(path));
    if (!bytes) throw new Error(`ENOENT: no such file or directory, open '${path}'`);
    return encoding ? decoder.decode(bytes) : bytes;
  }

  writeFile(path: string, data: string | Uint8Array): void {
    this.requireFolder(clean(path).split('/').slice(0, -1).join('/'));
    this.files.set(clean(path), typeof data === 'string' ? encoder.encode(data) : data);
    this.announce(path);
  }

  readdir(path: string, options?: {withFileTypes?: boolean} | null): unknown[] {
    this.requireFolder(clean(path));
    const prefix = clean(path) ? `${clean(path)}/` : '';
    const childrenOf = (paths: Iterable<string>) =>
      [...paths].filter(
        (name) => name.startsWith(prefix) && name !== '' && !name.slice(prefix.length).includes('/'),
      );
    const entries = [
      ...childrenOf(this.folders).map((name) => ({
        name: name.slice(prefix.length),
        'Symbol(type)': folderType,
      })),
      ...childrenOf(this.files.keys()).map((name) => ({
        name: name.slice(prefix.length),
        'Symbol(type)': fileType,
      })),
    ];
    return options?.withFileTypes ? entries : entries.map(({name}) => name);
  }

  mkdir(path: string, options?: {recursive?: boolean}): void {
    const segments = clean(path).split('/');
    if (!options?.recursive) this.requireFolder(segments.slice(0, -1).join('/'));
    for (let length = 1; length <= segments.length; length++)
      this.folders.add(segments.slice(0, length).join('/'));
  }

  rm(path: string, options?: {recursive?: boolean; force?: boolean}): void {
    const name = clean(path);
    if (!this.files.delete(name) && !this.folders.has(name) && !options?.force) {
      throw new Error(`ENOENT: no such file or directory, rm '${path}'`);
    }
    this.announce(path);
    if (!options?.recursive) return;
    this.folders.delete(name);
    for (const file of [...this.files.keys()]) if (file.startsWith(`${name}/`)) this.files.delete(file);
  }

  rename(from: string, to: string): void {
    this.writeFile(to, this.readFile(from));
    this.files.delete(clean(from));
    this.announce(from);
  }

  load(mountPoint: string, tree: WireTree): void {
    this.requireFolder(clean(mountPoint));
    for (const [name, node] of Object.entries(tree.d)) {
      const path = [clean(mountPoint), name].filter(Boolean).join('/');
      if ('d' in node) {
        this.folders.add(path);
        this.load(path, node);
      } else {
        this.writeFile(path, node.f.b ? Uint8Array.from(node.f.c, (char) => char.charCodeAt(0)) : node.f.c);
      }
    }
  }

  save(path: string, excludes: string[]): WireTree {
    const tree: WireTree = {d: {}};
    for (const {name, 'Symbol(type)': type} of this.readdir(path, {withFileTypes: true}) as {
      name: string;
      'Symbol(type)': number;
    }[]) {
      if (excludes.includes(name)) continue;
      const below = [clean(path), name].filter(Boolean).join('/');
      tree.d[name] =
        type === folderType ? this.save(below, excludes) : {f: {c: this.readFile(below, 'utf-8') as string}};
    }
    return tree;
  }

  private announce(path: string): void {
    for (const follower of [...this.followers]) follower(clean(path));
  }

  private requireFolder(path: string): void {
    if (!this.folders.has(path)) throw new Error(`ENOENT: no such file or directory, '${path}'`);
  }
}

function clean(path: string): string {
  return path
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.')
    .join('/');
}
