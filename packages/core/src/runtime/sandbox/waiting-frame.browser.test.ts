import {afterAll, beforeAll, expect, test} from 'vitest';
import {TestPage} from './browser-page.test-support.js';
import {reactApp, reactProject} from './sample-projects.test-support.js';

let site: TestPage;

beforeAll(async () => {
  site = await TestPage.open();
});
afterAll(() => site?.close());

/** A page whose every edit needs a new document, and which says how large it is before any module has run. */
function plainProject(text: string): Record<string, string> {
  return {
    'package.json': '{"scripts": {"dev": "vite"}, "devDependencies": {"vite": "^7.0.0"}}',
    'index.html': `<!doctype html><p id="size"></p>
<script>document.getElementById('size').textContent = [innerWidth, innerHeight].join();</script>
<h1></h1><script type="module" src="/main.js"></script>`,
    'main.js': `document.querySelector('h1').textContent = '${text}';
console.log('${text}', location.hash, localStorage.getItem('kept'));
if (!location.hash) { location.hash = 'here'; localStorage.setItem('kept', 'yes'); }`,
  };
}

/** Marks the frames there are, in the order of the document, and tells what each is. */
async function markFrames(): Promise<{mark: string; isWaiting: boolean; isSeen: boolean; guards: string}[]> {
  await expect.poll(() => site.frames()).toBe(2);
  return site.page.evaluate(() =>
    [...document.querySelectorAll<HTMLIFrameElement>('#first iframe')].map((frame) => {
      frame.dataset['mark'] ??= crypto.randomUUID();
      frame.focus();
      const isFocusable = document.activeElement === frame;
      frame.blur();
      return {
        mark: frame.dataset['mark'],
        isWaiting: frame.inert && !isFocusable,
        isSeen: getComputedStyle(frame).opacity === '1',
        guards: `${frame.getAttribute('sandbox')} ${frame.getAttribute('allow')} ${frame.referrerPolicy}`,
      };
    }),
  );
}

/** What the app has logged. */
async function lines(): Promise<string[]> {
  const {messages} = await site.lab();
  return messages.flatMap((message) => (message.type === 'console' ? [message.text] : []));
}

const waitingWidth = () =>
  site.page.evaluate(() => document.querySelector<HTMLElement>('#first iframe[inert]')!.offsetWidth);

test('RT-F12 the frame that waited shows the first document, and a hot edit opens none', async () => {
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
  expect(await site.start(reactProject)).toEqual({outcome: 'painted', installCode: 0});
  expect(await site.text('#title')).toBe('First');
  expect(await site.edit({'src/App.jsx': reactApp.replace('First', 'Second')})).toMatchObject({kind: 'hot'});
  expect(await site.text('#title')).toBe('Second');
  expect(await site.page.evaluate(() => document.getElementById('first')!.dataset['frames'])).toBe('1');
});

test('RT-F15 where an edit will need a new document, a frame waits unseen, and shows the next one', async () => {
  await site.start(plainProject('First'));
  const [, first] = await markFrames();
  const before = await site.page.evaluate(() => {
    const field = document.createElement('input');
    document.getElementById('second')!.replaceChildren(field);
    return history.length;
  });

  expect(await site.edit(plainProject('Second'))).toMatchObject({kind: 'reload'});
  const [shown, waiting] = await markFrames();
  expect(shown).toEqual({...first, isWaiting: false, isSeen: true});
  expect(waiting).toMatchObject({isWaiting: true, isSeen: false, guards: shown!.guards});

  await site.page.evaluate(() => {
    document.querySelector<HTMLElement>('#second input')!.focus();
    // Also where the container has become smaller since.
    document.getElementById('first')!.style.width = '250px';
  });
  await expect.poll(() => waitingWidth()).toBe(250);
  expect(await site.edit({'main.js': plainProject('Third')['main.js']!})).toMatchObject({kind: 'reload'});
  expect(await site.text('h1')).toBe('Third');
  expect(await site.page.evaluate(() => document.activeElement?.nodeName)).toBe('INPUT');
  const [next, another] = await markFrames();
  expect(next).toEqual({...waiting, isWaiting: false, isSeen: true});
  expect(another!.mark).not.toBe(shown!.mark);
  expect(another).toMatchObject({isWaiting: true, isSeen: false});

  // It is as it would be in a new frame, from the first script on.
  const size = await site.page.evaluate(() => {
    const {clientWidth, clientHeight} = document.querySelector('#first iframe:not([inert])')!;
    return `${clientWidth},${clientHeight}`;
  });
  expect(await site.text('#size')).toBe(size);
  expect(await lines()).toEqual(['First  null', 'Second #here yes', 'Third #here yes']);
  expect(await site.page.evaluate(() => history.length)).toBe(before);
});

