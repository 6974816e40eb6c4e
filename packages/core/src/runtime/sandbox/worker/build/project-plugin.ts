import type {OnResolveArgs, OnResolveResult, PartialMessage, Plugin} from 'esbuild-wasm/esm/browser.js';
import type {CompileContext} from '../compile/compile-module.js';
import {sharedWorkerProblem} from '../compile/javascript.js';
import {whenReady} from '../compile/not-yet.js';
import {CompileProblem} from '../compile/problem.js';
import {isAsset} from '../files/media-types.js';
import {directoryOf, normalizePath, splitQuery} from '../files/paths.js';
import {packOfSpecifier} from '../packs/catalogue.js';
import {loadModule} from './load-module.js';

export interface PluginOptions {
  context: CompileContext;
  base: string;
  /** The production build of a pack: a script that calls `definePack`. */
  packCode: (name: string) => Promise<string>;
  /**
   * One script with all that a module needs to run in a worker.
   *
   * @param options.isInline it will lie nowhere, so that no address can begin there
   */
  bundleWorker: (path: string, options: {isInline: boolean}) => Promise<Uint8Array>;
  /** What is named by its address is written in there. */
  inlinesFiles: boolean;
}

/** Reads a project's files and packages for esbuild, which has no disk here. */
export function projectPlugin({context, base, packCode, bundleWorker, inlinesFiles}: PluginOptions): Plugin {
  const {files, resolver} = context;
  const isRelative = base === './';
  const fileLoader = inlinesFiles ? 'dataurl' : 'file';
  /** Files whose address begins at the module that imports them, as Vite has it where the base is relative. */
  const besideModules = new Map<string, OnResolveResult>();

  function resolve(args: OnResolveArgs): OnResolveResult {
    const asked = args.namespace === 'from-module' && besideModules.get(args.importer);
    if (asked) return asked;
    const result = resolveFile(args);
    const isImport = args.kind === 'import-statement' || args.kind === 'dynamic-import';
    if (!isRelative || !isImport || !isFile(result)) return result;
    const path = `${result.namespace}:${result.path}`;
    besideModules.set(path, result);
    return {path, namespace: 'from-module'};
  }

  function resolveFile({path: specifier, importer, kind}: OnResolveArgs): OnResolveResult {
    if (kind === 'entry-point') return {path: specifier, namespace: 'project'};
    if (/^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i.test(specifier)) return {path: specifier, external: true};
    const from = splitQuery(importer).path;
    const isCss = kind === 'url-token' || kind === 'import-rule' || kind === 'composes-from';
    // What lies in public/ keeps its address.
    if (isCss && specifier.startsWith('/') && files.isFile(`/public${splitQuery(specifier).path}`))
      return {path: (isRelative ? '../' : base) + specifier.slice(1), external: true}; // from assets/
    // CSS means a file beside it also without the leading ./
    const isBare = isCss && !/^[./]/.test(specifier);
    const beside = isBare ? resolver.styles.resolve(`./${specifier}`, from) : undefined;
    const found = beside ?? (isCss ? resolver.styles : resolver).resolve(specifier, from);
    if (!found) {
      const isOwn = /^[./]/.test(specifier);
      return {
        errors: [
          {
            text: isOwn
              ? `${specifier} does not exist.`
              : `${specifier} is not installed. Add it to package.json and run npm install.`,
          },
        ],
      };
    }
    if (found.kind === 'empty') return {path: specifier, namespace: 'empty'};
    if (found.kind === 'pack') return {path: found.specifier, namespace: 'pack'};
    const {path, query} = splitQuery(found.id);
    const parameters = new URLSearchParams(query);
    if (parameters.has('sharedworker')) return {errors: [messageOf(sharedWorkerProblem(path, '', ''))]};
    if (parameters.has('worker')) return workerResult(path, parameters);
    // Without its query, which would become part of the file's name.
    if (parameters.has('url')) return {path, namespace: 'address'};
    return {path: found.id, namespace: 'project', sideEffects: !resolver.isFreeOfSideEffects(path)};
  }

  return {
    name: 'project',
    setup(build) {
      build.onResolve({filter: /^pack-code:/}, ({path}) => ({path, namespace: 'pack-code'}));
      build.onResolve({filter: /.*/}, resolve);
      build.onLoad({filter: /.*/, namespace: 'from-module'}, () => ({
        contents: "import address from 'the file'; export default new URL(address, import.meta.url).href;",
      }));
      build.onLoad({filter: /.*/, namespace: 'empty'}, () => ({contents: 'module.exports = {};'}));
      build.onLoad({filter: /.*/, namespace: 'address'}, ({path}) => ({
        contents: files.readBytes(path),
        loader: fileLoader,
      }));
      build.onLoad({filter: /.*/, namespace: 'worker'}, async ({pluginData}) => ({
        contents: await bundleWorker(String(pluginData), {isInline: inlinesFiles}),
        loader: fileLoader,
      }));
      build.onLoad({filter: /.*/, namespace: 'worker-class'}, ({path}) => ({
        contents: `import url from ${JSON.stringify(`${path}?worker&url`)};
export default function WorkerOfModule(options) { return new Worker(url, options); }`,
      }));
      build.onLoad({filter: /.*/, namespace: 'inline-worker'}, async ({path}) => ({
        contents: `const url = URL.createObjectURL(new Blob([${JSON.stringify(
          new TextDecoder().decode(await bundleWorker(path, {isInline: true})),
        )}], {type: 'text/javascript'}));
export default function WorkerOfModule(options) { return new Worker(url, options); }`,
      }));
      build.onLoad({filter: /.*/, namespace: 'pack'}, ({path}) => {
        const name = packOfSpecifier(path)?.name;
        const code = `module.exports = require(${JSON.stringify(`pack-code:${name}`)})[${JSON.stringify(path)}];`;
        return {contents: code};
      });
      build.onLoad({filter: /.*/, namespace: 'pack-code'}, async ({path}) => {
        const code = await packCode(path.slice('pack-code:'.length));
        return {contents: `const definePack = (modules) => { module.exports = modules; };\n${code}`};
      });
      build.onLoad({filter: /.*/, namespace: 'project'}, async ({path}) => {
        try {
          const loaded = await whenReady(() => loadModule(path, context));
          const loader = loaded.loader === 'file' ? fileLoader : loaded.loader;
          return {...loaded, loader, resolveDir: directoryOf(normalizePath(path))};
        } catch (error) {
          if (error instanceof CompileProblem) return {errors: [messageOf(error)]};
          throw error;
        }
      });
    },
  };
}

/** What is imported by its address, as a file of its own. */
function isFile({namespace, path = ''}: OnResolveResult): boolean {
  if (namespace === 'address' || namespace === 'worker') return true;
  const {path: file, query} = splitQuery(path);
  return namespace === 'project' && isAsset(file) && !new URLSearchParams(query).has('raw');
}

/** A worker's script is a file of its own, by its address; unless its importer is to have it in itself. */
function workerResult(path: string, parameters: URLSearchParams): OnResolveResult {
  if (parameters.has('inline')) return {path, namespace: 'inline-worker'};
  if (!parameters.has('url')) return {path, namespace: 'worker-class'};
  return {path: path.replace(/\.\w+$/, '.js'), namespace: 'worker', pluginData: path};
}

function messageOf({message, place}: CompileProblem): PartialMessage {
  const {path, line, column} = place;
  if (path === undefined || line === undefined) return {text: message};
  return {text: message, location: {file: path.slice(1), line, column: (column ?? 1) - 1}};
}
