import {CodecraftError} from '@codecraft/core/errors';
import {compare, major, prerelease} from 'semver';
import type {Manifest} from './manifest.js';
import type {Packument} from './packument.js';
import {matches, type Specifier} from './specifier.js';

const maxListedVersions = 8;

/**
 * The version npm would take: the tag's; else `latest` if it fits; else the highest that fits, deprecated ones last.
 * https://github.com/npm/npm-pick-manifest
 *
 * @throws CodecraftError `package-missing` listing what there is
 */
export function chooseVersion(packument: Packument, specifier: Specifier): Manifest {
  const version =
    specifier.type === 'tag' ? packument.tags.get(specifier.tag) : versionInRange(packument, specifier.range);
  const manifest = version === undefined ? undefined : packument.manifest(version);
  if (!manifest) throw noVersion(packument, specifier.type === 'tag' ? specifier.tag : specifier.range);
  return manifest;
}

function versionInRange(packument: Packument, range: string): string | undefined {
  const latest = packument.tags.get('latest');
  if (latest !== undefined && matches(latest, range) && packument.manifest(latest)?.isDeprecated === false) {
    return latest;
  }
  const fitting = packument.versions
    .filter((version) => matches(version, range))
    .sort(compare)
    .reverse();
  return fitting.find((version) => !packument.isDeprecated(version)) ?? fitting[0];
}

function noVersion(packument: Packument, wanted: string): CodecraftError {
  return new CodecraftError(
    'package-missing',
    `${packument.name} has no version ${wanted}. ${describeVersions(packument)}`,
  );
}

/** The tags, and the newest of each major. */
function describeVersions(packument: Packument): string {
  const newestOfMajor = new Map<number, string>();
  for (const version of packument.versions.sort(compare)) {
    if (!prerelease(version)) newestOfMajor.set(major(version), version);
  }
  const tags = [...packument.tags].map(([tag, version]) => `${version} (${tag})`);
  const newest = [...newestOfMajor.values()]
    .reverse()
    .filter((version) => ![...packument.tags.values()].includes(version));
  const listed = [...tags.sort(byLatestFirst), ...newest].slice(0, maxListedVersions);
  return listed.length > 0 ? `It has ${listed.join(', ')}.` : 'It has no version at all.';
}

const byLatestFirst = (a: string, b: string) =>
  Number(b.endsWith('(latest)')) - Number(a.endsWith('(latest)'));