test('RT-F15 no frame waits for what is not an edit: stopped, hidden or torn down, none is left', async () => {
  const frames = () => site.frames();
  await site.start(plainProject('First'));
  await site.edit(plainProject('Second'));
  expect(await frames()).toBe(2);
  await site.page.evaluate(() => labs['first']!.server!.kill());
  await expect.poll(() => site.text('body')).toContain('Run the app to see it again.');
  expect(await frames()).toBe(1);

  await site.start(plainProject('First'));
  await site.edit(plainProject('Second'));
  await site.page.evaluate(() =>
    labs['first']!.runtime.attachPreview(document.getElementById('first')!).detach(),
  );
  expect(await frames()).toBe(0);

  await site.start(plainProject('First'));
  await site.edit(plainProject('Second'));
  await site.page.evaluate(() => labs['first']!.runtime.teardown());
  expect(await frames()).toBe(0);
});

test('RT-F15 a module that is imported later, and takes updates, is swapped in a page that else loads again', async () => {
  const later = (text: string) =>
    `document.body.append('${text}');\nif (import.meta.hot) import.meta.hot.accept();`;
  const main = "console.log('once'); setTimeout(() => import('./later.js'), 500);";
  await site.start({...plainProject('First'), 'main.js': main, 'later.js': later('later one')});
  await expect.poll(() => site.text('body')).toContain('later one');
  expect(await site.edit({'later.js': later('later two')})).toMatchObject({kind: 'hot'});
  expect(await site.text('body')).toContain('later two');
  expect(await site.edit({'main.js': main.replace('once', 'twice')})).toMatchObject({kind: 'reload'});
  expect(await lines()).toEqual(['once', 'twice']);
});

test('RT-F15 an app that asks to hear of a reload does', async () => {
  const main = (text: string) =>
    `console.log('${text}');\nimport.meta.hot.on('vite:beforeFullReload', () => console.log('${text} goes'));`;
  await site.start({...plainProject('First'), 'main.js': main('one')});
  expect(await site.edit({'main.js': main('two')})).toMatchObject({kind: 'reload'});
  expect(await lines()).toEqual(['one', 'one goes', 'two']);
});

test('RT-F15 a module that still awaits what it exports keeps no app from being shown', async () => {
  const files = {
    ...reactProject,
    'src/main.jsx': "document.body.append('shown'); void import('./later.js');",
    'src/later.js': 'export const later = await new Promise(() => undefined);',
  };
  expect(await site.start(files)).toMatchObject({outcome: 'painted'});
  expect((await site.lab()).messages.filter(({type}) => type === 'failed')).toEqual([]);
});

test('RT-F13 packs that came before the document have run once, and are no part of what the app finds', async () => {
  const main = `import {useState} from 'react';
document.body.append([
  typeof useState,
  document.querySelectorAll('script[data-codecraft-pack]').length,
  'codecraftWaited' in window,
].join(' '));`;
  await site.start({...reactProject, 'src/main.jsx': main});
  expect(await site.text('body')).toContain('function 0 false');
});

test('RT-F13 a page that takes the waiting frame away is shown the app nevertheless', async () => {
  await site.page.evaluate(() => {
    const container = document.getElementById('first')!;
    const observer = new MutationObserver(() => {
      container.querySelector('iframe[inert]')!.remove();
      observer.disconnect();
    });
    observer.observe(container, {childList: true});
  });
  expect(await site.start(reactProject)).toMatchObject({outcome: 'painted'});
  expect(await site.text('#title')).toBe('First');
});
