import type {FileSystemTree} from './tree.js';

/** The files of a tree of ours with their paths, in the tree's order. What may be no tree is read by `treeEntries`. */
export function* treeFiles(
  tree: FileSystemTree,
  folder = '',
): Generator<[path: string, contents: string | Uint8Array]> {
  for (const [name, node] of Object.entries(tree)) {
    const path = folder ? `${folder}/${name}` : name;
    if ('directory' in node) yield* treeFiles(node.directory, path);
    else yield [path, node.file.contents];
  }
}
