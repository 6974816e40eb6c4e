import {exports as resolveExports, imports as resolveImports} from 'resolve.exports';
import type {FileSystem} from '../files/file-system.js';
import {matchGlobs} from '../files/glob.js';
import {directoryOf, normalizePath, splitQuery} from '../files/paths.js';
import {packageFolder} from '../packages/package-folder.js';
import {isNodeBuiltin} from './node-builtins.js';

/** `find` is a whole specifier, or a prefix of it up to a slash. */
export interface Alias {
  find: string;
  replacement: string;
}

export type Resolution =
  | {kind: 'file'; id: string}
  /** Comes from a prebuilt pack; the id is `pack:` and the specifier. */
  | {kind: 'pack'; id: string; specifier: string}
  /** A package says that browsers get nothing here. */
  | {kind: 'empty'};

interface PackageJson {
  main?: string;
  module?: string;
  style?: string;
  browser?: string | Record<string, string | false>;
  exports?: unknown;
  imports?: unknown;
  sideEffects?: unknown;
}

export interface ResolverOptions {
  aliases: readonly Alias[];
  /** Whether a prebuilt pack that is installed holds this specifier. */
  isPacked: (specifier: string) => boolean;
  /** Which variant of packages is taken, where they have two. */
  mode?: 'development' | 'production';
  /** Finds what CSS imports: packages name a stylesheet beside their code. */
  isForStyles?: boolean;
}

const extensions = ['.mjs', '.js', '.mts', '.ts', '.jsx', '.tsx', '.json', '.vue', '.cjs'];
const conditions = ['module', 'browser', 'svelte'];
const mainFields = ['browser', 'module', 'main'] as const;

/** Finds the file that an import means, by the rules of Vite's development server. */
export class Resolver {
  readonly #files: FileSystem;
  readonly #options: ResolverOptions;
  readonly #conditions: string[];
  readonly #mainFields: readonly ('style' | (typeof mainFields)[number])[];
  #styles: Resolver | undefined;
  readonly #packages = new Map<string, PackageJson | undefined>();
  /** What packages import by name, by folder: each is imported by many of their files. */
  readonly #namedByPackages = new Map<string, Resolution | undefined>();
  /** By package, files that browsers get something else for. */
  readonly #replaced = new Map<string, ReadonlyMap<string, string | false>>();

  constructor(files: FileSystem, options: ResolverOptions) {
    this.#files = files;
    this.#options = options;
    this.#conditions = [...conditions, options.mode ?? 'development'];
    this.#mainFields = options.isForStyles ? ['style', ...mainFields] : mainFields;
  }

  /** The same for what CSS imports. */
  get styles(): Resolver {
    this.#styles ??= new Resolver(this.#files, {...this.#options, isForStyles: true});
    return this.#styles;
  }

  /** @param importer absolute path of the file that imports */
  resolve(specifier: string, importer: string): Resolution | undefined {
    if (/^[./]/.test(specifier) || !importer.includes('/node_modules/'))
      return this.#find(specifier, importer);
    const key = `${directoryOf(importer)} ${specifier}`;
    if (!this.#namedByPackages.has(key)) this.#namedByPackages.set(key, this.#find(specifier, importer));
    return this.#namedByPackages.get(key);
  }

  #find(specifier: string, importer: string): Resolution | undefined {
    const {path, query} = splitQuery(this.#withAlias(specifier));
    if (this.#options.isPacked(path)) return {kind: 'pack', id: `pack:${path}`, specifier: path};
    const found = this.#locate(path, importer);
    if (found === false) return {kind: 'empty'};
    return found === undefined ? undefined : {kind: 'file', id: found + query};
  }

  /** More packages may be there than before: looks again for what was not found. */
  forgetMissing(): void {
    for (const known of [this.#packages, this.#namedByPackages]) {
      for (const [key, found] of known) if (found === undefined) known.delete(key);
    }
  }

  /** Whether the package of this file says that it need not run where nothing of it is used. */
  isFreeOfSideEffects(path: string): boolean {
    for (let directory = directoryOf(path); directory !== '/'; directory = directoryOf(directory)) {
      const {sideEffects} = this.#package(directory) ?? {};
      if (sideEffects === false) return true;
      if (Array.isArray(sideEffects)) {
        const patterns = sideEffects.map((pattern) => sideEffectPattern(String(pattern), directory));
        return matchGlobs([path], patterns).length === 0;
      }
      if (/\/node_modules\/(?:@[^/]+\/)?[^/]+$/.test(directory)) return false;
    }
    return false;
  }

  #withAlias(specifier: string): string {
    const alias = this.#options.aliases.find(
      ({find}) => specifier === find || specifier.startsWith(find.endsWith('/') ? find : `${find}/`),
    );
    return alias ? alias.replacement + specifier.slice(alias.find.length) : specifier;
  }

  #locate(specifier: string, importer: string): string | false | undefined {
    if (specifier.startsWith('.') || specifier.startsWith('/')) {
      const path = normalizePath(specifier, directoryOf(importer));
      const inPublic = specifier.startsWith('/') ? this.#file(`/public${path}`) : undefined;
      const found = this.#fileOrDirectory(path) ?? inPublic;
      const root = found && packageFolder(found);
      return root ? this.#forBrowsers(root, found) : found;
    }
    if (specifier.startsWith('#')) return this.#ownImport(specifier, importer);
    const [, name, rest] = /^((?:@[^/]+\/)?[^/]+)(\/.*)?$/.exec(specifier) ?? [];
    if (!name) return undefined;
    const owner = packageFolder(importer);
    const replacement = owner && this.#browserField(owner)?.[specifier];
    if (replacement === false) return false;
    if (replacement !== undefined && replacement !== specifier) {
      return this.#locate(replacement, `${owner}/package.json`);
    }
    for (let directory = directoryOf(importer); ; directory = directoryOf(directory)) {
      const root = normalizePath(`node_modules/${name}`, directory);
      if (this.#package(root)) return this.#inPackage(root, rest);
      if (directory === '/') break;
    }
    // Packages that also run in Node ask for its modules, and do without; Vite gives them an empty one, too.
    return owner && isNodeBuiltin(specifier) ? false : undefined;
  }

  #inPackage(root: string, rest: string | undefined): string | false | undefined {
    const manifest = this.#package(root)!;
    let found: string | undefined;
    if (manifest.exports !== undefined) {
      const usual = [...this.#conditions, 'import', 'default'];
      // Their order is the package's, and code often stands before styles.
      const wanted = this.#options.isForStyles ? [['style'], usual] : [usual];
      const targets = wanted.flatMap((conditions) =>
        this.#targets(() =>
          resolveExports(manifest as Parameters<typeof resolveExports>[0], rest ? `.${rest}` : '.', {
            browser: true,
            unsafe: true,
            conditions,
          }),
        ),
      );
      found = this.#firstFile(targets, root);
    } else found = rest ? this.#fileOrDirectory(root + rest) : this.#directory(root);
    return found === undefined ? undefined : this.#forBrowsers(root, found);
  }

