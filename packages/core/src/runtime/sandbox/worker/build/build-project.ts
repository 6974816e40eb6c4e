import type {BuildOptions, Message} from 'esbuild-wasm/esm/browser.js';
import {CodecraftError} from '../../../../errors.js';
import type {CompileContext} from '../compile/compile-module.js';
import type {Compilers} from '../compile/compilers.js';
import {LastResults} from '../compile/last-results.js';
import {loadEsbuild} from '../compile/load-esbuild.js';
import {Lowering} from '../compile/lowering.js';
import {Qwik} from '../compile/qwik.js';
import type {FileSystem} from '../files/file-system.js';
import {baseName, directoryOf, relativePath} from '../files/paths.js';
import type {AssetLoader} from '../packs/asset-loader.js';
import type {Installation} from '../packs/installation.js';
import {readImportMetaEnv} from '../resolve/env-files.js';
import {Resolver} from '../resolve/resolver.js';
import {readProjectConfig} from '../resolve/static-config.js';
import {tailwindOf} from '../tailwind/tailwind-of.js';
import {readPage, writePage} from './build-page.js';
import {contentHash} from './content-hash.js';
import {pageFiles} from './page-files.js';
import {projectPlugin} from './project-plugin.js';

export interface BuildTools {
  files: FileSystem;
  installation: Installation;
  compilers: Compilers;
  assets: AssetLoader;
}

export interface BuiltProject {
  /** Contents by path from the root of what was built: `index.html`, `assets/index-4f2a9c1d.js`. */
  files: Map<string, Uint8Array>;
  moduleCount: number;
  warnings: string[];
}

/** In parts, because our own build replaces the whole name in every source. */
const nodeEnv = ['process', 'env', 'NODE_ENV'].join('.');

/**
 * Builds the project as `vite build` does: its pages, their modules bundled and minified under names with a hash, and
 * everything from `public/` as it is.
 *
 * @throws CodecraftError `compile-failed` naming each problem with its place
 */
