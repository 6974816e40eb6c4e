import {previewOrigin} from '../../preview-origin.js';
import type {LinkedModule} from '../../protocol.js';
import type {Navigation} from '../navigation.js';
import type {Registry} from '../registry.js';
import type {WorkerLink} from '../worker-link.js';
import {startLate} from './late-worker.js';
import type {AppWorkerCommand, AppWorkerStart} from './protocol.js';

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

  async function script(url: URL): Promise<AppWorkerCommand> {
    const request = {method: 'GET', address: url.pathname, headers: [], body: null};
    const {status, body} = await link.fetch({type: 'fetch', ...request});
    if (status !== 200 || !body) throw new Error(`There is no file ${url.pathname}.`);
    return {type: 'script', code: `${new TextDecoder().decode(body)}\n//# sourceURL=${url.href}`};
  }
}
