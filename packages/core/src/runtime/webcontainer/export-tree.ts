import type {FileSystemTree as ClientTree} from '@webcontainer/api';
import type {FileSystemTree} from '../../files/tree.js';
import type {Container} from './client.js';

/** The files below `path`, as a tree in our shape or zipped. */
export async function exportTree(
  container: Container,
  path: string,
  {format = 'json', excludes = []}: {format?: 'json' | 'zip'; excludes?: string[]},
): Promise<FileSystemTree | Uint8Array> {
  if (format === 'zip') return container.export(path, {format, excludes});
  return withoutLinks(await container.export(path, {format, excludes}));
}

/** Our trees have files and folders only; links are what package managers put in `node_modules/.bin`. */
function withoutLinks(tree: ClientTree): FileSystemTree {
  const result: FileSystemTree = {};
  for (const [name, node] of Object.entries(tree)) {
    if ('directory' in node) result[name] = {directory: withoutLinks(node.directory)};
    else if ('contents' in node.file) result[name] = {file: {contents: node.file.contents}};
  }
  return result;
}
