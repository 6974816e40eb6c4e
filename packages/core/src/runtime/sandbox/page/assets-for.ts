import type {FileSystemTree} from '../../../files/tree.js';
import {treeFiles} from '../../../files/tree-files.js';

/** The packs that take long to run, by the package of theirs that apps name. */
const packs: Readonly<Record<string, string>> = {'react-dom': 'pack-react.js', vue: 'pack-vue.js'};

/**
 * Our prebuilt files that a project will surely need. Others are fetched when they are asked for: files at the root are
 * configurations and declarations, which are never compiled.
 */
export function assetsFor(tree: FileSystemTree): string[] {
  const needed = new Set(['pack-frame.js']);
  for (const name of dependenciesOf(tree)) if (Object.hasOwn(packs, name)) needed.add(packs[name]!);
  const sources = tree['src'];
  if (sources && 'directory' in sources) {
    for (const [path, contents] of treeFiles(sources.directory)) {
      for (const compiler of compilersFor(path, contents)) needed.add(compiler);
    }
  }
  return [...needed];
}

function compilersFor(path: string, contents: string | Uint8Array): string[] {
  if (path.endsWith('.d.ts')) return [];
  if (/\.tsx?$/.test(path)) return ['compiler-typescript.js'];
  if (path.endsWith('.svelte')) return ['compiler-svelte.js'];
  if (!path.endsWith('.vue')) return [];
  const hasTypes = /<script[^>]*\slang="tsx?"/.test(String(contents));
  return hasTypes ? ['compiler-vue.js', 'compiler-typescript.js'] : ['compiler-vue.js'];
}

/** Those of a package.json that cannot be read are none; installing says what is wrong with it. */
function dependenciesOf(tree: FileSystemTree): string[] {
  const node = tree['package.json'];
  if (!node || !('file' in node)) return [];
  try {
    const manifest: unknown = JSON.parse(String(node.file.contents));
    if (typeof manifest !== 'object' || manifest === null || !('dependencies' in manifest)) return [];
    return Object.keys(manifest.dependencies ?? {});
  } catch {
    return [];
  }
}
