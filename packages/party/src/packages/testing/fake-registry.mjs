// @ts-check
import {createHash} from 'node:crypto';
import {once} from 'node:events';
import {createServer} from 'node:http';
import {packTarball} from './tarball.mjs';

/**
 * @typedef {import('node:http').IncomingMessage} IncomingMessage
 * @typedef {import('node:http').ServerResponse} ServerResponse
 * @typedef {(request: IncomingMessage, response: ServerResponse) => boolean | void} Override answers false to let the registry answer
 */

/**
 * An npm registry on loopback that has what a test publishes.
 *
 * `requests` are all that came, `override(path, answer)` answers one path in its place.
 */
export async function startFakeRegistry() {
  /** @type {Map<string, Packument>} */
  const packuments = new Map();
  /** @type {Map<string, Buffer>} */
  const tarballs = new Map();
  /** @type {Map<string, Override>} */
  const overrides = new Map();
  /** @type {{method: string | undefined, path: string, headers: import('node:http').IncomingHttpHeaders}[]} */
  const requests = [];

  const server = createServer((request, response) => {
    const path = request.url ?? '';
    requests.push({method: request.method, path, headers: request.headers});
    if (overrides.get(path)?.(request, response) ?? overrides.has(path)) return;
    const tarball = tarballs.get(path);
    if (tarball) return void response.setHeader('content-length', tarball.length).end(tarball);
    const packument = packuments.get(decodeURIComponent(path.slice(1)));
    if (!packument) return void response.writeHead(404).end('{"error":"Not found"}');
    const body = JSON.stringify(packument);
    const etag = `"${createHash('sha1').update(body).digest('hex')}"`;
    response.setHeader('etag', etag);
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end();
    response.setHeader('content-type', 'application/vnd.npm.install-v1+json').end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const {port} = /** @type {import('node:net').AddressInfo} */ (server.address());
  const url = `http://127.0.0.1:${port}/`;

  return {
    url,
    requests,
    /** @param {string} path */
    requestsOf: (path) => requests.filter((request) => request.path === path).length,
    /** @param {string} path @param {Override} answer */
    override: (path, answer) => void overrides.set(path, answer),

    /**
     * Adds one version, `publish('react@19.1.0', {dependencies: …})`; the last one published is `latest`.
     *
     * @param {string} nameAndVersion
     * @param {Record<string, unknown>} [manifest] more of its package.json; `dist` adds to what is computed
     * @param {Record<string, string | Buffer>} [files] what else is in it, by path
     */
    publish(nameAndVersion, manifest = {}, files = {'index.js': `// ${nameAndVersion}\n`}) {
      const at = nameAndVersion.lastIndexOf('@');
      const [name, version] = [nameAndVersion.slice(0, at), nameAndVersion.slice(at + 1)];
      const tarball = packTarball({
        'package.json': JSON.stringify({name, version, ...manifest, dist: undefined}),
        ...files,
      });
      const path = `/${name}/-/${name.slice(name.indexOf('/') + 1)}-${version}.tgz`;
      tarballs.set(path, tarball);
      const packument = packuments.get(name) ?? {name, 'dist-tags': {}, versions: {}};
      packument['dist-tags'].latest = version;
      packument.versions[version] = {
        name,
        version,
        ...manifest,
        dist: {
          tarball: new URL(path, url).href,
          integrity: `sha512-${createHash('sha512').update(tarball).digest('base64')}`,
          unpackedSize: 1000,
          .../** @type {object} */ (manifest.dist),
        },
      };
      packuments.set(name, packument);
    },

    /** @param {string} name @param {string} tag @param {string} version */
    tag(name, tag, version) {
      const packument = packuments.get(name);
      if (packument) packument['dist-tags'][tag] = version;
    },

    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** @typedef {{name: string, 'dist-tags': Record<string, string>, versions: Record<string, object>}} Packument */
