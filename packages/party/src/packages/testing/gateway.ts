import {createPackageGateway, type PackageGateway, type PackageGatewayOptions} from '../package-gateway.js';

export type GatewayOptions = Partial<PackageGatewayOptions>;

/** A gateway that tries again at once. */
export function gatewayAt(registry: string, {limits, ...options}: GatewayOptions = {}): PackageGateway {
  return createPackageGateway({registry, ...options, limits: {retryDelayMs: 1, ...limits}});
}

interface Answer {
  writeHead(status: number, headers: Record<string, string>): {end(body: string): unknown};
}

/** For the fake registry's `override`. */
export const answering =
  (status: number, headers: Record<string, string> = {}, body = '') =>
  (_request: unknown, response: Answer) =>
    void response.writeHead(status, headers).end(body);
