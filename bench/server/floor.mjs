// The floor in a process of its own: node bench/server/floor.mjs <relays | stores> <port> <folder>
//
// On the Miniflare and workerd of the Workers host, with its compatibility date, so that the platform's share is the same.

import {readFileSync} from 'node:fs';
import path from 'node:path';
import {packageFolder, requireFromWrangler} from '../../packages/party/src/host/durable-object/bundle.mjs';

const [kind, port, persistDir] = process.argv.slice(2);
const {compatibility_date, compatibility_flags} = JSON.parse(
  readFileSync(path.join(packageFolder, 'wrangler.json'), 'utf8'),
);
const {Miniflare} = requireFromWrangler('miniflare');
const miniflare = new Miniflare({
  host: '127.0.0.1',
  port: Number(port),
  cf: false, // otherwise Miniflare asks cloudflare.com where this machine is
  modules: [
    {
      type: 'ESModule',
      path: '/floor-worker.js',
      contents: readFileSync(new URL('floor-worker.js', import.meta.url), 'utf8'),
    },
  ],
  modulesRoot: '/',
  compatibilityDate: compatibility_date,
  compatibilityFlags: compatibility_flags,
  bindings: {STORES: String(kind === 'stores')},
  durableObjects: {ROOM: {className: 'Room', useSQLite: true}},
  durableObjectsPersist: path.resolve(persistDir),
});
await miniflare.ready;
process.send({url: `http://127.0.0.1:${port}`});