export async function buildProject(tools: BuildTools): Promise<BuiltProject> {
  const {files, compilers, assets} = tools;
  const {pages: paths} = readProjectConfig(files);
  const missing = paths.find((path) => !files.isFile(path));
  if (missing !== undefined)
    throw new CodecraftError(
      'compile-failed',
      `There is no ${missing.slice(1)} to build. Add it, with the script of the app.`,
    );
  const {build} = await loadEsbuild(compilers, assets);
  const {context, base, env, definitions} = productionContext(tools);
  const pages = paths.map((path) => {
    const html = files
      .readText(path)
      .replace(/%(\w+)%/g, (whole, name: string) => String(env[name] ?? whole));
    return {path, html, ...readPage(html, path, files)};
  });
  /** What workers name by its address. The scripts that name it are written by whoever imports them. */
  const namedInWorkers = new Map<string, Uint8Array>();
  const pluginOptions = {
    context,
    base,
    packCode: (name: string) => assets.text(`production-${name}.js`),
    bundleWorker: async (path: string, {isInline}: {isInline: boolean}) => {
      // Where it comes to lie, for what it names relative to itself.
      const out = 'assets/worker';
      const worker = await build({
        ...shared,
        entryPoints: [{in: path, out}],
        format: 'iife',
        define: {...definitions, 'import.meta.url': 'self.location.href'},
        plugins: [projectPlugin({...pluginOptions, inlinesFiles: isInline})],
      });
      const written = new Map(worker.outputFiles.map((file) => [file.path, file.contents]));
      const script = written.get(`/${out}.js`)!;
      // A worker has no styles.
      for (const own of [`/${out}.js`, `/${out}.css`]) written.delete(own);
      for (const [name, contents] of written) namedInWorkers.set(name, contents);
      return script;
    },
  };
  const shared: BuildOptions & {write: false} = {
    bundle: true,
    write: false,
    minify: true,
    target: 'es2022',
    outdir: '/',
    assetNames: 'assets/[name]-[hash]',
    // Without one, esbuild writes addresses relative to the file that has them.
    ...(base !== './' && {publicPath: base}),
    jsx: context.jsx.runtime === 'classic' ? 'transform' : 'automatic',
    jsxImportSource: context.jsx.importSource,
    jsxFactory: context.jsx.pragma,
    jsxFragment: context.jsx.fragmentPragma,
    tsconfigRaw: {
      compilerOptions: {
        experimentalDecorators: !context.hasStandardDecorators,
        useDefineForClassFields: !context.assignsFields,
      },
    },
    define: definitions,
    legalComments: 'none',
    logLevel: 'silent',
    plugins: [projectPlugin({...pluginOptions, inlinesFiles: false})],
  };
  const options: BuildOptions & {write: false; metafile: true} = {
    ...shared,
    entryPoints: [...new Set(pages.flatMap(({entries}) => entries))].map((id, index) => ({
      in: id,
      out: index === 0 ? 'assets/index' : `assets/index${index}`,
    })),
    metafile: true,
    splitting: true,
    format: 'esm',
    entryNames: '[dir]/[name]-[hash]',
    chunkNames: 'assets/[name]-[hash]',
  };
  const result = await build(options).catch((error: unknown) => {
    throw buildFailure(error);
  });
  const outputs = [
    ...namedInWorkers,
    ...result.outputFiles.map(({path, contents}) => [path, contents] as const),
  ];
  const built = new Map(outputs.map(([path, contents]) => [path.replace(/^\//, ''), contents]));
  const renamed = new Map<string, string>();
  for (const path of new Set(pages.flatMap((page) => page.assets))) {
    const contents = files.readBytes(path);
    const [stem, extension] = splitName(baseName(path));
    const name = `assets/${stem}-${await contentHash(contents)}${extension}`;
    built.set(name, contents);
    renamed.set(path, name);
  }
  const texts = pages.map(({path, html, entries}): [string, Uint8Array] => {
    // Relative addresses start at the page, wherever it lies.
    const address = (to: string) => (base === './' ? relativePath(`/${to}`, directoryOf(path)) : base + to);
    const {scripts, styles} = pageFiles(result.metafile, entries);
    const text = writePage(html, path, files, {
      scripts: scripts.map(address),
      styles: styles.map(address),
      assets: new Map([...renamed].map(([from, to]) => [from, address(to)])),
      publicAddress: (to) => address(to.slice(1)),
    });
    return [path.slice(1), new TextEncoder().encode(text)];
  });
  const published = files.paths().filter((path) => path.startsWith('/public/'));
  return {
    files: new Map([
      ...texts,
      ...built,
      ...published.map((path) => [path.slice('/public/'.length), files.readBytes(path)] as const),
    ]),
    moduleCount: Object.keys(result.metafile.inputs).length,
    warnings: result.warnings.map(sentenceOf),
  };
}

function productionContext({files, installation, compilers, assets}: BuildTools): {
  context: CompileContext;
  base: string;
  env: Record<string, string | boolean>;
  definitions: Record<string, string>;
} {
  const {aliases, jsx, isSolid, isQwik, assignsFields, hasStandardDecorators, base} =
    readProjectConfig(files);
  const env = readImportMetaEnv(files, {mode: 'production', base});
  const isPacked = (specifier: string) => installation.provides(specifier);
  const resolver = new Resolver(files, {aliases, isPacked, mode: 'production'});
  const packages = installation.compiled;
  const definitions = {
    [nodeEnv]: '"production"',
    'import.meta.hot': 'undefined',
    'import.meta.env': JSON.stringify(env),
    ...Object.fromEntries(
      Object.entries(env).map(([name, value]) => [`import.meta.env.${name}`, JSON.stringify(value)]),
    ),
  };
  const tailwind = tailwindOf(files, installation, compilers);
  const context = {
    files,
    resolver,
    jsx,
    isSolid,
    qwik: isQwik ? new Qwik(compilers, assets.url('qwik.wasm')) : undefined,
    assignsFields,
    hasStandardDecorators,
    lastResults: new LastResults(),
    lowering: new Lowering(async () => (await loadEsbuild(compilers, assets)).transform),
    refresh: false,
    compilers,
    tailwind,
    packages,
  };
  return {context, base, env, definitions};
}

function splitName(name: string): [stem: string, extension: string] {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)];
}

function buildFailure(error: unknown): unknown {
  if (!(error instanceof Error && 'errors' in error)) return error;
  const messages = (error.errors as Message[]).map(sentenceOf);
  return new CodecraftError('compile-failed', messages.join('\n'), {cause: error});
}

/** `src/App.jsx:3:7: Expected ";"` */
function sentenceOf({text, location}: Message): string {
  if (!location) return text;
  const file = location.file.replace(/^project:\/?/, '');
  return `${file}:${location.line}:${location.column + 1}: ${text}`;
}
