export {defaultGatewayLimits, type GatewayLimits} from './gateway-limits.js';
export type {TarballCache} from './get-tarball.js';
export {createPackageGateway, type PackageGateway, type PackageGatewayOptions} from './package-gateway.js';
export type {Fetch} from './registry.js';
