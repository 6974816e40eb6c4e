import {existsSync, readFileSync} from 'node:fs';
import {createServer, type Server} from 'node:http';
import path from 'node:path';
import type {PreviewMessage, PreviewUpdate, Runtime, RuntimeProcess} from '../runtime.js';
import type {Browser, DrivenFrame, DrivenPage} from './browsers/driver.test-support.js';
import {openBrowser} from './browsers/open-browser.test-support.js';
import {project} from './sample-projects.test-support.js';

const dist = path.resolve(import.meta.dirname, '../../../dist');
const built = ['runtime.js', 'assets/worker.js', 'assets/frame.js', 'assets/pack-react.js'];

/** What one run of a project in the page consists of. */
export interface Lab {
  runtime: Runtime;
  terminal: string;
  messages: PreviewMessage[];
  updates: PreviewUpdate[];
  server: RuntimeProcess | undefined;
}

declare global {
  var bootSandbox: typeof import('../index.js').bootSandbox;
  /** In the page: runs by the id of the element they are shown in. */
  var labs: Record<string, Lab>;
}

const hostPage = `<!doctype html><html><head><title>HOST PAGE</title></head>
<body style="margin:0"><div id="first" style="height:400px"></div><div id="second" style="height:300px"></div>
<script>document.cookie = 'secret=cookie'; localStorage.setItem('secret', 'storage'); var secret = 'global'; labs = {};</script>
<script type="module">import {bootSandbox} from '/runtime.js'; Object.assign(window, {bootSandbox});</script>`;

/** A page of some site in a real browser, with the built library beside it, and no other host reachable. */
export class TestPage {
  readonly page: DrivenPage;
  readonly browser: Browser;
  /** Every request that left for another host, were it reachable; see `OutsideRecorder`. */
  readonly outside: string[];
  /** Paths asked of the site itself. */
  readonly inside: string[] = [];
  /** Path and cookies of each request that reached the site. */
  readonly cookies: string[] = [];
  readonly #server: Server;

  private constructor(browser: Awaited<ReturnType<typeof openBrowser>>, page: DrivenPage, server: Server) {
    this.browser = browser;
    this.outside = browser.outside;
    this.page = page;
    this.#server = server;
  }

