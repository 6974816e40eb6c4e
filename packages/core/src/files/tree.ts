import {CodecraftError} from '../errors.js';
import {limits} from '../protocol/limits.js';
import {utf8Length} from '../protocol/utf8-length.js';
import {checkPath, nameOf, parentOf, quotePath} from './path.js';
import {treeEntries} from './tree-entries.js';

/** A folder in the shape WebContainers use: each name leads to a file or to another folder. */
export interface FileSystemTree {
  [name: string]: FileNode | DirectoryNode;
}

export interface FileNode {
  file: {contents: string | Uint8Array};
}

export interface DirectoryNode {
  directory: FileSystemTree;
}

/**
 * Files by path as a tree. `folders` adds folders that may be empty.
 *
 * @throws CodecraftError `invalid-path`, or `already-exists` when a file lies where a folder is needed.
 */
export function toTree(
  files: Readonly<Record<string, string | Uint8Array>>,
  folders: Iterable<string> = [],
): FileSystemTree {
  const trees = new Map<string, FileSystemTree>([['', {}]]);
  const treeOf = (folder: string): FileSystemTree => {
    const known = trees.get(folder);
    if (known) return known;
    const parent = treeOf(parentOf(folder));
    if (Object.hasOwn(parent, nameOf(folder))) throw taken(folder);
    const directory: FileSystemTree = {};
    parent[nameOf(folder)] = {directory};
    trees.set(folder, directory);
    return directory;
  };
  for (const [path, contents] of Object.entries(files)) {
    checkPath(path);
    const parent = treeOf(parentOf(path));
    if (Object.hasOwn(parent, nameOf(path))) throw taken(path);
    parent[nameOf(path)] = {file: {contents}};
  }
  for (const folder of folders) {
    checkPath(folder);
    treeOf(folder);
  }
  return treeOf('');
}

/**
 * A tree as files by path. Folders without files leave no trace.
 *
 * @param tree Anything; its shape is checked.
 * @throws CodecraftError `invalid-input` for another shape, `invalid-path`, `too-large` for a file or the whole,
 *   `limit-reached` for too many files.
 */
export function fromTree(tree: unknown): Record<string, string | Uint8Array> {
  const files = new Map<string, string | Uint8Array>();
  let total = 0;
  for (const entry of treeEntries(tree)) {
    if ('error' in entry) throw entry.error;
    const {path, contents} = entry;
    files.set(path, contents);
    if (files.size > limits.maxFiles) {
      throw new CodecraftError(
        'limit-reached',
        `A project can have ${limits.maxFiles} files. This has more.`,
      );
    }
    const bytes = contentsBytes(contents);
    if (typeof contents === 'string' && bytes > limits.maxFileBytes) {
      throw new CodecraftError(
        'too-large',
        `${quotePath(path)} is larger than ${limits.maxFileBytes / 1024} KB. Split it.`,
      );
    }
    total += bytes;
    if (total > limits.maxProjectBytes) {
      throw new CodecraftError(
        'too-large',
        `A project can have ${limits.maxProjectBytes / 1024 / 1024} MB. This has more.`,
      );
    }
  }
  return Object.fromEntries(files);
}

/** How much a file's contents take, texts in UTF-8. */
export function contentsBytes(contents: string | Uint8Array): number {
  return typeof contents === 'string' ? utf8Length(contents) : contents.byteLength;
}

function taken(path: string): CodecraftError {
  return new CodecraftError('already-exists', `${quotePath(path)} is both a file and a folder. Rename one.`);
}
