import {createPackageGateway, type TarballCache} from '../packages/index.js';
import {type AppOptions, createApp} from './app.js';

interface ApiOptions extends AppOptions {
  /** Keeps tarballs, where the host has a place for them. */
  packageCache: TarballCache | undefined;
}

/**
 * Everything that a host answers over HTTP. Packages come first: they have no session, stream their bodies, and
 * bring their own checks of origin and size.
 */
export function createApi({packageCache, ...options}: ApiOptions): (request: Request) => Promise<Response> {
  const {packageRegistry, allowedOrigins} = options.environment;
  const gateway = createPackageGateway({
    registry: packageRegistry,
    allowedOrigins,
    ...(packageCache && {cache: packageCache}),
  });
  const app = createApp(options);
  return async (request) => (await gateway.handle(request)) ?? app.fetch(request);
}
