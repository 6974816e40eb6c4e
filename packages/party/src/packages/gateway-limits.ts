import {limits} from '@codecraft/core/protocol';

/** What the gateway allows itself; what a project may have comes from the protocol's limits. */
export const defaultGatewayLimits = {
  maxPackages: limits.maxPackages,
  maxTarballBytes: limits.maxTarballBytes,
  /** All packages of a lock together, as far as the registry tells their size. */
  maxUnpackedBytes: limits.maxUnpackedBytes,
  /** Up to this size a tarball is held until its hash is checked; larger ones pass through, for the client to check. */
  maxVerifiedTarballBytes: 2 * 1024 * 1024,
  maxRequestBytes: 64 * 1024,
  /** One package's list of versions, as the registry sends it. */
  maxPackumentBytes: 32 * 1024 * 1024,
  /** All lists that are kept, as their compact JSON would be. */
  maxCachedPackumentBytes: 32 * 1024 * 1024,
  /** How long a list is used without asking the registry whether it changed. */
  packumentFreshMs: 5 * 60 * 1000,
  /** Requests waiting for the registry's answer at one time. */
  maxConcurrentRequests: 24,
  /** Lists being read at one time: each is in memory as text until it is parsed. */
  maxConcurrentPackuments: 16,
  requestTimeoutMs: 15_000,
  tarballTimeoutMs: 60_000,
  resolveTimeoutMs: 30_000,
  /** After a network failure or a 5xx. */
  maxAttempts: 3,
  /** Before the second attempt; doubled before each further one. */
  retryDelayMs: 150,
};

export type GatewayLimits = typeof defaultGatewayLimits;
