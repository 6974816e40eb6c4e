import {afterAll, beforeAll, expect, test} from 'vitest';
import {NodeLab} from '../node/node-lab.test-support.js';
import {templateFiles} from '../templates.test-support.js';
import {AttackLab, bodiesOf, expectedOf} from './attack-lab.test-support.js';
import {attacks} from './host-page-attacks.test-support.js';

/** A page under a strict policy, with our `preview.html` on another site. */
let lab: AttackLab;

beforeAll(async () => {
  lab = await AttackLab.open({isStrict: true});
});
afterAll(() => lab?.close());

/** Whether a frame that is handed this as text can run a script. */
function runsAsText(): Promise<boolean> {
  return lab.site.page.evaluate(async () => {
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-scripts');
    frame.srcdoc = '<script>parent.postMessage("ran", "*")</script>';
    const ran = new Promise<boolean>((resolve) => {
      addEventListener('message', ({source}) => source === frame.contentWindow && resolve(true));
      setTimeout(() => resolve(false), 700);
    });
    document.body.append(frame);
    const result = await ran;
    frame.remove();
    return result;
  });
}

test('RT-I10 a page whose policy runs no document given as text runs a project by previewUrl', async () => {
  expect(await runsAsText()).toBe(false);
  const files = templateFiles('react');
  expect(await lab.site.start(files)).toEqual({outcome: 'painted', installCode: 0});
  const counter = (await lab.site.frame()).locator('button.counter');
  await counter.click();
  const source = String(files['src/App.jsx']);
  const edit = {'src/App.jsx': source.replace('save to test', 'see at once')};
  expect(await lab.site.edit(edit)).toMatchObject({kind: 'hot'});
  expect(await lab.site.text('#root')).toContain('see at once');
  expect(await (await lab.site.frame()).locator('button.counter').textContent()).toMatch(/count is 1/i);
  expect(lab.site.outside).toEqual([]);
});

test('RT-I10 pages of the project follow each other, and stopping says so', async () => {
  await lab.site.start(
    {
      'index.html': '<!doctype html><h1>Home</h1><a id="about" href="about.html">About</a>',
      'about.html': '<!doctype html><h1>About</h1>',
    },
    {commands: ['npm start']},
  );
  const painted = lab.site.nextMessage('painted');
  // Not awaited: the click takes its own frame away, after which the browser may never say that it was done.
  (await lab.site.frame()).click('#about').catch(() => undefined);
  await painted;
  expect(await lab.site.text('h1')).toBe('About');
  await lab.site.page.evaluate(() => labs['first']!.server!.kill());
  await expect.poll(() => lab.site.text('body')).toContain('Run the app to see it again.');
});

test('RT-I10 nothing of the page can be reached from there either', async () => {
  expect(await lab.run(bodiesOf(attacks))).toEqual(expectedOf(attacks));
  expect(await lab.run(bodiesOf(attacks), {network: 'none'})).toEqual(expectedOf(attacks));
});

test('RT-I11 the preview page does nothing on its own, or in a frame that is not sandboxed', async () => {
  const {previewUrl} = lab.site;
  const heard = await lab.site.page.evaluate(async (previewUrl) => {
    const said: unknown[] = [];
    const frame = document.createElement('iframe');
    const listen = ({data, source}: MessageEvent<unknown>) =>
      source === frame.contentWindow && said.push(data);
    addEventListener('message', listen);
    for (const sandbox of [null, 'allow-scripts allow-same-origin']) {
      if (sandbox) frame.setAttribute('sandbox', sandbox);
      frame.id = 'unguarded';
      frame.src = previewUrl!;
      document.body.append(frame);
      await new Promise((resolve) => {
        frame.onload = resolve;
      });
      frame.contentWindow!.postMessage('<script>parent.postMessage("ran", "*")</script>', '*');
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    removeEventListener('message', listen);
    return said;
  }, previewUrl);
  expect(heard).toEqual([]);
  const frame = await lab.site.page.frameIn('#unguarded');
  expect(await frame!.textContent('body')).toContain('without allow-same-origin');
  await lab.site.page.evaluate(() => document.getElementById('unguarded')!.remove());

  const alone = await lab.site.browser.newPage();
  await alone.goto(previewUrl!);
  expect(await alone.textContent('body')).toContain('This page shows previews.');
  await alone.close();
});

test('RT-I11 a document is handed to the preview page of its frame alone', async () => {
  await lab.start("document.body.textContent = 'mine';");
  const heard = await lab.site.page.evaluate(async () => {
    const heard: unknown[] = [];
    const {port1, port2} = new MessageChannel();
    port1.onmessage = ({data}) => heard.push(data);
    const {runtime} = labs['first']!;
    runtime.attachPreview(document.getElementById('first')!).reload();
    window.postMessage('codecraft-preview-ready', '*', [port2]);
    await new Promise((resolve) => setTimeout(resolve, 500));
    return heard;
  });
  expect(heard).toEqual([]);
  const again = await lab.run({
    'asks for another document': `const {port1, port2} = new MessageChannel(); let answers = 0; port1.onmessage = () => answers++;
real.parent.postMessage('codecraft-preview-ready', '*', [port2]); await wait(); return answers;`,
  });
  expect(again).toEqual({'asks for another document': 0});
});

test('RT-I13 Node programs run in a hidden frame of the same kind', async () => {
  const node = await NodeLab.open({isStrict: true});
  try {
    await node.boot({'hello.cjs': `console.log('hello from', process.version, self.origin)`});
    expect(await node.run('node hello.cjs')).toEqual({code: 0, output: 'hello from v22.12.0 null\n'});
    expect(await node.site.page.locator('iframe[title="Processes"]').getAttribute('sandbox')).toBe(
      'allow-scripts',
    );
  } finally {
    await node.close();
  }
});
