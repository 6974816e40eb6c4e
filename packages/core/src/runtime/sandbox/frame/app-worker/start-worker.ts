import {previewOrigin} from '../../preview-origin.js';
import type {LinkedModule} from '../../protocol.js';
import type {Navigation} from '../navigation.js';
import type {Registry} from '../registry.js';
import type {WorkerLink} from '../worker-link.js';
import {startLate} from './late-worker.js';
import type {AppWorkerStart, AppWorkerStarter} from './protocol.js';

/** The specifier of our own pack that holds the text of `realm.ts`. */
const realm = 'codecraft:worker';

export interface PackSource {
  name: string;
  code: string;
  specifiers: readonly string[];
}

/** Starts a module of the project, with all it imports, in a worker. */
export function startModuleWorker(
  entry: string,
  options: WorkerOptions | undefined,
  app: {
    registry: Registry;
    packs: readonly PackSource[];
    env: Record<string, string | boolean>;
    link: WorkerLink;
  },
): Worker {
  const {registry, packs, env, link} = app;
  const modules = [...reachable(entry, registry)];
  for (const {id} of modules) registry.ranInWorker(id);
  const targets = modules.flatMap(({links}) => Object.values(links));
  const needed = packs.filter(({specifiers}) => specifiers.some((one) => targets.includes(`pack:${one}`)));
  const start: AppWorkerStart = {
    entry,
    modules,
    packs: needed.map(({name, code}) => ({name, code})),
    env,
  };
  const code = String(registry.packed(realm));
  return startLate(Promise.resolve({type: 'modules', code, start}), options, link);
}

function reachable(entry: string, registry: Registry): Set<LinkedModule> {
  const found = new Set<LinkedModule>();
  const visit = (id: string) => {
    const module = registry.definition(id);
    if (!module || found.has(module)) return;
    found.add(module);
    for (const target of Object.values(module.links)) if (typeof target === 'string') visit(target);
  };
  visit(entry);
  return found;
}

/**
 * `Worker` for scripts that are files of the project, as plain pages use it: `new Worker('js/worker.js')`. The browser
 * itself would refuse them, because the document has no origin that they could be of.
 */
export function createWorkerClass(link: WorkerLink, navigation: Navigation): typeof Worker {
  return new Proxy(window.Worker, {
    construct(Native, [address, options]: [string | URL, WorkerOptions?]) {
      const url = new URL(address, navigation.url);
      return url.origin === previewOrigin
        ? startLate(script(url), options, link)
        : new Native(address, options);
    },
  });

  async function script(url: URL): Promise<AppWorkerStarter> {
    const code = await read(url);
    if (code === undefined) throw new Error(`There is no file ${url.pathname}.`);
    const imports: Record<string, string> = {};
    await collect(code);
    return {type: 'script', code, url: url.href, imports};

    /** All that a script imports, and what that imports. Addresses begin at the worker's own, as the standard has it. */
    async function collect(importing: string): Promise<void> {
      for (const address of importedScripts(importing)) {
        const imported = new URL(address, url);
        if (imported.origin !== previewOrigin || imported.href in imports) continue;
        const text = await read(imported);
        if (text === undefined) continue; // said where it is imported, if it is
        imports[imported.href] = text;
        await collect(text);
      }
    }
  }

  async function read(url: URL): Promise<string | undefined> {
    const request = {method: 'GET', address: url.pathname, headers: [], body: null};
    const {status, body} = await link.fetch({type: 'fetch', ...request});
    if (status !== 200 || !body) return undefined;
    return `${await new Response(body).text()}\n//# sourceURL=${url.href}`;
  }
}

/** The addresses that are written out in calls of `importScripts`. It answers at once, so they are fetched before. */
function importedScripts(code: string): string[] {
  const calls = code.matchAll(/\bimportScripts\s*\(([^)]*)\)/g);
  return [...calls].flatMap(([, list = '']) =>
    [...list.matchAll(/'([^'\n]+)'|"([^"\n]+)"|`([^`$]+)`/g)].map(
      ([, ...texts]) => texts.find(Boolean) ?? '',
    ),
  );
}
