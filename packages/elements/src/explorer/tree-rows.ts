import type {FileEntry} from '@codecraft/core/protocol';

/** One visible line of the tree. */
export interface TreeRow {
  readonly path: string;
  readonly name: string;
  /** 0 for what lies in the project itself. */
  readonly level: number;
  /** Null for a folder. */
  readonly fileId: string | null;
  /** Only for a folder. */
  readonly isExpanded: boolean;
}

interface Folder {
  readonly folders: Map<string, Folder>;
  readonly files: FileEntry[];
}

const byName = new Intl.Collator(undefined, {numeric: true, sensitivity: 'base'});

/** The rows to draw: folders before files, both by name, and nothing below a folder that is not expanded. */
export function treeRows(
  files: readonly FileEntry[],
  folders: readonly string[],
  isExpanded: (path: string) => boolean,
): TreeRow[] {
  const root = emptyFolder();
  for (const path of folders) folderAt(root, path.split('/'));
  for (const file of files) folderAt(root, file.path.split('/').slice(0, -1)).files.push(file);
  return [...rowsOf(root, '', 0, isExpanded)];
}

function* rowsOf(
  folder: Folder,
  parent: string,
  level: number,
  isExpanded: (path: string) => boolean,
): Generator<TreeRow> {
  const pathOf = (name: string) => (parent ? `${parent}/${name}` : name);
  for (const [name, child] of [...folder.folders].sort(([a], [b]) => byName.compare(a, b))) {
    const path = pathOf(name);
    const expanded = isExpanded(path);
    yield {path, name, level, fileId: null, isExpanded: expanded};
    if (expanded) yield* rowsOf(child, path, level + 1, isExpanded);
  }
  for (const {id, path} of [...folder.files].sort((a, b) => byName.compare(a.path, b.path))) {
    yield {path, name: path.slice(path.lastIndexOf('/') + 1), level, fileId: id, isExpanded: false};
  }
}

function folderAt(root: Folder, names: readonly string[]): Folder {
  let folder = root;
  for (const name of names) {
    const child = folder.folders.get(name) ?? emptyFolder();
    folder.folders.set(name, child);
    folder = child;
  }
  return folder;
}

function emptyFolder(): Folder {
  return {folders: new Map(), files: []};
}
