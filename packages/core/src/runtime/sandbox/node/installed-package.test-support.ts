import {readdirSync, readFileSync, realpathSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';

/** A package and all it needs, as they are installed here. */
export function installed(name: string): Record<string, string> {
  const found: Record<string, string> = {};
  const root = path.resolve(import.meta.dirname, '../../../../../..');
  const visit = (name: string, from: string) => {
    const directory = folderOf(name, from);
    const place = path.relative(root, directory);
    if (`${place}/package.json` in found) return;
    for (const file of readdirSync(directory, {recursive: true, encoding: 'utf8'})) {
      if (/\.(?:m?js|json)$/.test(file) && !file.includes('node_modules')) {
        found[`${place}/${file}`] = readFileSync(path.join(directory, file), 'utf8');
      }
    }
    const {dependencies = {}} = JSON.parse(found[`${place}/package.json`]!) as {dependencies?: object};
    for (const dependency of Object.keys(dependencies)) visit(dependency, directory);
  };
  visit(name, root);
  return found;
}

function folderOf(name: string, from: string): string {
  const paths = createRequire(path.join(from, 'index.js')).resolve.paths(name) ?? [];
  for (const folder of paths) {
    try {
      return realpathSync(path.join(folder, name));
    } catch {
      // It lies further up.
    }
  }
  throw new Error(`${name} is not installed.`);
}
