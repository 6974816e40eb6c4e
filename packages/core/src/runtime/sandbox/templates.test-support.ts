import {readdirSync, readFileSync, statSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';

const folder = path.dirname(createRequire(import.meta.url).resolve('create-vite/package.json'));

/** `create-vite` renames these when it copies them: npm would leave out the names with a dot. */
const renamed: Record<string, string> = {_gitignore: '.gitignore'};

/** Names of the templates of `create-vite`: `react`, `react-ts`, … */
export const templateNames = readdirSync(folder)
  .filter((name) => name.startsWith('template-'))
  .map((name) => name.slice('template-'.length))
  .sort();

/** The files of a template, unmodified. */
export function templateFiles(name: string): Record<string, string | Uint8Array> {
  const root = path.join(folder, `template-${name}`);
  const files = readdirSync(root, {recursive: true, encoding: 'utf8'}).filter((file) =>
    statSync(path.join(root, file)).isFile(),
  );
  return Object.fromEntries(
    files.map((file) => {
      const bytes = readFileSync(path.join(root, file));
      const contents = /\.(png|ico)$/.test(file) ? new Uint8Array(bytes) : bytes.toString();
      return [renamed[file] ?? file, contents];
    }),
  );
}
