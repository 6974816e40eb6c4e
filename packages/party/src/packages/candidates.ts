import {CodecraftError} from '@codecraft/core/errors';
import {chooseVersion} from './choose-version.js';
import type {GatewayLimits} from './gateway-limits.js';
import type {Manifest} from './manifest.js';
import type {PackumentStore} from './packument-store.js';
import {isAlias, readSpecifier, type Specifier} from './specifier.js';

/** What a dependency asks for, with the version that answers it best. */
export interface Candidate {
  readonly specifier: Specifier;
  readonly manifest: Manifest;
}

/**
 * The best version for every dependency that can come up below a project's own.
 *
 * Collecting asks the registry for all of them at once, before anything is placed; so placing waits for nothing and
 * depends on no order of answers. Some of them will not be used: an older version that is there already may do.
 */
export class Candidates {
  readonly #packuments: PackumentStore;
  readonly #provided: ReadonlySet<string>;
  readonly #limits: GatewayLimits;
  readonly #visited = new Set<string>();
  readonly #outcomes = new Map<string, Candidate | CodecraftError>();
  readonly #versions = new Set<string>();
  #endsAt = 0;

  constructor(packuments: PackumentStore, provided: Iterable<string>, limits: GatewayLimits) {
    this.#packuments = packuments;
    this.#provided = new Set(provided);
    this.#limits = limits;
  }

  /** @throws CodecraftError `limit-reached` for too many packages, `unavailable` where it takes too long */
  async collect(dependencies: ReadonlyMap<string, string>): Promise<void> {
    this.#endsAt = Date.now() + this.#limits.resolveTimeoutMs;
    await this.#visitAll(dependencies);
  }

  /**
   * An error (`package-missing`, `unsupported`, `too-large`) where this dependency cannot be had; undefined where the
   * runtime brings it along, so that nothing was looked for.
   */
  find(name: string, text: string): Candidate | CodecraftError | undefined {
    return this.#outcomes.get(keyOf(name, text));
  }

  async #visitAll(dependencies: ReadonlyMap<string, string>): Promise<void> {
    await Promise.all([...dependencies].map(([name, text]) => this.#visit(name, text)));
  }

  async #visit(name: string, text: string): Promise<void> {
    const key = keyOf(name, text);
    const isProvided = this.#provided.has(name) && !isAlias(text);
    if (isProvided || this.#visited.has(key)) return;
    this.#visited.add(key);
    const outcome = await this.#choose(name, text);
    this.#outcomes.set(key, outcome);
    if (outcome instanceof CodecraftError) return;
    const {manifest} = outcome;
    this.#count(manifest);
    await Promise.all([this.#visitAll(manifest.dependencies), this.#visitAll(manifest.peerDependencies)]);
  }

  /** What is wrong with one package is an outcome: it matters only if that package is needed in the end. */
  async #choose(name: string, text: string): Promise<Candidate | CodecraftError> {
    if (Date.now() > this.#endsAt) {
      throw new CodecraftError(
        'unavailable',
        'Finding these packages takes too long. Try again: what was found is remembered.',
      );
    }
    try {
      const specifier = readSpecifier(name, text);
      const packument = await this.#packuments.get(specifier.name);
      return {specifier, manifest: chooseVersion(packument, specifier)};
    } catch (error) {
      if (error instanceof CodecraftError && error.code !== 'unavailable') return error;
      throw error;
    }
  }

  #count({name, version}: Manifest): void {
    this.#versions.add(`${name}@${version}`);
    // Twice, because not all of them will be placed.
    if (this.#versions.size > this.#limits.maxPackages * 2) throw tooManyPackages(this.#limits.maxPackages);
  }
}

export const tooManyPackages = (max: number) =>
  new CodecraftError(
    'limit-reached',
    `These dependencies need more than ${max} packages. Remove some from package.json.`,
  );

const keyOf = (name: string, text: string) => `${name}@${text}`;
