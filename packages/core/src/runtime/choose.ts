import {CodecraftError} from '../errors.js';
import type {Runtime} from './runtime.js';
import {isCrossOriginIsolated} from './webcontainer.js';

export interface RuntimeChoice {
  /** Default `sandbox`, the embedded runtime, which runs on any page. */
  prefer?: 'sandbox' | 'webcontainer';
  bootSandbox: () => Promise<Runtime>;
  /** Left out where WebContainers are not configured. Must reject rather than wait for ever. */
  bootWebContainer?: () => Promise<Runtime>;
  /** Gets a sentence to show when another runtime is used than was preferred. */
  onNotice: (sentence: string) => void;
}

/**
 * The preferred runtime, or the embedded one with a notice that says why.
 *
 * @throws What `bootSandbox` throws; there is nothing left to fall back to.
 */
export async function chooseRuntime(choice: RuntimeChoice): Promise<Runtime> {
  const {prefer = 'sandbox', bootSandbox, bootWebContainer, onNotice} = choice;
  if (prefer === 'sandbox') return bootSandbox();
  try {
    return await bootPreferred(bootWebContainer);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    onNotice(`${reason} The project runs in the embedded runtime instead.`);
    return bootSandbox();
  }
}

function bootPreferred(boot: RuntimeChoice['bootWebContainer']): Promise<Runtime> {
  if (!boot) {
    throw new CodecraftError('unsupported', 'WebContainers are not set up for this site.');
  }
  if (!isCrossOriginIsolated()) {
    throw new CodecraftError(
      'unsupported',
      'WebContainers need a cross-origin isolated page, and this one is not.',
    );
  }
  return boot();
}