  /** `#name`, declared in the `imports` of the importer's own package. */
  #ownImport(specifier: string, importer: string): string | false | undefined {
    for (let directory = directoryOf(importer); ; directory = directoryOf(directory)) {
      const manifest = this.#package(directory);
      if (manifest?.imports !== undefined) {
        const targets = this.#targets(() =>
          resolveImports(manifest as Parameters<typeof resolveImports>[0], specifier, {
            browser: true,
            conditions: this.#conditions,
          }),
        );
        return this.#firstFile(targets, directory);
      }
      if (directory === '/') return undefined;
    }
  }

  /** The library throws where a package does not export a path; for us that is "not found". */
  #targets(find: () => string[] | undefined | void): string[] {
    try {
      return find() ?? [];
    } catch {
      return [];
    }
  }

  #firstFile(targets: readonly string[], root: string): string | undefined {
    for (const target of targets) {
      const found = this.#file(normalizePath(target, root));
      if (found) return found;
    }
    return undefined;
  }

  #browserField(root: string): Record<string, string | false> | undefined {
    const browser = this.#package(root)?.browser;
    return typeof browser === 'object' ? browser : undefined;
  }

  /** The file that a package has for browsers in the place of another. `false`: they get nothing. */
  #forBrowsers(root: string, path: string): string | false {
    const replacement = this.#replacements(root).get(path);
    if (replacement === undefined) return path;
    return replacement === false ? false : (this.#file(normalizePath(replacement, root)) ?? path);
  }

  #replacements(root: string): ReadonlyMap<string, string | false> {
    let known = this.#replaced.get(root);
    if (!known) {
      const entries = Object.entries(this.#browserField(root) ?? {});
      known = new Map(
        entries.flatMap(([from, to]): [string, string | false][] => {
          const file = from.startsWith('.') ? this.#file(normalizePath(from, root)) : undefined;
          return file === undefined ? [] : [[file, to]];
        }),
      );
      this.#replaced.set(root, known);
    }
    return known;
  }

  #fileOrDirectory(path: string): string | undefined {
    return this.#file(path) ?? (this.#files.isDirectory(path) ? this.#directory(path) : undefined);
  }

  #directory(path: string): string | undefined {
    const manifest = this.#package(path);
    for (const field of this.#mainFields) {
      const main = manifest?.[field];
      const found = typeof main === 'string' ? this.#fileOrIndex(normalizePath(main, path)) : undefined;
      if (found) return found;
    }
    return this.#file(`${path === '/' ? '' : path}/index`);
  }

  #fileOrIndex(path: string): string | undefined {
    return this.#file(path) ?? this.#file(`${path}/index`);
  }

  #file(path: string): string | undefined {
    if (this.#files.isFile(path)) return path;
    // TypeScript files import each other by the names they would have after compiling.
    const [, stem, kind, x] = /^(.*)\.([mc]?)js(x?)$/.exec(path) ?? [];
    const candidates = stem === undefined ? [] : [`${stem}.${kind}ts${x}`, `${stem}.tsx`];
    return [...extensions.map((extension) => path + extension), ...candidates].find((name) =>
      this.#files.isFile(name),
    );
  }

  #package(root: string): PackageJson | undefined {
    if (!this.#packages.has(root)) {
      const text = this.#files.textIfAny(`${root === '/' ? '' : root}/package.json`);
      this.#packages.set(root, text === undefined ? undefined : parsePackage(text));
    }
    return this.#packages.get(root);
  }
}

/** A pattern without a slash means a file of this name in any folder. https://webpack.js.org/guides/tree-shaking/ */
function sideEffectPattern(pattern: string, directory: string): string {
  return pattern.includes('/') ? normalizePath(pattern, directory) : `${directory}/**/${pattern}`;
}

/** A broken package.json is reported by npm; for resolving it says nothing. */
function parsePackage(text: string): PackageJson {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? (parsed as PackageJson) : {};
  } catch {
    return {};
  }
}
