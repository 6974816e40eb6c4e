import {existsSync, readFileSync} from 'node:fs';
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import path from 'node:path';
import {createPackageGateway, type PackageGateway} from '@codecraft/party/packages';
import {startFakeRegistry} from '@codecraft/party/testing/registry';
import type {InstallProgress, Runtime} from '../runtime.js';
import type {Browser, DrivenFrame, DrivenPage} from './browsers/driver.test-support.js';
import {openBrowser} from './browsers/open-browser.test-support.js';
import {project} from './sample-projects.test-support.js';

const dist = path.resolve(import.meta.dirname, '../../../dist');

const hostPage = `<!doctype html><html><body><div id="preview" style="height:400px"></div>
<script type="module">import {bootSandbox} from '/runtime.js'; Object.assign(window, {bootSandbox});</script></body></html>`;

export interface Start {
  installCode: number;
  /** `painted`, or why it failed; undefined where nothing was run. */
  outcome: string | undefined;
  terminal: string;
  progress: InstallProgress[];
}

declare global {
  var packageRuntime: Runtime;
}

/** A site with a real package gateway in front of a registry of this test, opened in a real browser. */
export class PackageSite {
  readonly registry: Awaited<ReturnType<typeof startFakeRegistry>>;
  /** Paths asked of the gateway. */
  asked: string[] = [];
  /** The gateway does not answer any more. */
  isOffline = false;
  /** Answers in place of the gateway, by path. */
  readonly overrides = new Map<string, Uint8Array[]>();
  page!: DrivenPage;
  readonly #browser: Browser;
  readonly #server: Server;

  private constructor(
    registry: Awaited<ReturnType<typeof startFakeRegistry>>,
    browser: Browser,
    server: Server,
    gateway: PackageGateway,
  ) {
    this.registry = registry;
    this.#browser = browser;
    this.#server = server;
    server.on('request', (request, response) => void this.#answer(request, response, gateway));
  }

  static async open(): Promise<PackageSite> {
    if (!existsSync(path.join(dist, 'assets/worker.js'))) {
      throw new Error('packages/core/dist is not built. Run npm run build first.');
    }
    const registry = await startFakeRegistry();
    const gateway = createPackageGateway({
      registry: registry.url,
      limits: {retryDelayMs: 1, packumentFreshMs: 0},
    });
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const browser = await openBrowser();
    return new PackageSite(registry, browser, server, gateway);
  }

  /** A browser that has never been here. */
  async visitAnew(): Promise<void> {
    await this.page?.close();
    this.asked = [];
    this.isOffline = false;
    this.overrides.clear();
    this.page = await this.#browser.newPage();
    await this.load();
  }

  /** Opens or reloads the page; what the browser keeps stays. */
  async load(): Promise<void> {
    const {port} = this.#server.address() as AddressInfo;
    await this.page.goto(`http://127.0.0.1:${port}/`);
    await this.page.waitForFunction(() => typeof bootSandbox === 'function');
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.registry.close();
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** Installs a project and, where that works, runs its `dev` script until it is painted or fails. */
  start(files: Record<string, string>, {withGateway = true} = {}): Promise<Start> {
    return this.page.evaluate(
      async ({tree, packagesUrl}) => {
        globalThis.packageRuntime?.teardown();
        const runtime = await bootSandbox(packagesUrl === undefined ? {} : {packagesUrl});
        globalThis.packageRuntime = runtime;
        let terminal = '';
        const progress: InstallProgress[] = [];
        runtime.on('install-progress', (one) => progress.push(one));
        const outcome = new Promise<string>((resolve) => {
          runtime.on('preview-message', (message) => {
            if (message.type === 'painted') resolve('painted');
            if (message.type === 'failed') resolve(message.message);
          });
        });
        runtime.attachPreview(document.getElementById('preview')!);
        await runtime.mount(tree);
        const spawn = async (args: string[]) => {
          const process = await runtime.spawn('npm', args);
          const write = (text: string) => {
            terminal += text;
          };
          const drained = process.output.pipeTo(new WritableStream({write}));
          return {process, drained};
        };
        const install = await spawn(['install']);
        const installCode = await install.process.exit;
        await install.drained;
        if (installCode !== 0) return {installCode, outcome: undefined, terminal, progress};
        await spawn(['run', 'dev']);
        return {installCode, outcome: await outcome, terminal, progress};
      },
      {tree: project(files), packagesUrl: withGateway ? '/api/packages' : undefined},
    );
  }

  /** Runs one more command in the project that was started. */
  npm(...args: string[]): Promise<{code: number; output: string}> {
    return this.page.evaluate(async (args) => {
      const process = await packageRuntime.spawn('npm', args);
      let output = '';
      const write = (text: string) => {
        output += text;
      };
      const drained = process.output.pipeTo(new WritableStream({write}));
      const code = await process.exit;
      await drained;
      return {code, output};
    }, args);
  }

  readFile(file: string): Promise<string> {
    return this.page.evaluate((file) => packageRuntime.fs.readFile(file, 'utf-8'), file);
  }

  async frame(): Promise<DrivenFrame> {
    await this.page.waitForFunction(() => document.querySelector('#preview iframe:not([inert])') !== null);
    const frame = (await this.page.frameIn('#preview iframe:not([inert])'))!;
    return (await frame.frameIn('iframe[data-codecraft-enclosed]')) ?? frame;
  }

  async text(selector: string): Promise<string> {
    const frame = await this.frame();
    return (await frame.textContent(selector)) ?? '';
  }

  /** Resolves once the browser keeps this many packages, and everything that was compiled of them. */
  async kept(packages: number): Promise<void> {
    for (const name of ['codecraft-package-archives', 'codecraft-package-modules']) {
      await this.page.waitForFunction(
        async ({name, packages}) => {
          const open = indexedDB.open(name);
          const database = await new Promise<IDBDatabase>((resolve) => {
            open.onsuccess = () => resolve(open.result);
          });
          const store = [...database.objectStoreNames][0];
          const request = store && database.transaction(store).objectStore(store).count();
          const total = await new Promise<number>((resolve) => {
            if (!request) resolve(0);
            else request.onsuccess = () => resolve(request.result);
          });
          database.close();
          return total >= packages;
        },
        {name, packages},
      );
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse, gateway: PackageGateway): Promise<void> {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    const file = path.join(dist, path.normalize(url.pathname));
    if (url.pathname === '/') response.setHeader('content-type', 'text/html').end(hostPage);
    else if (url.pathname.startsWith('/api/packages/')) {
      const asked = url.pathname.slice('/api/packages/'.length);
      this.asked.push(asked);
      const override = this.overrides.get(asked)?.shift();
      if (this.isOffline) response.destroy();
      else if (override) response.end(override);
      else await passOn(request, response, url, gateway);
    } else if (existsSync(file))
      response.setHeader('content-type', 'text/javascript').end(readFileSync(file));
    else response.writeHead(404).end();
  }
}

async function passOn(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  gateway: PackageGateway,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const init = {method: request.method!, headers: request.headers as Record<string, string>};
  const body = chunks.length > 0 ? {body: Buffer.concat(chunks)} : {};
  const answer = await gateway.handle(new Request(url, {...init, ...body}));
  if (!answer) return void response.writeHead(404).end();
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(Buffer.from(await answer.arrayBuffer()));
}
