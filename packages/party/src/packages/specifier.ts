import {CodecraftError} from '@codecraft/core/errors';
import {PackageName} from '@codecraft/core/protocol';
import {satisfies, validRange} from 'semver';

/** What a dependency asks for. `name` is the registry's; under an alias it differs from what is imported. */
export type Specifier =
  | {readonly type: 'range'; readonly name: string; readonly range: string}
  | {readonly type: 'tag'; readonly name: string; readonly tag: string};

/** Whether another package is asked for than the one that is imported. */
export const isAlias = (text: string) => text.trimStart().startsWith('npm:');

/** semver's time grows with a range's length; no real one is near this. */
const maxRangeLength = 256;

/**
 * Reads what package.json says about a dependency.
 *
 * @throws CodecraftError `unsupported` for what is not in a registry: git, files, addresses, workspaces
 */
export function readSpecifier(name: string, text: string): Specifier {
  const wanted = text.trim();
  if (isAlias(wanted)) return readAlias(name, wanted.slice('npm:'.length));
  if (!PackageName.safeParse(name).success) {
    throw new CodecraftError('unsupported', `${JSON.stringify(name)} is not a package name.`);
  }
  const range = wanted.length <= maxRangeLength ? validRange(wanted, {loose: true}) : null;
  if (range !== null) return {type: 'range', name, range};
  if (/^[A-Za-z][\w.-]*$/.test(wanted)) return {type: 'tag', name, tag: wanted};
  throw new CodecraftError(
    'unsupported',
    `${name} is asked for as ${shortened(wanted)}, which is not in a package registry. Use a version, such as ^1.0.0.`,
  );
}

/** Whether a version is one that was asked for. A tag has to be looked up first. */
export function matches(version: string, range: string): boolean {
  // Unlike semver, npm lets `*` mean a prerelease too, where there is nothing else.
  return range === '*' || satisfies(version, range, {loose: true});
}

function readAlias(as: string, target: string): Specifier {
  const at = target.indexOf('@', 1);
  const name = at < 0 ? target : target.slice(0, at);
  if (!PackageName.safeParse(name).success) {
    throw new CodecraftError(
      'unsupported',
      `${as} is an alias of ${shortened(target)}, which is not a package name.`,
    );
  }
  return readSpecifier(name, at < 0 ? '*' : target.slice(at + 1));
}

const shortened = (text: string) => JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
