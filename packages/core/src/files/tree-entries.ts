import {CodecraftError} from '../errors.js';
import {checkPath, quotePath} from './path.js';

/** One file of a tree, or why something in it is not one. */
export type TreeEntry = {path: string; contents: string | Uint8Array} | {path: string; error: CodecraftError};

/**
 * Reads a tree whose shape nothing has vouched for, one file at a time, in the tree's order.
 * What cannot be accepted comes as an entry with an error, and the rest still follows. The limit on the length
 * of a path is also the limit on depth.
 */
export function* treeEntries(tree: unknown, folder = ''): Generator<TreeEntry> {
  if (!isRecord(tree)) {
    yield unreadable(folder, `${folder ? quotePath(folder) : 'This'} is not a folder of files.`);
    return;
  }
  for (const [name, node] of Object.entries(tree)) {
    const path = folder ? `${folder}/${name}` : name;
    const refused = pathError(path);
    if (refused) yield {path, error: refused};
    else yield* nodeEntries(path, node);
  }
}

function* nodeEntries(path: string, node: unknown): Generator<TreeEntry> {
  if (isRecord(node) && Object.hasOwn(node, 'directory')) {
    yield* treeEntries(node.directory, path);
    return;
  }
  const file = isRecord(node) && Object.hasOwn(node, 'file') ? node.file : undefined;
  const contents = isRecord(file) && Object.hasOwn(file, 'contents') ? file.contents : undefined;
  if (typeof contents === 'string' || contents instanceof Uint8Array) yield {path, contents};
  else yield unreadable(path, `${quotePath(path)} is neither a file with contents nor a folder.`);
}

function pathError(path: string): CodecraftError | undefined {
  try {
    checkPath(path);
    return undefined;
  } catch (error) {
    if (error instanceof CodecraftError) return error;
    throw error;
  }
}

function unreadable(path: string, message: string): TreeEntry {
  return {path, error: new CodecraftError('invalid-input', message)};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
  );
}
