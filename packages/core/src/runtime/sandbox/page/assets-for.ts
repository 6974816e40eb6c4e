import type {FileSystemTree} from '../../../files/tree.js';

/** The packs that take long to run, by the package of theirs that apps name. */
const packs: Readonly<Record<string, string>> = {'react-dom': 'pack-react.js', vue: 'pack-vue.js'};

/**
 * Our prebuilt files that a project will surely need. Others are fetched when they are asked for: files at the root are
 * configurations and declarations, which are never compiled.
 */
export function assetsFor(tree: FileSystemTree): string[] {
  const needed = new Set(['frame.js']);
  for (const name of dependenciesOf(tree)) if (Object.hasOwn(packs, name)) needed.add(packs[name]!);
  const sources = tree['src'];
  if (sources && 'directory' in sources) addCompilers(sources.directory, needed);
  return [...needed];
}

function addCompilers(tree: FileSystemTree, needed: Set<string>): void {
  for (const [name, node] of Object.entries(tree)) {
    if ('directory' in node) addCompilers(node.directory, needed);
    else if (/\.tsx?$/.test(name) && !name.endsWith('.d.ts')) needed.add('compiler-typescript.js');
    else if (name.endsWith('.svelte')) needed.add('compiler-svelte.js');
    else if (name.endsWith('.vue')) {
      needed.add('compiler-vue.js');
      if (/<script[^>]*\slang="tsx?"/.test(String(node.file.contents))) needed.add('compiler-typescript.js');
    }
  }
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
