import {CodecraftError} from '../../../../errors.js';
import type {FileSystem} from '../files/file-system.js';
import {directoryOf} from '../files/paths.js';

/** What of package.json is read here; the rest is kept as it is. */
export interface ProjectManifest {
  name?: string;
  version?: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  scripts?: Record<string, string>;
}

/** @throws CodecraftError `invalid-input` where it is no JSON object */
export function parseManifest(text: string): ProjectManifest {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new CodecraftError(
      'invalid-input',
      'package.json is not valid JSON. Check its commas and quotes.',
      {cause},
    );
  }
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed;
  throw new CodecraftError('invalid-input', 'package.json has to be an object: {"dependencies": {}}.');
}

/** The folder of the package that a command in `cwd` means: the nearest with a package.json, else the project's. */
export function manifestFolder(files: FileSystem, cwd: string): string {
  for (let folder = cwd; folder !== '/'; folder = directoryOf(folder)) {
    if (files.isFile(`${folder}/package.json`)) return folder;
  }
  return '/';
}

/** The text of package.json with these dependencies, sorted by name, as npm writes it. */
export function withDependencies(
  manifest: ProjectManifest,
  field: 'dependencies' | 'devDependencies',
  added: Record<string, string>,
): string {
  const other = field === 'dependencies' ? 'devDependencies' : 'dependencies';
  const sorted = Object.entries({...manifest[field], ...added}).sort(([a], [b]) => (a < b ? -1 : 1));
  const changed: ProjectManifest = {...manifest, [field]: Object.fromEntries(sorted)};
  const kept = Object.entries(manifest[other] ?? {}).filter(([name]) => !Object.hasOwn(added, name));
  if (manifest[other]) changed[other] = Object.fromEntries(kept);
  return `${JSON.stringify(changed, null, 2)}\n`;
}

/** The text of package.json without these dependencies. */
export function withoutDependencies(manifest: ProjectManifest, names: readonly string[]): string {
  const changed: ProjectManifest = {...manifest};
  for (const field of ['dependencies', 'devDependencies'] as const) {
    const kept = Object.entries(manifest[field] ?? {}).filter(([name]) => !names.includes(name));
    if (manifest[field]) changed[field] = Object.fromEntries(kept);
  }
  return `${JSON.stringify(changed, null, 2)}\n`;
}
