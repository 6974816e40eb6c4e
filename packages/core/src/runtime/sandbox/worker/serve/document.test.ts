import {expect, test} from 'vitest';
import type {PackCode} from '../../protocol.js';
import {scanTags} from '../compile/html.js';
import {reachOf} from './content-security-policy.js';
import {composeDocument} from './document.js';

const composed = (packs: PackCode[]) =>
  scanTags(
    composeDocument('<!doctype html><html><head><title>App</title></head></html>', {
      setup: {
        nonce: 'n',
        document: 1,
        history: {index: 0, entries: []},
        stored: {localStorage: {}, sessionStorage: {}},
        hasModules: true,
        isEnclosed: false,
        packsWaiting: [],
        isLinked: false,
      },
      reach: reachOf({network: 'open', packagesUrl: undefined, assetsUrl: 'https://a.example/'}),
      styles: new Map(),
      packs,
    }),
  ).filter(({name}) => name === 'script');

test('RT-F13 packs stand before the script that takes them, as text that cannot end early', () => {
  const [pack, script, ...others] = composed([
    {name: 'frame', code: 'definePack({begin: frame})'},
    {name: 'react', code: 'definePack({a: "</script><b>"})'},
  ]);
  expect(pack!.text).toBe('definePack({a: "\\x3c/script><b>"})');
  expect(Object.fromEntries(pack!.attributes.map(({name, value}) => [name, value]))).toEqual({
    type: 'text/plain',
    'data-codecraft-pack': 'react',
  });
  expect(script!.text).toContain('definePack({begin: frame})');
  expect(others).toEqual([]);
});

test('RT-F13 a document whose frame has the script begins it', () => {
  const begun: string[] = [];
  const codecraftWaited = {
    packs: [{name: 'react'}, {name: 'frame', packed: {begin: () => begun.push('begun')}}],
  };
  const [script] = composed([]);
  new Function('codecraftWaited', script!.text!)(codecraftWaited);
  expect(begun).toEqual(['begun']);
});
