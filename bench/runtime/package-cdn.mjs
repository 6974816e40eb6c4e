import {existsSync, readFileSync, statSync} from 'node:fs';
import path from 'node:path';

/**
 * Answers as unpkg does, from packages that are installed: `/lit@latest/index.js` leads to the version there is, and
 * that one to the file. @returns the address to go to, or the file; undefined for what is not there
 */
export function findOnCdn(address, modules) {
  const [, name, version, rest = ''] = /^\/((?:@[^/]+\/)?[^/@]+)(?:@([^/]+))?(\/.*)?$/.exec(address) ?? [];
  const root = name === undefined ? undefined : path.join(modules, name);
  if (root === undefined || !existsSync(path.join(root, 'package.json'))) return undefined;
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  if (version !== manifest.version) return {redirect: `/${name}@${manifest.version}${rest}`};
  const file = path.join(root, path.normalize(rest));
  return existsSync(file) && statSync(file).isFile() ? {file} : undefined;
}
