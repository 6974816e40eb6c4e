import {afterAll, beforeAll, expect, test} from 'vitest';
import {TestPage} from './browser-page.test-support.js';
import {reactProject} from './sample-projects.test-support.js';

let site: TestPage;

beforeAll(async () => {
  site = await TestPage.open();
});
afterAll(() => site?.close());

/** Counts the frames that come into the container of the preview from now on. */
async function countFrames(): Promise<() => Promise<number>> {
  await site.page.evaluate(() => {
    const container = document.getElementById('first')!;
    container.dataset['frames'] = '0';
    new MutationObserver((records) => {
      const added = records
        .flatMap(({addedNodes}) => [...addedNodes])
        .filter(({nodeName}) => nodeName === 'IFRAME');
      container.dataset['frames'] = String(Number(container.dataset['frames']) + added.length);
    }).observe(container, {childList: true});
  });
  return () => site.page.evaluate(() => Number(document.getElementById('first')!.dataset['frames']));
}

test('RT-F12 the frame that waited shows the first document, and each later one has a frame of its own', async () => {
  const frames = await countFrames();
  expect(await site.start(reactProject)).toEqual({outcome: 'painted', installCode: 0});
  expect(await site.text('#title')).toBe('First');
  expect(await frames()).toBe(1);
  const page = reactProject['index.html']!.replace('</body>', '<p id="later">Later</p></body>');
  await site.edit({'index.html': page});
  expect(await site.text('#later')).toBe('Later');
  expect(await frames()).toBe(2);
});

test('RT-F13 packs that came with the document have run once, and are no part of what the app finds', async () => {
  const main = `import {useState} from 'react';
document.body.append(\`\${typeof useState} \${document.querySelectorAll('script[data-codecraft-pack]').length}\`);`;
  await site.start({...reactProject, 'src/main.jsx': main});
  expect(await site.text('body')).toContain('function 0');
});