  static async open(): Promise<TestPage> {
    const missing = built.filter((file) => !existsSync(path.join(dist, file)));
    if (missing.length > 0) {
      throw new Error(`${missing.join(', ')} not found in packages/core/dist. Run npm run build first.`);
    }
    let test: TestPage | undefined;
    const server = createServer((request, response) => {
      const {pathname} = new URL(request.url!, 'http://site');
      const file = path.join(dist, path.normalize(pathname));
      test?.inside.push(pathname);
      test?.cookies.push(`${pathname} ${request.headers.cookie ?? ''}`);
      if (pathname === '/api/me') {
        response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
        response.setHeader('access-control-allow-credentials', 'true').end('{"me": "host"}');
      } else if (pathname === '/') response.setHeader('content-type', 'text/html').end(hostPage);
      else if (existsSync(file) && /\.(js|wasm)$/.test(file)) {
        const type = file.endsWith('.js') ? 'text/javascript' : 'application/wasm';
        response.setHeader('content-type', type).end(readFileSync(file));
      } else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const {port} = server.address() as {port: number};
    const browser = await openBrowser();
    const page = await browser.newPage();
    test = new TestPage(browser, page, server);
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.waitForFunction(() => typeof bootSandbox === 'function');
    return test;
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** Runs a project and waits until it was painted or failed. Answers the last exit code and which of both it was. */
  async start(
    files: Record<string, string | Uint8Array>,
    options: {commands?: string[]; place?: string; network?: 'open' | 'none'} = {},
  ): Promise<{outcome: string; installCode: number | undefined}> {
    const {commands = ['npm install', 'npm run dev'], place = 'first', network = 'open'} = options;
    return this.page.evaluate(
      async ({tree, commands, place, network}) => {
        labs[place]?.runtime.teardown();
        const runtime = await bootSandbox({network});
        const lab: Lab = {runtime, terminal: '', messages: [], updates: [], server: undefined};
        labs[place] = lab;
        const outcome = new Promise<string>((resolve) => {
          runtime.on('preview-message', (message) => {
            lab.messages.push(message);
            if (message.type === 'painted' || message.type === 'failed') resolve(message.type);
          });
        });
        runtime.on('update', (update) => lab.updates.push(update));
        runtime.attachPreview(document.getElementById(place)!);
        await runtime.mount(tree);
        let installCode: number | undefined;
        for (const [index, line] of commands.entries()) {
          const [command = '', ...args] = line.split(' ');
          const process = await runtime.spawn(command, args);
          void process.output.pipeTo(
            new WritableStream({
              write: (text) => {
                lab.terminal += text;
              },
            }),
          );
          if (index === commands.length - 1) lab.server = process;
          else installCode = await process.exit;
        }
        return {outcome: await outcome, installCode};
      },
      {tree: project(files), commands, place, network},
    );
  }

  /** Writes files and waits for what becomes of it. */
  async edit(files: Record<string, string>, place = 'first'): Promise<PreviewUpdate | PreviewMessage> {
    return this.page.evaluate(
      async ({files, place}) => {
        const {runtime} = labs[place]!;
        const outcome = new Promise<PreviewUpdate | PreviewMessage>((resolve) => {
          const stops = [
            runtime.on('update', (update) => settle(update)),
            runtime.on('preview-message', (message) => {
              if (message.type === 'failed' || message.type === 'recovered') settle(message);
            }),
          ];
          const settle = (result: PreviewUpdate | PreviewMessage) => {
            for (const stop of stops) stop();
            resolve(result);
          };
        });
        for (const [path, text] of Object.entries(files)) void runtime.fs.writeFile(path, text);
        return outcome;
      },
      {files, place},
    );
  }

  /** Resolves with the next message of this type. */
  nextMessage(type: PreviewMessage['type'], place = 'first'): Promise<PreviewMessage> {
    return this.page.evaluate(
      ({type, place}) =>
        new Promise<PreviewMessage>((resolve) => {
          const stop = labs[place]!.runtime.on('preview-message', (message) => {
            if (message.type !== type) return;
            stop();
            resolve(message);
          });
        }),
      {type, place},
    );
  }

  async frame(place = 'first'): Promise<DrivenFrame> {
    await this.page.waitForFunction((place) => document.querySelector(`#${place} iframe`) !== null, place);
    const frame = (await this.page.frameIn(`#${place} iframe`))!;
    return (await frame.frameIn('iframe[data-codecraft-enclosed]')) ?? frame;
  }

  async text(selector: string, place = 'first'): Promise<string> {
    const frame = await this.frame(place);
    return (await frame.textContent(selector)) ?? '';
  }

  async style(selector: string, property: string, place = 'first'): Promise<string> {
    const frame = await this.frame(place);
    return frame.$eval(
      selector,
      (element, name) => getComputedStyle(element).getPropertyValue(name),
      property,
    );
  }

  /** Everything the run has said so far. */
  lab(place = 'first'): Promise<Pick<Lab, 'terminal' | 'messages' | 'updates'>> {
    return this.page.evaluate((place) => {
      const {terminal, messages, updates} = labs[place]!;
      return {terminal, messages, updates};
    }, place);
  }

  /** The message of the first failure that was reported. */
  async failure(place = 'first'): Promise<string | undefined> {
    const {messages} = await this.lab(place);
    const found = messages.find(({type}) => type === 'failed');
    return found?.type === 'failed' ? found.message : undefined;
  }

  /** How often a timer of the page fires while the app is up to something. */
  hostTicks(): Promise<number> {
    return this.page.evaluate(async () => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      let count = 0;
      const timer = setInterval(() => count++, 20);
      await new Promise((resolve) => setTimeout(resolve, 400));
      clearInterval(timer);
      return count;
    });
  }
}
