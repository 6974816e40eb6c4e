import path from 'path-browserify';
import {exports as resolveExports, imports as resolveImports} from 'resolve.exports';
import type {ProjectFiles} from '../files/project-files.js';

export type ImportKind = 'import' | 'require';

interface PackageJson {
  name?: string;
  type?: string;
  main?: string;
  exports?: unknown;
  imports?: unknown;
}

type ResolveInput = Parameters<typeof resolveExports>[0];

const scriptExtensions = ['.js', '.json', '.cjs', '.mjs', '.ts', '.mts', '.cts', '.tsx', '.jsx'];
/** TypeScript files import each other by the names they would have after compiling. */
const typeScriptNames: Record<string, readonly string[]> = {
  '.js': ['.ts', '.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
  '.jsx': ['.tsx'],
};

/** Finds the file that a specifier means, by Node's rules. Extensions may be left out in ES modules, too. */
export class NodeResolver {
  readonly #files: ProjectFiles;
  readonly #packages = new Map<string, PackageJson | undefined>();

  constructor(files: ProjectFiles) {
    this.#files = files;
  }

  /**
   * @param importer absolute path of the file that asks
   * @throws Error with the code that Node gives, naming what was not found
   */
  resolve(specifier: string, importer: string, kind: ImportKind): string {
    const found = this.#locate(specifier, path.dirname(importer), kind);
    if (found !== undefined) return found;
    const error =
      kind === 'require'
        ? new Error(`Cannot find module '${specifier}'\nRequire stack:\n- ${importer}`)
        : new Error(
            `Cannot find ${isPath(specifier) ? 'module' : 'package'} '${specifier}' imported from ${importer}`,
          );
    throw Object.assign(error, {code: kind === 'require' ? 'MODULE_NOT_FOUND' : 'ERR_MODULE_NOT_FOUND'});
  }

  /** `type` of the nearest package.json. */
  packageType(file: string): 'module' | 'commonjs' | undefined {
    for (let directory = path.dirname(file); ; directory = path.dirname(directory)) {
      const manifest = this.#package(directory);
      if (manifest)
        return manifest.type === 'module' || manifest.type === 'commonjs' ? manifest.type : undefined;
      if (directory === '/' || path.basename(directory) === 'node_modules') return undefined;
    }
  }

  /** Forgets what a changed package.json said. */
  forget(changed: readonly string[]): void {
    if (changed.some((file) => file.endsWith('/package.json'))) this.#packages.clear();
  }

  #locate(specifier: string, directory: string, kind: ImportKind): string | undefined {
    if (specifier.startsWith('file:'))
      return this.#fileOrFolder(decodeURIComponent(new URL(specifier).pathname));
    if (isPath(specifier)) return this.#fileOrFolder(path.resolve(directory, specifier));
    if (specifier.startsWith('#')) return this.#ownImport(specifier, directory, kind);
    const [, name, rest = ''] = /^((?:@[^/]+\/)?[^/]+)(\/.*)?$/.exec(specifier) ?? [];
    if (name === undefined) return undefined;
    for (let at = directory; ; at = path.dirname(at)) {
      const own = this.#package(at);
      if (own?.name === name && own.exports !== undefined) return this.#inPackage(at, own, rest, kind);
      const root = path.join(at, 'node_modules', name);
      const manifest = path.basename(at) === 'node_modules' ? undefined : this.#package(root);
      if (manifest) return this.#inPackage(root, manifest, rest, kind);
      if (at === '/') return undefined;
    }
  }

  #inPackage(root: string, manifest: PackageJson, rest: string, kind: ImportKind): string | undefined {
    if (manifest.exports === undefined) return this.#fileOrFolder(root + rest);
    const conditions = {require: kind === 'require', conditions: ['node', 'module-sync']};
    const targets = attempt(() =>
      resolveExports(manifest as ResolveInput, rest ? `.${rest}` : '.', conditions),
    );
    const found = targets
      .map((target) => path.join(root, target))
      .find((target) => this.#files.isFile(target));
    if (found !== undefined) return found;
    throw Object.assign(
      new Error(`Package subpath '.${rest}' is not defined by "exports" in ${root}/package.json`),
      {code: 'ERR_PACKAGE_PATH_NOT_EXPORTED'},
    );
  }

  /** `#name`, declared in the `imports` of the importer's own package. */
  #ownImport(specifier: string, directory: string, kind: ImportKind): string | undefined {
    for (let at = directory; ; at = path.dirname(at)) {
      const manifest = this.#package(at);
      if (manifest?.imports !== undefined) {
        const conditions = {require: kind === 'require', conditions: ['node']};
        const [target] = attempt(() => resolveImports(manifest as ResolveInput, specifier, conditions));
        return target === undefined ? undefined : this.#locate(target, at, kind);
      }
      if (at === '/') return undefined;
    }
  }

  #fileOrFolder(at: string): string | undefined {
    const file = this.#file(at);
    if (file !== undefined || !this.#files.isDirectory(at)) return file;
    const {main} = this.#package(at) ?? {};
    const target = main === undefined ? undefined : path.join(at, main);
    return (
      (target === undefined ? undefined : (this.#file(target) ?? this.#file(`${target}/index`))) ??
      this.#file(`${at}/index`)
    );
  }

  #file(at: string): string | undefined {
    const extension = path.extname(at);
    const renamed = (typeScriptNames[extension] ?? []).map((other) => at.slice(0, -extension.length) + other);
    return [at, ...scriptExtensions.map((other) => at + other), ...renamed].find((one) =>
      this.#files.isFile(one),
    );
  }

  #package(directory: string): PackageJson | undefined {
    if (!this.#packages.has(directory)) {
      const text = this.#files.text(path.join(directory, 'package.json'));
      this.#packages.set(directory, text === undefined ? undefined : parsePackage(text));
    }
    return this.#packages.get(directory);
  }
}

function isPath(specifier: string): boolean {
  return /^(?:\.\.?(?:\/|$)|\/|file:)/.test(specifier);
}

/** The library throws where nothing fits; for us that is "not found". */
function attempt(find: () => string[] | undefined | void): string[] {
  try {
    return find() ?? [];
  } catch {
    return [];
  }
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
