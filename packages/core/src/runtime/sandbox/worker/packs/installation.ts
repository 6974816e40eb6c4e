import satisfies from 'semver/functions/satisfies.js';
import validRange from 'semver/ranges/valid.js';
import {CodecraftError} from '../../../../errors.js';
import type {InstallProgress} from '../../../runtime.js';
import type {PackCode} from '../../protocol.js';
import type {FileSystem} from '../files/file-system.js';
import {CompiledPackages} from '../packages/compiled-packages.js';
import {compilerVersion} from '../packages/compiler-version.js';
import {InstallReport} from '../packages/install-report.js';
import type {PackageArchive} from '../packages/package-archive.js';
import {PackageGatewayClient} from '../packages/package-gateway-client.js';
import {parseManifest} from '../packages/package-json.js';
import type {InstallableLock} from '../packages/package-lock.js';
import {PackageStore} from '../packages/package-store.js';
import {refusePackages} from '../packages/refused-packages.js';
import {RegistryPackages} from '../packages/registry-packages.js';
import type {AssetLoader} from './asset-loader.js';
import {isBuiltInTool, type Pack, packOfPackage, packOfSpecifier, packs} from './catalogue.js';

export interface Installed {
  /** How many packages there are now. */
  count: number;
  notices: string[];
  /** Versions of what package.json asks for, by name; not of emulated tools. */
  versions: Record<string, string>;
}

interface InstallOptions {
  /** Asked for beside what package.json says. */
  added: Record<string, string>;
  onProgress: (progress: InstallProgress) => void;
  /** Told of each package from the registry as soon as it is there, where some have to be fetched. */
  onArrival: (folder: string, archive: PackageArchive) => void;
  signal: AbortSignal;
}

const brought = Object.assign({}, ...packs.map((pack) => pack.packages)) as Record<string, string>;
const nothingFromRegistry: InstallableLock = {packages: [], provided: {}, warnings: []};

/** Which packages the project has: from our packs, and from a registry through a gateway. */
export class Installation {
  /** Compiled modules of packages from the registry. */
  readonly compiled: CompiledPackages;
  readonly #files: FileSystem;
  readonly #assets: AssetLoader;
  readonly #registry: RegistryPackages | undefined;
  readonly #packs = new Set<Pack>();
  /** Emulated tools, and which version of them was asked for. */
  readonly #tools = new Map<string, string>();

  constructor(files: FileSystem, assets: AssetLoader, packagesUrl: string | undefined) {
    this.#files = files;
    this.#assets = assets;
    const store = new PackageStore();
    this.compiled = new CompiledPackages(store, compilerVersion);
    this.#registry =
      packagesUrl === undefined
        ? undefined
        : new RegistryPackages({
            files,
            gateway: new PackageGatewayClient(packagesUrl),
            store,
            compiled: this.compiled,
          });
  }

  /** Whether an installed pack answers this specifier. */
  provides(specifier: string): boolean {
    const pack = packOfSpecifier(specifier);
    return pack !== undefined && this.#packs.has(pack);
  }

  /** The installed packs. */
  packCodes(): Promise<PackCode[]> {
    return Promise.all(
      [...this.#packs].map(async ({name}) => ({name, code: await this.#assets.packCode(name)})),
    );
  }

  hasTool(name: string): boolean {
    return this.#tools.has(name);
  }

  /** The range of versions that was asked for of an emulated tool; undefined where it is not installed. */
  toolRange(name: string): string | undefined {
    return this.#tools.get(name);
  }

  /** Starts fetching what the project will surely need, so that installing it does not wait. */
  prefetch(): void {
    const names = Object.keys(this.#wanted());
    for (const {name} of packsOf(names)) {
      // A failure is reported by the install that follows.
      this.#assets.packCode(name).catch(() => undefined);
    }
    if (names.some(isOutside)) this.#registry?.prefetch();
  }

  /**
   * Gets everything that package.json asks for.
   *
   * @throws CodecraftError naming every package that cannot be had, and why
   */
  async install({added, onProgress, onArrival, signal}: InstallOptions): Promise<Installed> {
    const wanted = {...this.#wanted(), ...added};
    refusePackages(Object.keys(wanted));
    const report = new InstallReport(onProgress);
    const named = packsOf(Object.keys(wanted));
    const fetchingNamed = this.#fetchPacks(named, report);
    // Awaited further down; without this a failure meanwhile would count as nobody's.
    fetchingNamed.catch(() => undefined);
    const lock = await this.#lock(wanted, signal);
    const needed = packsOf(Object.keys(lock.provided)).filter((pack) => !named.includes(pack));
    await Promise.all([
      fetchingNamed,
      this.#fetchPacks(needed, report),
      this.#registry?.install(lock, report, signal, onArrival),
    ]);
    for (const pack of [...named, ...needed]) this.#add(pack);
    const tools = Object.keys(wanted).filter(isBuiltInTool);
    for (const tool of tools) this.#tools.set(tool, wanted[tool]!);
    if (report.count > 0) report.flush();
    return {
      count: report.count + tools.length,
      notices: [...versionNotices(wanted), ...lock.warnings.map(({message}) => message)],
      versions: versionsOf(wanted, lock),
    };
  }

  async #lock(wanted: Record<string, string>, signal: AbortSignal): Promise<InstallableLock> {
    const outside = Object.entries(wanted).filter(([name]) => isOutside(name));
    if (outside.length === 0) return nothingFromRegistry;
    if (!this.#registry) {
      throw new CodecraftError('package-missing', missingSentence(outside.map(([name]) => name)));
    }
    return this.#registry.lock(Object.fromEntries(outside), brought, signal);
  }

  async #fetchPacks(wanted: readonly Pack[], report: InstallReport): Promise<void> {
    await Promise.all(
      wanted.map(async (pack) => {
        const rows = report.add(Object.entries(pack.packages).map(([name, version]) => ({name, version})));
        for (const row of rows) report.fetching(row);
        report.received((await this.#assets.packCode(pack.name)).length);
        for (const row of rows) report.done(row);
      }),
    );
  }

  #add(pack: Pack): void {
    this.#packs.add(pack);
    for (const [name, version] of Object.entries(pack.packages)) {
      const manifest = `${JSON.stringify({name, version}, null, 2)}\n`;
      this.#files.write(`/node_modules/${name}/package.json`, manifest);
    }
  }

  /** @throws CodecraftError `invalid-input` where package.json is not valid JSON */
  #wanted(): Record<string, string> {
    const text = this.#files.textIfAny('/package.json');
    if (text === undefined) return {};
    const manifest = parseManifest(text);
    return {...manifest.devDependencies, ...manifest.dependencies};
  }
}

/** Neither in a pack nor emulated. */
function isOutside(name: string): boolean {
  return !packOfPackage(name) && !isBuiltInTool(name);
}

function packsOf(packageNames: readonly string[]): Pack[] {
  return [...new Set(packageNames.flatMap((name) => packOfPackage(name) ?? []))];
}

function versionsOf(wanted: Record<string, string>, lock: InstallableLock): Record<string, string> {
  const versions = new Map(lock.packages.map(({path, version}) => [path, version]));
  const found = Object.keys(wanted).map((name) => [
    name,
    brought[name] ?? versions.get(`node_modules/${name}`),
  ]);
  return Object.fromEntries(found.filter(([, version]) => version !== undefined));
}

function missingSentence(names: readonly string[]): string {
  const known = Object.keys(brought).join(', ');
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
