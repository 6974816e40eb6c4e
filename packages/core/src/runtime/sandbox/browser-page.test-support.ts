import {existsSync, readFileSync} from 'node:fs';
import {createServer, type Server, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import path from 'node:path';
import type {PreviewMessage, PreviewUpdate, Runtime, RuntimeProcess} from '../runtime.js';
import type {Browser, DrivenFrame, DrivenPage} from './browsers/driver.test-support.js';
import {openBrowser} from './browsers/open-browser.test-support.js';
import type {NetworkPolicy} from './protocol.js';
import {project} from './sample-projects.test-support.js';

const dist = path.resolve(import.meta.dirname, '../../../dist');
const built = [
  'runtime.js',
  'assets/worker.js',
  'assets/pack-frame.js',
  'assets/pack-react.js',
  'assets/preview.html',
];
const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
  '.html': 'text/html',
};

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

/** Nothing inline, so that it works under any policy. */
const hostFiles: Record<string, [type: string, text: string]> = {
  '/': [
    'text/html',
    `<!doctype html><html><head><title>HOST PAGE</title><link rel="stylesheet" href="/host.css"></head>
<body><div id="first"></div><div id="second"></div><script type="module" src="/host.js"></script>`,
  ],
  '/host.css': ['text/css', 'body { margin: 0; } #first { height: 400px; } #second { height: 300px; }'],
  '/host.js': [
    'text/javascript',
    `import {bootSandbox} from '/runtime.js';
document.cookie = 'secret=cookie';
localStorage.setItem('secret', 'storage');
Object.assign(window, {bootSandbox, secret: 'global', labs: {}});`,
  ],
  '/pixel.svg': ['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
};

/** What a careful site sends with its pages. */
const strictPolicy = (previewOrigin: string) =>
  `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; worker-src 'self'; frame-src ${previewOrigin}; base-uri 'none'; object-src 'none'; form-action 'none'`;

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
  /** Our preview page on another site, where the page's own policy is strict. */
  readonly previewUrl: string | undefined;
  readonly #servers: Server[];

  private constructor(
    browser: Awaited<ReturnType<typeof openBrowser>>,
    page: DrivenPage,
    servers: Server[],
    previewUrl: string | undefined,
  ) {
    this.previewUrl = previewUrl;
    this.browser = browser;
    this.outside = browser.outside;
    this.page = page;
    this.#servers = servers;
  }

  static async open({isStrict = false} = {}): Promise<TestPage> {
    const missing = built.filter((file) => !existsSync(path.join(dist, file)));
    if (missing.length > 0) {
      throw new Error(`${missing.join(', ')} not found in packages/core/dist. Run npm run build first.`);
    }
    let test: TestPage | undefined;
    let policy = '';
    const server = createServer((request, response) => {
      const {pathname} = new URL(request.url!, 'http://site');
      test?.inside.push(pathname);
      test?.cookies.push(`${pathname} ${request.headers.cookie ?? ''}`);
      const [type, text] = hostFiles[pathname] ?? [];
      if (pathname === '/api/me') {
        response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
        response.setHeader('access-control-allow-credentials', 'true').end('{"me": "host"}');
      } else if (type !== undefined) {
        if (policy) response.setHeader('content-security-policy', policy);
        response.setHeader('content-type', type).end(text);
      } else answerWithBuilt(pathname, response);
    });
    const previews = createServer((request, response) => answerWithBuilt(`/assets${request.url}`, response));
    const port = await listen(server);
    // Another host name, and so another site.
    const previewOrigin = `http://localhost:${await listen(previews)}`;
    if (isStrict) policy = strictPolicy(previewOrigin);

    const browser = await openBrowser();
    const page = await browser.newPage();
    const previewUrl = isStrict ? `${previewOrigin}/preview.html` : undefined;
    test = new TestPage(browser, page, [server, previews], previewUrl);
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.waitForFunction(() => typeof bootSandbox === 'function');
    return test;
  }

  async close(): Promise<void> {
    await this.browser.close();
    for (const server of this.#servers) {
      server.closeAllConnections();
      server.close();
    }
  }

  /** Runs a project and waits until it was painted or failed. Answers the last exit code and which of both it was. */
  async start(
    files: Record<string, string | Uint8Array>,
    options: {
      commands?: string[];
      place?: string;
      network?: NetworkPolicy;
      packagesUrl?: string;
      localStorage?: Record<string, string>;
    } = {},
  ): Promise<{outcome: string; installCode: number | undefined}> {
    const {commands = ['npm install', 'npm run dev'], place = 'first', network = 'open'} = options;
    const {packagesUrl, localStorage = {}} = options;
    const {previewUrl} = this;
    const boot = {network, localStorage, ...(packagesUrl && {packagesUrl}), ...(previewUrl && {previewUrl})};
    return this.page.evaluate(
      async ({tree, commands, place, boot}) => {
        labs[place]?.runtime.teardown();
        const runtime = await bootSandbox(boot);
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
      {tree: project(files), commands, place, boot},
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
    const shown = `#${place} iframe:not([inert])`;
    await this.page.waitForFunction((shown) => document.querySelector(shown) !== null, shown);
    const frame = (await this.page.frameIn(shown))!;
    return (await frame.frameIn('iframe[data-codecraft-enclosed]')) ?? frame;
  }

  /** How many frames there are, once those are gone that gave their place to another. */
  async frames(place = 'first'): Promise<number> {
    const frames = `#${place} iframe`;
    await this.page.waitForFunction(
      (frames) =>
        [...document.querySelectorAll<HTMLElement>(frames)].every(({style}) => style.display !== 'none'),
      frames,
    );
    return this.page.locator(frames).count();
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

function answerWithBuilt(pathname: string, response: ServerResponse): void {
  const file = path.join(dist, path.normalize(pathname));
  const type = types[path.extname(file)];
  if (type === undefined || !existsSync(file)) response.writeHead(404).end();
  else response.setHeader('content-type', type).end(readFileSync(file));
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
