import type {Runtime, RuntimePreview, RuntimeProcess} from '../../runtime.js';
import {TestPage} from '../browser-page.test-support.js';
import type {DrivenFrame} from '../browsers/driver.test-support.js';
import type {NetworkPolicy} from '../protocol.js';
import {project} from '../sample-projects.test-support.js';

interface PageState {
  runtime: Runtime;
  process: RuntimeProcess;
  output: string;
  keys: WritableStreamDefaultWriter<string>;
  ports: number[];
  painted: Promise<void>;
  preview: RuntimePreview;
}

declare global {
  /** In the page. */
  var node: PageState;
}

export interface Run {
  code: number;
  /** With `\n` where the terminal gets `\r\n`. */
  output: string;
}

/** A page with one runtime, for programs without a development server. */
export class NodeLab {
  readonly site: TestPage;

  private constructor(site: TestPage) {
    this.site = site;
  }

  static async open(options: Parameters<typeof TestPage.open>[0] = {}): Promise<NodeLab> {
    return new NodeLab(await TestPage.open(options));
  }

  close(): Promise<void> {
    return this.site.close();
  }

  /** Starts over with these files. */
  async boot(files: Record<string, string>, options: {network?: NetworkPolicy} = {}): Promise<void> {
    const {previewUrl} = this.site;
    await this.site.page.evaluate(
      async ({tree, options}) => {
        globalThis.node?.runtime.teardown();
        const runtime = await bootSandbox(options);
        globalThis.node = {runtime, output: '', ports: []} as unknown as PageState;
        runtime.on('server-ready', (port) => node.ports.push(port));
        await runtime.mount(tree);
      },
      {tree: project(files), options: {...options, ...(previewUrl && {previewUrl})}},
    );
  }

  /** Starts a line and leaves it running. */
  async start(line: string, terminal?: {cols: number; rows: number}): Promise<void> {
    await this.site.page.evaluate(
      async ({line, terminal}) => {
        const [command = '', ...args] = line.split(' ');
        const process = await node.runtime.spawn(command, args, terminal ? {terminal} : {});
        node.process = process;
        node.output = '';
        node.keys = process.input.getWriter();
        void process.output.pipeTo(
          new WritableStream({
            write: (text) => {
              node.output += text;
            },
          }),
        );
      },
      {line, terminal},
    );
  }

  async run(line: string, {input}: {input?: string} = {}): Promise<Run> {
    await this.start(line);
    if (input !== undefined) {
      await this.type(input);
      await this.site.page.evaluate(() => node.keys.close());
    }
    return this.exit();
  }

  async exit(): Promise<Run> {
    return this.site.page.evaluate(async () => {
      const code = await node.process.exit;
      return {code, output: node.output.replaceAll('\r\n', '\n')};
    });
  }

  type(text: string): Promise<void> {
    return this.site.page.evaluate((text) => node.keys.write(text), text);
  }

  kill(): Promise<void> {
    return this.site.page.evaluate(() => node.process.kill());
  }

  async waitForOutput(part: string): Promise<void> {
    await this.site.page.waitForFunction((part) => node.output.includes(part), part);
  }

  readFile(path: string): Promise<string> {
    return this.site.page.evaluate((path) => node.runtime.fs.readFile(path, 'utf8'), path);
  }

  writeFile(path: string, text: string): Promise<void> {
    return this.site.page.evaluate(({path, text}) => node.runtime.fs.writeFile(path, text), {path, text});
  }

  list(path: string): Promise<string[]> {
    return this.site.page.evaluate((path) => node.runtime.fs.readdir(path), path);
  }

  /** Shows the preview of what `act` starts. */
  async preview(act: () => Promise<unknown>): Promise<DrivenFrame> {
    await this.site.page.evaluate(() => {
      node.preview = node.runtime.attachPreview(document.getElementById('first')!);
    });
    return this.repainted(act);
  }

  /** Waits until the preview was painted anew, and answers its frame. */
  async repainted(act: () => Promise<unknown>): Promise<DrivenFrame> {
    await this.site.page.evaluate(() => {
      node.painted = new Promise((resolve) => {
        const stop = node.runtime.on('preview-message', ({type}) => {
          if (type !== 'painted') return;
          stop();
          resolve();
        });
      });
    });
    await act();
    await this.site.page.evaluate(() => node.painted);
    return this.site.frame();
  }
}
