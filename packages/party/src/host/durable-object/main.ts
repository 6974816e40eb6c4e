import {readEnvironment} from '../../environment.js';
import {createApi} from '../../http/create-api.js';
import {defaultCache} from '../default-cache.js';
import {createLog} from '../log.js';
import {type Bindings, objectNamed, objectRooms} from './bindings.js';

export {AccountObject} from './account.js';
export {ProjectObject} from './project.js';

let api: ReturnType<typeof createApi> | undefined;

/** The worker: passes sockets to their project's object, and answers everything else itself. */
export default {
  fetch(request: Request, bindings: Bindings): Response | Promise<Response> {
    const {pathname} = new URL(request.url);
    if (pathname.startsWith('/parties/')) return openSocket(request, pathname, bindings);
    // Variables and stubs are the same for the life of the worker, so the first request builds the API.
    api ??= createApi({
      environment: readEnvironment(bindings),
      rooms: objectRooms(bindings),
      log: createLog({room: 'http'}),
      packageCache: defaultCache(),
    });
    return api(request);
  },
};

/** Nothing but a socket's handshake gets through: what else an object is sent, it takes for our own call. */
function openSocket(request: Request, pathname: string, {PROJECT}: Bindings): Response | Promise<Response> {
  const id = /^\/parties\/project\/([a-z0-9]{20})$/.exec(pathname)?.[1];
  if (!id || request.headers.get('upgrade') !== 'websocket') return new Response(null, {status: 404});
  return objectNamed(PROJECT, id).fetch(request as never) as unknown as Promise<Response>;
}
