import {CodecraftError} from '@codecraft/core/errors';
import type {Candidates} from './candidates.js';
import type {PackageNode} from './package-tree.js';
import {isAlias, matches} from './specifier.js';

interface Asked {
  readonly name: string;
  readonly text: string;
}

/** Whether a package answers a dependency. What the runtime brings along answers any range. */
export function fits(
  {name, text}: Asked,
  has: Pick<PackageNode, 'version' | 'manifest'>,
  candidates: Candidates,
): boolean {
  if (!has.manifest) return !isAlias(text);
  const outcome = candidates.find(name, text);
  if (!outcome || outcome instanceof CodecraftError) return false;
  const {specifier, manifest} = outcome;
  // As in npm, a plain range is content with an alias under its name.
  if (isAlias(text) && specifier.name !== has.manifest.name) return false;
  return specifier.type === 'range'
    ? matches(has.version, specifier.range)
    : has.version === manifest.version;
}
