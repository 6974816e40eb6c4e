import {describe, expect, test} from 'vitest';
import type {CompiledModule} from '../compile/compile-module.js';
import {CompiledPackages} from './compiled-packages.js';
import {packageFolder} from './package-folder.js';
import type {StoredModules} from './package-store.js';

const moduleOf = (code: string, more: Partial<CompiledModule> = {}): CompiledModule => ({
  format: 'es',
  code,
  isAsync: false,
  staticImports: [],
  dynamicImports: [],
  workers: [],
  exportNames: [],
  madeFrom: [],
  usesGlob: false,
  usesClassNames: false,
  ...more,
});

function shelf() {
  const kept = new Map<string, StoredModules>();
  return {
    modules: async (keys: readonly string[]) =>
      new Map(keys.flatMap((key) => (kept.has(key) ? [[key, kept.get(key)!] as const] : []))),
    keepModules: async (key: string, modules: StoredModules) => void kept.set(key, structuredClone(modules)),
  };
}

async function start(store: ReturnType<typeof shelf>, compiler = 'one', integrity = 'sha512-a') {
  const packages = new CompiledPackages(store, compiler);
  await packages.load([integrity]);
  packages.setFolders(new Map([['/node_modules/a', integrity]]));
  const compiled: string[] = [];
  const module = (id: string, made = moduleOf(id)) =>
    packages.module(id, () => {
      compiled.push(id);
      return made;
    });
  return {module, compiled, save: () => packages.save()};
}

describe('PK8 a module of a package', () => {
  test('is compiled once, for this start and the next', async () => {
    const store = shelf();
    const first = await start(store);
    first.module('/node_modules/a/index.js');
    first.module('/node_modules/a/index.js');
    await first.save();
    const second = await start(store);
    expect(second.module('/node_modules/a/index.js').code).toBe('/node_modules/a/index.js');
    expect([first.compiled, second.compiled]).toEqual([['/node_modules/a/index.js'], []]);
  });

  test.each([
    ['another compiler', 'two', 'sha512-a'],
    ['another version of the package', 'one', 'sha512-b'],
  ])('is compiled again by %s', async (_, compiler, integrity) => {
    const store = shelf();
    const first = await start(store);
    first.module('/node_modules/a/index.js');
    await first.save();
    const second = await start(store, compiler, integrity);
    second.module('/node_modules/a/index.js');
    expect(second.compiled).toEqual(['/node_modules/a/index.js']);
  });

  test('is not kept where something outside its package is in it', async () => {
    const {module, compiled} = await start(shelf());
    const made = moduleOf('', {madeFrom: ['/node_modules/b/base.css']});
    module('/node_modules/a/style.css', made);
    module('/node_modules/a/style.css', made);
    expect(compiled).toHaveLength(2);
  });

  test('PK8 is not kept where it was made for the class names of the project', async () => {
    const {module, compiled} = await start(shelf());
    const made = moduleOf('', {usesClassNames: true});
    module('/node_modules/a/style.css', made);
    module('/node_modules/a/style.css', made);
    expect(compiled).toHaveLength(2);
  });

  test('belongs to the innermost package', () => {
    expect(packageFolder('/node_modules/a/node_modules/@b/c/d/e.js')).toBe(
      '/node_modules/a/node_modules/@b/c',
    );
    expect(packageFolder('/src/a.js')).toBeUndefined();
  });
});
