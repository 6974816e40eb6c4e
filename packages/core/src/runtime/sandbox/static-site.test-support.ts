import {createServer} from 'node:http';
import {mediaTypeOf} from './worker/files/media-types.js';

/** A server of nothing but these files, as any host of static sites is. */
export async function serveStatically(
  files: Record<string, Uint8Array>,
): Promise<{url: string; missing: string[]; close: () => void}> {
  const missing: string[] = [];
  const server = createServer((request, response) => {
    const {pathname} = new URL(request.url!, 'http://site');
    const path = pathname === '/' ? 'index.html' : pathname.slice(1);
    const contents = files[path];
    if (contents) response.setHeader('content-type', mediaTypeOf(path)).end(contents);
    else {
      missing.push(path);
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as {port: number};
  return {url: `http://127.0.0.1:${port}/`, missing, close: () => server.close()};
}
