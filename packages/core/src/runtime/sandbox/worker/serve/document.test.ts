import {expect, test} from 'vitest';
import {scanTags} from '../compile/html.js';
import {reachOf} from './content-security-policy.js';
import {composeDocument} from './document.js';

test('RT-F13 packs stand before the script that takes them, as text that cannot end early', () => {
  const html = composeDocument('<!doctype html><html><head><title>App</title></head></html>', {
    setup: {
      nonce: 'n',
      document: 1,
      history: {index: 0, entries: []},
      stored: {localStorage: {}, sessionStorage: {}},
      hasModules: true,
      isEnclosed: false,
      packsWaiting: [],
    },
    frameScript: 'frame()',
    reach: reachOf({network: 'open', packagesUrl: undefined, assetsUrl: 'https://a.example/'}),
    styles: new Map(),
    packs: [{name: 'react', code: 'definePack({a: "</script><b>"})'}],
  });
  const scripts = scanTags(html).filter(({name}) => name === 'script');
  expect(scripts.map(({text}) => text)).toEqual(['definePack({a: "\\x3c/script><b>"})', 'frame()']);
  expect(html).toContain('<script type="text/plain" data-codecraft-pack="react">');
});
