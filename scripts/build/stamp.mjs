import {createHash} from 'node:crypto';
import {mkdir, readdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';

const stampFile = '.codecraft/build.json';
const ignored = new Set(['node_modules', 'dist', '.codecraft', '.partykit', '.wrangler']);

/** The fingerprints of the last build. */
export async function readStamp() {
  try {
    return JSON.parse(await readFile(stampFile, 'utf8'));
  } catch {
    // Never built, or the file was cut off: build.
    return {};
  }
}

export async function writeStamp(stamp) {
  await mkdir(path.dirname(stampFile), {recursive: true});
  await writeFile(stampFile, JSON.stringify(stamp, null, 2));
}

/** A short hash of files and folders: of their names and contents, never of their times. Tests do not count. */
export async function fingerprint(paths) {
  const files = (await Promise.all(paths.map(filesBelow))).flat().sort();
  const contents = await Promise.all(files.map((file) => readFile(file)));
  const hash = createHash('sha256');
  for (const [index, file] of files.entries()) {
    hash.update(`${file}\0${contents[index].length}\0`).update(contents[index]);
  }
  return hash.digest('hex').slice(0, 12);
}

async function filesBelow(entry) {
  let children;
  try {
    children = await readdir(entry, {withFileTypes: true});
  } catch (error) {
    if (error.code === 'ENOTDIR') return [entry];
    if (error.code === 'ENOENT') return [];
    throw error;
  }
  const nested = children.map((child) => {
    if (ignored.has(child.name) || /\.test\.\w+$/.test(child.name)) return [];
    return filesBelow(path.join(entry, child.name));
  });
  return (await Promise.all(nested)).flat();
}
