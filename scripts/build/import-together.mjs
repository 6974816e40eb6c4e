/**
 * A chunk that is imported later is asked for together with the chunks that it imports: the browser would find out about
 * those only once it has come.
 *
 * @returns {import('rollup').Plugin}
 */
export function importTogether() {
  return {
    name: 'import-together',
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        const there = chunksBelow(chunk.fileName, bundle).add(chunk.fileName);
        chunk.code = chunk.code.replace(/\bimport\("\.\/([^"]+)"\)/g, (whole, fileName) => {
          const others = [...chunksBelow(fileName, bundle)].filter((other) => !there.has(other));
          // What fails there fails for the one that needs it, too, and is told by that.
          const early = others.map((other) => `import("./${other}").catch(()=>{})`);
          return early.length > 0 ? `(${early.join(',')},${whole})` : whole;
        });
      }
    },
  };
}

/** The chunks that this one imports, and those that they do. */
function chunksBelow(fileName, bundle, found = new Set()) {
  for (const imported of bundle[fileName]?.imports ?? []) {
    if (!bundle[imported] || found.has(imported)) continue;
    found.add(imported);
    chunksBelow(imported, bundle, found);
  }
  return found;
}
