import type {PackageLock, PackagesRequest} from '@codecraft/core/protocol';
import {defaultGatewayLimits, type GatewayLimits} from './gateway-limits.js';
import {getTarball, type TarballCache} from './get-tarball.js';
import {handleRequest} from './handle-request.js';
import {PackumentStore} from './packument-store.js';
import {type Fetch, Registry} from './registry.js';
import {resolvePackages} from './resolve-packages.js';

export interface PackageGatewayOptions {
  /** The address of an npm registry; the only host that is ever asked. */
  registry: string;
  /** The path below which `handle` answers. Default `/api/packages`. */
  base?: string;
  /** Which pages of other origins may use it. Empty: those of this machine. */
  allowedOrigins?: readonly string[];
  /** Keeps tarballs; none are kept without. */
  cache?: TarballCache;
  fetch?: Fetch;
  limits?: Partial<GatewayLimits>;
}

export interface PackageGateway {
  /**
   * What goes where below node_modules.
   *
   * @throws CodecraftError `package-missing`, `unsupported`, `too-large`, `limit-reached`, `unavailable`
   */
  resolve(request: PackagesRequest): Promise<PackageLock>;
  /**
   * One package as the registry has it: a gzipped tar.
   *
   * @throws CodecraftError `invalid-input`, `package-missing`, `unsupported`, `too-large`, `unavailable`
   */
  tarball(name: string, version: string): Promise<Response>;
  /** Answers `POST {base}/resolve` and `GET {base}/tarball/…`; null for any other address. Never throws. */
  handle(request: Request): Promise<Response | null>;
}

/**
 * Stands between browsers and an npm registry: resolves dependencies to a lock, and hands out tarballs.
 *
 * @throws CodecraftError `invalid-input` for a registry address that cannot be used
 */
export function createPackageGateway(options: PackageGatewayOptions): PackageGateway {
  const {base = '/api/packages', allowedOrigins = [], cache} = options;
  const limits = {...defaultGatewayLimits, ...options.limits};
  // Called through a function: a worker's fetch refuses to be anyone's method.
  const registry = new Registry(options.registry, options.fetch ?? ((url, init) => fetch(url, init)), limits);
  const packuments = new PackumentStore(registry, limits);
  const gateway: PackageGateway = {
    resolve: (request) => resolvePackages(request, {packuments, limits}),
    tarball: (name, version) => getTarball(name, version, {registry, packuments, cache, limits}),
    handle: (request) =>
      handleRequest(request, {gateway, base, allowedOrigins, maxRequestBytes: limits.maxRequestBytes}),
  };
  return gateway;
}
