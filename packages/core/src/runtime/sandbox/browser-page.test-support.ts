import {existsSync, readFileSync} from 'node:fs';
import {createServer, type Server} from 'node:http';
import path from 'node:path';
import {type Browser, chromium, type Frame, type Page} from 'playwright-core';
import type {PreviewMessage, PreviewUpdate, Runtime, RuntimeProcess} from '../runtime.js';
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
  readonly page: Page;
  /** Every request that left for another host, were it reachable. */
  readonly outside: string[] = [];
  /** Paths asked of the site itself. */
  readonly inside: string[] = [];
  /** Path and cookies of each request that reached the site. */
  readonly cookies: string[] = [];
  readonly #browser: Browser;
  readonly #server: Server;

  private constructor(browser: Browser, page: Page, server: Server) {
    this.#browser = browser;
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
    const origin = `http://127.0.0.1:${port}`;

    const browser = await chromium.launch({
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
      ],
    });
    const page = await browser.newPage();
    test = new TestPage(browser, page, server);
    await page.route(
      (url) => /^https?:/.test(url.protocol) && url.origin !== origin,
      (route) => {
        test?.outside.push(route.request().url());
        return route.abort();
      },
    );
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.origin === origin) test?.inside.push(url.pathname);
    });
    await page.goto(`${origin}/`);
    return test;
  }

  async close(): Promise<void> {
    await this.#browser.close();
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

  async frame(place = 'first'): Promise<Frame> {
    const handle = await this.page.waitForSelector(`#${place} iframe`);
    const frame = (await handle.contentFrame())!;
    const enclosed = await frame.$('iframe[data-codecraft-enclosed]');
    return (await enclosed?.contentFrame()) ?? frame;
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
}
