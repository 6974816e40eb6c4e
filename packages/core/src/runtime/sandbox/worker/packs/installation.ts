import {satisfies, validRange} from 'semver';
import {CodecraftError} from '../../../../errors.js';
import type {InstallProgress} from '../../../runtime.js';
import type {FileSystem} from '../files/file-system.js';
import type {AssetLoader} from './asset-loader.js';
import {isBuiltInTool, type Pack, packOfPackage, packOfSpecifier, packs} from './catalogue.js';

export interface InstallReport {
  added: number;
  notices: string[];
}

interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

/** Which packages the project has. */
export class Installation {
  readonly #files: FileSystem;
  readonly #assets: AssetLoader;
  readonly #packs = new Set<Pack>();
  readonly #tools = new Set<string>();

  constructor(files: FileSystem, assets: AssetLoader) {
    this.#files = files;
    this.#assets = assets;
  }

  /** Whether an installed pack answers this specifier. */
  provides(specifier: string): boolean {
    const pack = packOfSpecifier(specifier);
    return pack !== undefined && this.#packs.has(pack);
  }

  hasTool(name: string): boolean {
    return this.#tools.has(name);
  }

  /** Starts fetching what the project will surely need, so that installing it does not wait. */
  prefetch(): void {
    for (const name of Object.keys(this.#wanted())) {
      const pack = packOfPackage(name);
      // A failure is reported by the install that follows.
      if (pack) this.#assets.packCode(pack.name).catch(() => undefined);
    }
  }

  /**
   * Gets everything that package.json asks for.
   *
   * @throws CodecraftError `package-missing` naming every package that cannot be had
   */
  async install(onProgress: (progress: InstallProgress) => void): Promise<InstallReport> {
    const wanted = this.#wanted();
    const missing = Object.keys(wanted).filter((name) => !packOfPackage(name) && !isBuiltInTool(name));
    if (missing.length > 0) throw new CodecraftError('package-missing', missingSentence(missing));

    const found = new Set(Object.keys(wanted).flatMap((name) => packOfPackage(name) ?? []));
    const packages = [...found].flatMap((pack) =>
      Object.entries(pack.packages).map(([name, version]) => ({pack, name, version})),
    );
    const done = new Set<Pack>();
    let bytes = 0;
    const report = () =>
      onProgress({
        done: packages.filter(({pack}) => done.has(pack)).length,
        total: packages.length,
        bytes,
        packages: packages.map(({pack, name, version}) => ({
          name,
          version,
          status: done.has(pack) ? 'done' : 'fetching',
        })),
      });
    if (packages.length > 0) report();
    await Promise.all(
      [...found].map(async (pack) => {
        bytes += (await this.#assets.packCode(pack.name)).length;
        done.add(pack);
        this.#packs.add(pack);
        for (const [name, version] of Object.entries(pack.packages)) {
          this.#files.write(
            `/node_modules/${name}/package.json`,
            `${JSON.stringify({name, version}, null, 2)}\n`,
          );
        }
        report();
      }),
    );
    const tools = Object.keys(wanted).filter(isBuiltInTool);
    for (const tool of tools) this.#tools.add(tool);
    return {added: packages.length + tools.length, notices: versionNotices(wanted)};
  }

  /** @throws CodecraftError `invalid-input` where package.json is not valid JSON */
  #wanted(): Record<string, string> {
    const text = this.#files.textIfAny('/package.json');
    if (text === undefined) return {};
    const manifest = parseManifest(text);
    return {...manifest.devDependencies, ...manifest.dependencies};
  }
}

function parseManifest(text: string): Manifest {
  try {
    return JSON.parse(text) as Manifest;
  } catch (cause) {
    throw new CodecraftError(
      'invalid-input',
      'package.json is not valid JSON. Check its commas and quotes.',
      {cause},
    );
  }
}

function missingSentence(names: readonly string[]): string {
  const known = packs.flatMap((pack) => Object.keys(pack.packages)).join(', ');
  const [subject, verb, it] = names.length === 1 ? [names[0], 'is', 'it'] : [names.join(', '), 'are', 'them'];
  return `${subject} ${verb} not available here. Without a package gateway this runtime has ${known}. Remove ${it} from package.json, or set a gateway.`;
}

function versionNotices(wanted: Record<string, string>): string[] {
  return Object.entries(wanted).flatMap(([name, range]) => {
    const version = packOfPackage(name)?.packages[name];
    if (version === undefined || validRange(range) === null || satisfies(version, range)) return [];
    return [`${name} ${range} is asked for; ${version} is used.`];
  });
}
