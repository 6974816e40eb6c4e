/** What the browser test drives: the adapter with the real client, and the real client alone, in one page. */
import {loadClient} from '../../runtime/webcontainer/client.js';
import {bootWebContainer} from '../../runtime/webcontainer.js';
import type {WebContainerSubset} from '../../runtime/webcontainer-subset.js';

/** A program for the subset; it does not know what it runs on. */
async function program(container: WebContainerSubset) {
  await container.mount({
    'package.json': {file: {contents: '{}'}},
    src: {
      directory: {'a.txt': {file: {contents: 'ä'}}, 'b.bin': {file: {contents: new Uint8Array([0, 255])}}},
    },
  });
  await container.fs.mkdir('made/deep', {recursive: true});
  await container.fs.writeFile('/made/deep/c.txt', 'c');
  await container.fs.rename('made/deep/c.txt', 'made/d.txt');
  await container.fs.writeFile('gone.txt', '');
  await container.fs.rm('gone.txt');
  const ports: string[] = [];
  container.on('port', (_port, type) => ports.push(type));
  const ready = new Promise<string>((resolve) =>
    container.on('server-ready', (_port, url) => resolve(new URL(url).pathname)),
  );
  const install = await container.spawn('npm', ['install']);
  const installed = {output: await textOf(install.output), code: await install.exit};
  const dev = await container.spawn('npm', ['run', 'dev']);
  const readyAt = await ready;
  dev.kill();
  const entries = await container.fs.readdir('/', {withFileTypes: true});
  return {
    installed,
    readyAt,
    devCode: await dev.exit,
    ports,
    text: await container.fs.readFile('src/a.txt', 'utf-8'),
    bytes: [...(await container.fs.readFile('src/b.bin'))],
    moved: await container.fs.readFile('made/d.txt', 'utf8'),
    entries: entries.map((entry) => `${entry.name}${entry.isDirectory() ? '/' : ''}`),
    exported: JSON.stringify(await container.export('made')),
    missing: await container.fs.readFile('none').then(String, (error: Error) => error.message.slice(0, 6)),
  };
}

export async function textOf(stream: ReadableStream<string>): Promise<string> {
  const chunks: string[] = [];
  await stream.pipeTo(new WritableStream({write: (chunk) => void chunks.push(chunk)}));
  return chunks.join('');
}

const scene = {
  bootWebContainer,
  program,
  textOf,
  bootRealClient: async () => (await loadClient()).WebContainer.boot({workdirName: 'alone'}),
};
export type Scene = typeof scene;
Object.assign(globalThis, {scene});
