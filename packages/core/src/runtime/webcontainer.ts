import {CodecraftError} from '../errors.js';
import type {Runtime} from './runtime.js';
import {RuntimeEmitter} from './sandbox/page/emitter.js';
import {type Client, loadClient} from './webcontainer/client.js';
import {SharedContainer} from './webcontainer/shared-container.js';

export interface WebContainerOptions {
  /** The licence key StackBlitz gave for this site. One a page: another one later is a `conflict`. */
  apiKey?: string;
  /** Runs once a page, with the client loaded and nothing booted: the place for `client.auth.init(…)`. */
  beforeBoot?: (client: Client) => void | Promise<void>;
  /** The page's own Cross-Origin-Embedder-Policy, which the container must know. Default `require-corp`. */
  coep?: 'require-corp' | 'credentialless';
  /** How long to wait for the container, in milliseconds. `boot()` itself can wait for ever. Default 20,000. */
  timeoutMs?: number;
  /** The name of the project's folder inside the container. A taken name gets a number. Default `project`. */
  workdirName?: string;
  /** Where the client comes from. Default `import('@webcontainer/api')`. */
  load?: () => Promise<Client>;
}

/** A page may boot one container; whoever loads the client in the same way shares it. */
const sharedContainers = new WeakMap<() => Promise<Client>, SharedContainer>();

/**
 * Boots a runtime in StackBlitz's WebContainers. Needs a page that is cross-origin isolated, their host, and for
 * commercial use in production their licence. Runtimes of one page share one container, each in a folder of its own;
 * the last `teardown` ends it.
 *
 * @throws CodecraftError `unsupported` where the page is not cross-origin isolated, `invalid-input` for a folder name
 *   that is a path, `conflict` for other settings than the page's first, `unavailable` when it is late or refused.
 */
export async function bootWebContainer(options: WebContainerOptions = {}): Promise<Runtime> {
  const {load = loadClient, timeoutMs = 20_000, ...settings} = options;
  if (!isCrossOriginIsolated()) {
    throw new CodecraftError(
      'unsupported',
      'WebContainers need a cross-origin isolated page, and this one is not. Send the headers Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp.',
    );
  }
  const {workdirName = 'project'} = settings;
  if (workdirName === '' || workdirName === '.' || workdirName === '..' || workdirName.includes('/')) {
    throw new CodecraftError(
      'invalid-input',
      `“${workdirName}” cannot name a project's folder. Give one name, without “/”.`,
    );
  }
  const shared = sharedContainers.get(load) ?? new SharedContainer(load);
  sharedContainers.set(load, shared);
  const lease = await shared.lease(settings, timeoutMs);
  try {
    // Loaded only here: most pages have the embedded runtime alone.
    const {ContainerRuntime} = await import('./webcontainer/container-runtime.js');
    return new ContainerRuntime(lease, new RuntimeEmitter());
  } catch (error) {
    lease.release();
    throw error;
  }
}

/** True where a page may share memory between threads, which WebContainers are built on. */
export function isCrossOriginIsolated(): boolean {
  return globalThis.crossOriginIsolated === true;
}
