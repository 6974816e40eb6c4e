import {existsSync, readFileSync} from 'node:fs';
import {createServer} from 'node:http';
import path from 'node:path';
import {findOnCdn} from './package-cdn.mjs';

const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};

/**
 * Serves folders and pages on loopback, as a site with sensible caching does, and counts what is asked for.
 *
 * @param {{folders: Record<string, string>, pages: Record<string, string>, modules: string, gateway: {handle: (request: Request) => Promise<Response | null>}}} site
 *   folders and pages by address; `modules` is what the CDN at `/cdn` has
 */
export async function startSite({folders, pages, modules, gateway}) {
  const requests = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://localhost');
    requests.push(url.pathname);
    answer(request, response, url).catch((error) => response.writeHead(500).end(String(error)));
  });

  async function answer(request, response, url) {
    if (url.pathname.startsWith('/api/packages/')) return passOn(request, response, url, gateway);
    response.setHeader('access-control-allow-origin', '*');
    const found = locate(url.pathname);
    if (found === undefined) return response.writeHead(404).end();
    if (typeof found !== 'string' && found.redirect) {
      return response.writeHead(302, {location: `/cdn${found.redirect}`}).end();
    }
    const body = typeof found === 'string' ? found : readFileSync(found.file);
    response.setHeader('content-type', types[path.extname(url.pathname)] ?? 'text/html');
    response.setHeader('cache-control', 'max-age=3600');
    response.setHeader('service-worker-allowed', '/');
    return response.end(body);
  }

  function locate(pathname) {
    if (Object.hasOwn(pages, pathname)) return pages[pathname];
    if (pathname.startsWith('/cdn/')) return findOnCdn(pathname.slice('/cdn'.length), modules);
    const base = Object.keys(folders).find((prefix) => pathname.startsWith(prefix));
    if (base === undefined) return undefined;
    const file = path.join(folders[base], path.normalize(pathname.slice(base.length)));
    return existsSync(file) ? {file} : undefined;
  }

  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const {port} = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function passOn(request, response, url, gateway) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = chunks.length > 0 ? {body: Buffer.concat(chunks)} : {};
  const asked = new Request(url, {method: request.method, headers: request.headers, ...body});
  const reply = await gateway.handle(asked);
  if (!reply) return response.writeHead(404).end();
  response.writeHead(reply.status, Object.fromEntries(reply.headers));
  return response.end(Buffer.from(await reply.arrayBuffer()));
}
