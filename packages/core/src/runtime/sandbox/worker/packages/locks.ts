import {CodecraftError} from '../../../../errors.js';
import type {PackagesRequest} from '../../../../protocol/packages.js';
import type {PackageGatewayClient} from './package-gateway-client.js';
import type {InstallableLock} from './package-lock.js';
import type {PackageStore} from './package-store.js';

/** The same dependencies mean the same versions for a day, and for longer where nobody can be asked. */
const freshMs = 24 * 3600 * 1000;

interface LockOptions {
  gateway: PackageGatewayClient;
  store: Pick<PackageStore, 'lock' | 'keepLock'>;
  signal: AbortSignal;
  now?: () => number;
}

/** @throws CodecraftError what the gateway says, or `unavailable` naming what is asked for */
export async function findLock(request: PackagesRequest, options: LockOptions): Promise<InstallableLock> {
  const {gateway, store, signal, now = Date.now} = options;
  const key = lockKey(request, gateway.url);
  const kept = await store.lock(key);
  if (kept && now() - kept.resolvedAt < freshMs) return kept.lock;
  try {
    const lock = await gateway.resolve(request, signal);
    await store.keepLock(key, lock);
    return lock;
  } catch (error) {
    if (!(error instanceof CodecraftError) || error.code !== 'unavailable') throw error;
    if (kept) return kept.lock;
    const names = Object.keys(request.dependencies);
    const wanted =
      names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
    throw new CodecraftError('unavailable', `Could not get ${wanted}. ${error.message}`, {cause: error});
  }
}

/** The request in one order, and who is asked. */
export function lockKey({dependencies, provided = {}}: PackagesRequest, gatewayUrl: string): string {
  const sorted = (pairs: Record<string, string>) =>
    Object.entries(pairs).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([gatewayUrl, sorted(dependencies), sorted(provided)]);
}
