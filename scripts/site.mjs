import {once} from 'node:events';
import {createReadStream} from 'node:fs';
import {stat} from 'node:fs/promises';
import {createServer} from 'node:http';
import path from 'node:path';
import {pipeline} from 'node:stream';
import {createGzip} from 'node:zlib';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * Serves the demo pages of `examples/` and, below `/codecraft/`, the built script they use.
 *
 * @param {{root: string, port: number, partyPort: number}} options
 * @returns {Promise<{url: string, stop: () => Promise<void>}>}
 */
export async function startSite({root, port, partyPort}) {
  const folders = [
    ['/codecraft/', path.join(root, 'packages/elements/dist/cdn')],
    ['/', path.join(root, 'examples')],
  ];
  const server = createServer((request, response) => {
    const {pathname} = new URL(request.url ?? '/', 'http://site.invalid');
    // Where the party is; same host name as the page, so that its cookie counts as this site's.
    if (pathname === '/server.js') {
      response.setHeader('content-type', types['.js']);
      response.end(`export const server = \`http://\${location.hostname}:${partyPort}\`;\n`);
      return;
    }
    serveFile(folders, decodeURIComponent(pathname), request, response).catch(() => {
      response.statusCode = 404;
      response.end('Not found');
    });
  });
  server.listen({port, host: '127.0.0.1'});
  await once(server, 'listening');
  const stop = async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {url: `http://localhost:${address.port}`, stop};
}

async function serveFile(folders, pathname, request, response) {
  const [prefix, folder] = folders.find(([start]) => pathname.startsWith(start));
  let file = path.join(folder, path.normalize(pathname.slice(prefix.length)));
  if (file !== folder && !file.startsWith(folder + path.sep)) throw new Error('outside the folder');
  if ((await stat(file)).isDirectory()) file = path.join(file, 'index.html');
  const {mtimeMs, size} = await stat(file);
  const etag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`;
  response.setHeader('content-type', types[path.extname(file)] ?? 'application/octet-stream');
  response.setHeader('etag', etag);
  response.setHeader('access-control-allow-origin', '*');
  // Chunks carry a hash of their content in their names; everything else is asked for again.
  const isHashed = /-[\w-]{8,}\.(js|css)$/.test(file);
  response.setHeader('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (request.headers['if-none-match'] === etag) {
    response.statusCode = 304;
    response.end();
    return;
  }
  const isText = /\.(html|js|css|json|svg|txt)$/.test(file);
  if (isText && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) {
    response.setHeader('content-encoding', 'gzip');
    pipeline(createReadStream(file), createGzip({level: 5}), response, () => undefined);
  } else {
    pipeline(createReadStream(file), response, () => undefined);
  }
}
