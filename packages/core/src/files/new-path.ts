import {CodecraftError} from '../errors.js';
import {ancestorsOf, checkPath, nameOf, parentOf} from './path.js';

/**
 * Checks a path for a new, renamed or moved file or folder. For a rename, leave the old path out of `existing`.
 *
 * @param existing Paths of the project's files.
 * @param folders Folders that were made by hand; a folder also exists while a file lies in it.
 * @throws CodecraftError `invalid-path`, or `already-exists` when the place is taken: by the same name, by a file
 *   where a folder would be needed, or by a name that Windows and macOS hold to be the same.
 */
export function checkNewPath(path: string, existing: Iterable<string>, folders: Iterable<string> = []): void {
  checkPath(path);
  const taken = namesTaken(existing, folders);
  for (const folder of ancestorsOf(path)) {
    const other = taken.get(fold(folder));
    if (!other) continue;
    if (other.path !== folder) throw alike(folder, other.path);
    if (other.kind === 'file') {
      throw refusal(`${folder} is a file, so nothing can lie in it. Choose another folder.`);
    }
  }
  const other = taken.get(fold(path));
  if (!other) return;
  if (other.path !== path) throw alike(path, other.path);
  const name = nameOf(path);
  throw refusal(
    other.kind === 'file'
      ? `There is already ${articleFor(name)} ${name} in ${placeOf(path)}. Choose another name.`
      : `There is already a folder ${name} in ${placeOf(path)}. Choose another name.`,
  );
}

interface Taken {
  path: string;
  kind: 'file' | 'folder';
}

function namesTaken(existing: Iterable<string>, folders: Iterable<string>): Map<string, Taken> {
  const taken = new Map<string, Taken>();
  const takeFolder = (path: string) => taken.set(fold(path), {path, kind: 'folder'});
  for (const path of existing) {
    ancestorsOf(path).forEach(takeFolder);
    taken.set(fold(path), {path, kind: 'file'});
  }
  for (const path of folders) {
    ancestorsOf(path).forEach(takeFolder);
    takeFolder(path);
  }
  return taken;
}

/** What Windows and macOS compare: letters without case, accents composed. */
function fold(path: string): string {
  return path.toLowerCase().normalize('NFC');
}

function alike(path: string, other: string): CodecraftError {
  return refusal(
    `${nameOf(path)} and ${nameOf(other)} in ${placeOf(other)} would be the same name on Windows and macOS. Choose another name.`,
  );
}

function placeOf(path: string): string {
  return parentOf(path) || 'this project';
}

function articleFor(name: string): 'a' | 'an' {
  return /^[aeio]/i.test(name) ? 'an' : 'a';
}

function refusal(message: string): CodecraftError {
  return new CodecraftError('already-exists', message);
}
