import {CodecraftError, isErrorCode} from '../../../../errors.js';
import type {PackagesRequest} from '../../../../protocol/packages.js';
import {tarballPath} from '../../../../protocol/tarball-path.js';
import {ShapeError} from '../../shape.js';
import {type InstallableLock, readLock} from './package-lock.js';

/** Speaks with a package gateway. */
export class PackageGatewayClient {
  /** Address of the gateway; ends in a slash. */
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  /** @throws CodecraftError what the gateway says, or `unavailable` where it says nothing */
  async resolve(request: PackagesRequest, signal: AbortSignal): Promise<InstallableLock> {
    const response = await this.#fetch('resolve', {
      method: 'POST',
      headers: {'Content-Type': 'application/json'},
      body: JSON.stringify(request),
      signal,
    });
    try {
      return readLock(await response.json());
    } catch (cause) {
      if (!(cause instanceof ShapeError) && !(cause instanceof SyntaxError)) throw cause;
      throw new CodecraftError('unavailable', `${this.url} answers, but is not a package gateway.`, {cause});
    }
  }

  /**
   * The packed package, unchecked.
   *
   * @throws CodecraftError as above
   */
  async tarball(
    pack: {name: string; version: string},
    options: {cache: RequestCache; signal: AbortSignal; onBytes: (count: number) => void},
  ): Promise<Uint8Array<ArrayBuffer>> {
    const {cache, signal, onBytes} = options;
    const response = await this.#fetch(tarballPath(pack), {cache, signal});
    const packed = new Uint8Array(await response.arrayBuffer());
    onBytes(packed.length);
    return packed;
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    const response = await fetch(this.url + path, init).catch((cause: unknown) => {
      throw new CodecraftError(
        'unavailable',
        `The package gateway at ${this.url} does not answer. Check the network and its address.`,
        {cause},
      );
    });
    if (response.ok) return response;
    const problem: unknown = await response.json().catch(() => undefined);
    throw problemError(problem) ?? this.#notAGateway(response.status);
  }

  #notAGateway(status: number): CodecraftError {
    return new CodecraftError(
      'unavailable',
      `The package gateway at ${this.url} answered ${status}. Check its address.`,
    );
  }
}

/** The gateway's own sentence, as RFC 9457 has it. */
function problemError(problem: unknown): CodecraftError | undefined {
  if (typeof problem !== 'object' || problem === null) return undefined;
  const {code, detail} = problem as {code?: unknown; detail?: unknown};
  if (typeof detail !== 'string') return undefined;
  return new CodecraftError(isErrorCode(code) ? code : 'unavailable', detail);
}
