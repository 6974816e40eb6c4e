import type {FileSystem} from '../files/file-system.js';
import {baseName, normalizePath} from '../files/paths.js';

/** The script of an installed package that a command name means: from the `bin` of its package.json. */
export function findBin(files: FileSystem, name: string): string | undefined {
  for (const root of packageRoots(files)) {
    const bin = binOf(files, root);
    const target = typeof bin === 'string' ? (baseName(root) === name ? bin : undefined) : bin?.[name];
    const path = target === undefined ? undefined : normalizePath(target, root);
    if (path !== undefined && files.isFile(path)) return path;
  }
  return undefined;
}

function packageRoots(files: FileSystem): string[] {
  if (!files.isDirectory('/node_modules')) return [];
  return files.readDirectory('/node_modules').flatMap(({name}) => {
    const path = `/node_modules/${name}`;
    if (!name.startsWith('@')) return [path];
    return files.readDirectory(path).map((scoped) => `${path}/${scoped.name}`);
  });
}

function binOf(files: FileSystem, root: string): string | Record<string, string> | undefined {
  try {
    return (
      JSON.parse(files.textIfAny(`${root}/package.json`) ?? '{}') as {bin?: string | Record<string, string>}
    ).bin;
  } catch {
    // A package with a broken package.json has no commands; installing it said so.
    return undefined;
  }
}
