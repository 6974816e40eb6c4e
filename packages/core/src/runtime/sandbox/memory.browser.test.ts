import {afterAll, beforeAll, expect, test} from 'vitest';
import {TestPage} from './browser-page.test-support.js';
import {type Kept, whatIsKept} from './browsers/chromium-memory.test-support.js';
import {installed} from './node/installed-package.test-support.js';
import {reactApp, reactProject} from './sample-projects.test-support.js';

/* What is left of a runtime's work: in the page, in the preview and in the worker. */

let site: TestPage;

beforeAll(async () => {
  site = await TestPage.open();
});
afterAll(() => site?.close());

/** Edits one after the other, without keeping what the tests keep of a run. */
function edit(from: number, count: number): Promise<void> {
  return site.page.evaluate(
    async ({from, count, app}) => {
      const {runtime} = labs['first']!;
      for (let index = from; index < from + count; index++) {
        const updated = new Promise<void>((resolve) => {
          const stop = runtime.on('update', () => {
            stop();
            resolve();
          });
        });
        await runtime.fs.writeFile('/src/App.jsx', app.replace('First', `Edit ${index}`));
        await updated;
      }
      labs['first']!.updates.length = 0;
      labs['first']!.messages.length = 0;
      labs['first']!.terminal = '';
    },
    {from, count, app: reactApp},
  );
}

function restart(count: number): Promise<void> {
  return site.page.evaluate(async (count) => {
    const lab = labs['first']!;
    for (let round = 0; round < count; round++) {
      lab.server!.kill();
      await lab.server!.exit;
      const painted = new Promise<void>((resolve) => {
        const stop = lab.runtime.on('preview-message', ({type}) => {
          if (type !== 'painted') return;
          stop();
          resolve();
        });
      });
      lab.server = await lab.runtime.spawn('npm', ['run', 'dev'], {output: false});
      await painted;
    }
    lab.updates.length = 0;
    lab.messages.length = 0;
    lab.terminal = '';
  }, count);
}

async function kept(): Promise<Kept> {
  await site.frames();
  return whatIsKept(site.page);
}

/** Growth that a collector may leave for later. A leak of one document or one project would be more. */
const sparedKb = 1000;

const heaps = ['page', 'frame', 'worker'] as const;

/** One collection may leave garbage to the next; what is kept is there after any number of them. */
async function expectNothingKept(before: Kept, what: string): Promise<void> {
  for (const heap of heaps) expect(before.heaps[heap], heap).toBeGreaterThan(0);
  let after = before;
  const grown = async () => {
    after = await kept();
    return heaps.filter((heap) => after.heaps[heap] - before.heaps[heap] >= sparedKb);
  };
  await expect.poll(grown, {timeout: 15_000, interval: 1000}).toEqual([]);
  console.log(what, JSON.stringify({before, after}));
  expect(after.counts).toEqual(before.counts);
}

test('RT-M1 1,000 edits leave nothing behind', {timeout: 120_000}, async () => {
  await site.start(reactProject);
  await edit(0, 100);
  const before = await kept();
  await edit(100, 1000);
  await expectNothingKept(before, '1,000 edits');
});

test('RT-M2 50 restarts leave nothing behind, and no worker', {timeout: 120_000}, async () => {
  await site.start(reactProject);
  await restart(5);
  const before = await kept();
  const workers = (await site.page.runningWorkers()).length;
  await restart(50);
  await expectNothingKept(before, '50 restarts');
  expect(await site.page.runningWorkers()).toHaveLength(workers);
});

const plainMain = (text: string) => `document.body.textContent = ${JSON.stringify(text)};`;

test('RT-M4 100 edits that each need a new document leave nothing behind', {timeout: 120_000}, async () => {
  const files = {
    'package.json': '{"scripts": {"dev": "vite"}, "devDependencies": {"vite": "^7.0.0"}}',
    'index.html': '<!doctype html><body><script type="module" src="/main.js"></script>',
    'main.js': plainMain('first'),
  };
  await site.start(files);
  const edits = async (count: number) => {
    for (let index = 0; index < count; index++) await site.edit({'main.js': plainMain(`edit ${index}`)});
    await site.page.evaluate(() => {
      labs['first']!.updates.length = 0;
      labs['first']!.messages.length = 0;
      labs['first']!.terminal = '';
    });
  };
  await edits(10);
  const before = await kept();
  await edits(100);
  await expectNothingKept(before, '100 edits by new documents');
  expect(await site.frames()).toBe(2);
});

/** A page with everything open that it can have open to its server. */
const streaming = `import {createServer} from 'node:http';
import {WebSocketServer} from 'ws';
const server = createServer((request, response) => {
  if (request.url === '/endless') return response.write('x'.repeat(100000));
  if (request.url === '/events') return response.setHeader('content-type', 'text/event-stream').write('data: x\\n\\n');
  response.setHeader('content-type', 'text/html').end(\`<!doctype html><script>
new WebSocket('/').onopen = ({target}) => target.send('x'.repeat(100000));
new EventSource('/events');
fetch('/endless').then(({body}) => body.getReader().read());
</script>\`);
});
new WebSocketServer({server}).on('connection', (socket) => socket.on('message', (data) => socket.send(data)));
server.listen(3000);`;

function reload(count: number): Promise<void> {
  return site.page.evaluate(async (count) => {
    const lab = labs['first']!;
    const preview = lab.runtime.attachPreview(document.getElementById('first')!);
    for (let round = 0; round < count; round++) {
      const painted = new Promise<void>((resolve) => {
        const stop = lab.runtime.on('preview-message', ({type}) => {
          if (type !== 'painted') return;
          stop();
          resolve();
        });
      });
      preview.reload();
      await painted;
    }
    lab.messages.length = 0;
  }, count);
}

test('RT-M3 50 reloads of a page with open streams leave nothing behind', {timeout: 120_000}, async () => {
  const files = {...installed('ws'), 'package.json': '{"type": "module"}', 'server.js': streaming};
  await site.start(files, {commands: ['node server.js']});
  await reload(10);
  const before = await kept();
  const workers = (await site.page.runningWorkers()).length;
  await reload(50);
  await expectNothingKept(before, '50 reloads');
  expect(await site.page.runningWorkers()).toHaveLength(workers);
});
