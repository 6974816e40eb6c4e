import {CodecraftError} from '@codecraft/core/errors';
import {PackageVersion} from '@codecraft/core/protocol';
import {compactVersion, type Manifest, readManifest, recordOf} from './manifest.js';

/** All versions of a package. npm calls its JSON a packument. */
export class Packument {
  readonly name: string;
  readonly tags: ReadonlyMap<string, string>;
  /** Bytes, about: what its compact JSON would have. */
  readonly weight: number;
  readonly #versions: ReadonlyMap<string, Record<string, unknown>>;

  /** @throws CodecraftError `unavailable` for a text that is no packument */
  constructor(name: string, text: string) {
    const {versions, 'dist-tags': tags} = recordOf(parseJson(name, text));
    this.name = name;
    this.#versions = new Map(
      Object.entries(recordOf(versions))
        .filter(([version]) => PackageVersion.safeParse(version).success)
        .map(([version, full]) => [version, compactVersion(full)]),
    );
    this.tags = new Map(
      Object.entries(recordOf(tags)).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      ),
    );
    this.weight = JSON.stringify([...this.#versions]).length;
  }

  get versions(): string[] {
    return [...this.#versions.keys()];
  }

  manifest(version: string): Manifest | undefined {
    const compact = this.#versions.get(version);
    return compact && readManifest(this.name, version, compact);
  }

  isDeprecated(version: string): boolean {
    return this.manifest(version)?.isDeprecated ?? false;
  }
}

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CodecraftError(
      'unavailable',
      `The package registry's answer for ${name} is not JSON. Check that the configured address is a registry.`,
      {cause},
    );
  }
}
