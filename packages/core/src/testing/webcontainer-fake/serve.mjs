// Serves the test page and the fake service, each at its own origin, with the headers that WebContainers need.
import {readFile} from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import esbuild from 'esbuild';

const folder = path.dirname(fileURLToPath(import.meta.url));

/** Binds the fake's Comlink to the copy inside the real client, which that does not export. */
const comlinkOfTheClient = {
  name: 'comlink-of-the-client',
  setup(build) {
    build.onResolve({filter: /^#webcontainer-comlink$/}, async ({kind, resolveDir}) => {
      const {path: entry} = await build.resolve('@webcontainer/api', {kind, resolveDir});
      return {path: path.join(path.dirname(entry), 'vendor/index.js')};
    });
  },
};

/**
 * @returns {Promise<{pageUrl: string, plainUrl: string, fakeUrl: string, requested: string[], hasClient(path: string): boolean, close(): Promise<void>}>}
 *   `plainUrl` is the same page without the headers, `requested` every path with its query, and `hasClient` is true of
 *   a script that contains the real client.
 */
export async function serveWebContainerFake() {
  const {outputFiles} = await esbuild.build({
    entryPoints: [path.join(folder, 'page.ts'), path.join(folder, 'headless.ts')],
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    outdir: '/',
    conditions: ['@codecraft/source'],
    plugins: [comlinkOfTheClient],
  });
  const files = new Map(outputFiles.map((file) => [`/${path.basename(file.path)}`, file.text]));
  const pages = {
    '/': '<!doctype html><title>page</title><body><script type="module" src="/page.js"></script>',
  };
  const service = {
    '*': await readFile(path.join(folder, 'preview.html'), 'utf8'),
    '/headless': '<!doctype html><script type="module" src="/headless.js"></script>',
  };

  const requested = [];
  const isolation = {
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'cross-origin',
  };
  const serve = async (documents, headers) => {
    const server = http.createServer((request, response) => {
      const {pathname, search} = new URL(request.url, 'http://localhost');
      requested.push(pathname + search);
      const text = files.get(pathname) ?? documents[pathname] ?? documents['*'];
      const type = pathname.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8';
      response.writeHead(text === undefined ? 404 : 200, {...headers, 'content-type': type});
      response.end(text ?? '');
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    return server;
  };
  const servers = await Promise.all([serve(pages, isolation), serve(pages, {}), serve(service, isolation)]);
  const [page, plain, fake] = servers.map((server) => server.address().port);
  // One host, three ports: other origins, but one site, as Chromium without history blocks storage across sites.
  return {
    pageUrl: `http://localhost:${page}/`,
    plainUrl: `http://localhost:${plain}/`,
    fakeUrl: `http://localhost:${fake}/`,
    requested,
    hasClient: (name) => files.get(name)?.includes('WEBCONTAINER_API_IFRAME_URL') ?? false,
    close: async () => {
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}
