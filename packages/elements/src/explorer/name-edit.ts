import {CodecraftError} from '@codecraft/core/errors';
import {checkNewPath} from '@codecraft/core/files';
import type {ProjectState} from '@codecraft/core/project';

/** A name being typed in the tree: of a new file or folder, or the new one of what is there. */
export interface NameEdit {
  readonly kind: 'new-file' | 'new-folder' | 'rename-file' | 'rename-folder';
  /** The folder it lies in; `''` for the project itself. */
  readonly folder: string;
  /** What is renamed. */
  readonly path?: string;
  readonly fileId?: string;
  /** Why the name cannot be taken, as a sentence. */
  readonly error?: string;
}

/** The path that a typed name leads to. A name may hold `/` to make folders on the way. */
export function pathOfEdit(edit: NameEdit, name: string): string {
  return edit.folder ? `${edit.folder}/${name}` : name;
}

/** Why a typed name cannot be taken, as a sentence; undefined when it can. */
export function errorOfEdit(edit: NameEdit, name: string, state: ProjectState): string | undefined {
  const isOld = (path: string) =>
    path === edit.path || (edit.kind === 'rename-folder' && path.startsWith(`${edit.path}/`));
  const files = state.files.map((file) => file.path).filter((path) => !isOld(path));
  const folders = state.folders.filter((path) => !isOld(path));
  try {
    checkNewPath(pathOfEdit(edit, name), files, folders);
    return undefined;
  } catch (error) {
    if (error instanceof CodecraftError) return error.message;
    throw error;
  }
}
