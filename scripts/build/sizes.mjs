import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {gzipSync} from 'node:zlib';

/** Prints what a page loads at once, and what each part that is loaded later adds. */
export function reportSizes(chunks, vendorDir) {
  const byName = new Map(chunks.filter(({type}) => type === 'chunk').map((chunk) => [chunk.fileName, chunk]));
  const entry = [...byName.values()].find(({isEntry}) => isEntry);
  const atOnce = closure(entry.fileName, byName);
  print(entry.fileName, sizeOf([...atOnce].map((name) => byName.get(name).code)), 'loaded at once');
  for (const lazy of lazyEntries(byName)) {
    const added = [...closure(lazy, byName)].filter((name) => !atOnce.has(name));
    if (added.length) print(lazy, sizeOf(added.map((name) => byName.get(name).code)), 'loaded when needed');
  }
  for (const name of readdirSync(vendorDir)) {
    const code = readFileSync(path.join(vendorDir, name));
    if (code.length > 50_000)
      print(`${path.basename(vendorDir)}/${name}`, sizeOf([code]), 'loaded when needed');
  }
}

function lazyEntries(byName) {
  const names = new Set([...byName.values()].flatMap(({dynamicImports}) => dynamicImports));
  return [...names].filter((name) => byName.has(name)).sort();
}

/** A chunk and everything it imports statically. */
function closure(name, byName, seen = new Set()) {
  if (seen.has(name) || !byName.has(name)) return seen;
  seen.add(name);
  for (const imported of byName.get(name).imports) closure(imported, byName, seen);
  return seen;
}

const sizeOf = (contents) => contents.reduce((sum, code) => sum + gzipSync(code).length, 0);

function print(name, bytes, when) {
  console.log(`${(bytes / 1024).toFixed(1).padStart(8)} KB gz  ${when}  ${name}`);
}
