import {afterEach, expect, test, vi} from 'vitest';
import {NotYet} from '../compile/not-yet.js';
import {AssetLoader} from './asset-loader.js';

const base = 'https://site.example/assets/';

afterEach(() => vi.unstubAllGlobals());

test('RT-F16 a file that the page fetches is waited for, and not fetched again', async () => {
  const fetch = vi.fn();
  vi.stubGlobal('fetch', fetch);
  const assets = new AssetLoader(base);
  assets.expect('frame.js');
  const text = assets.text('frame.js');
  assets.receive('frame.js', 'of the page');
  expect(await text).toBe('of the page');
  expect(fetch).not.toHaveBeenCalled();
});

test('RT-F16 what the page could not fetch, the worker tries to', async () => {
  const fetch = vi.fn(async () => new Response('of the worker'));
  vi.stubGlobal('fetch', fetch);
  const assets = new AssetLoader(base);
  assets.expect('frame.js');
  assets.receive('frame.js', undefined);
  expect(await assets.text('frame.js')).toBe('of the worker');
  expect(fetch).toHaveBeenCalledExactlyOnceWith(`${base}frame.js`);
});

test('RT-F16 a compiler on its way makes its caller ask again, and is run once it is there', async () => {
  const importScripts = vi.fn();
  vi.stubGlobal('importScripts', importScripts);
  vi.stubGlobal('ran', []);
  const assets = new AssetLoader(base);
  assets.expect('compiler-vue.js');
  let problem: unknown;
  try {
    assets.runScript('compiler-vue.js');
  } catch (error) {
    problem = error;
  }
  if (!(problem instanceof NotYet)) throw new Error('It did not ask to wait.');
  assets.receive('compiler-vue.js', 'globalThis.ran.push("vue");');
  await problem.ready;
  assets.runScript('compiler-vue.js');
  expect(Reflect.get(globalThis, 'ran')).toEqual(['vue']);
  expect(importScripts).not.toHaveBeenCalled();
});

test('RT-F16 where the policy refuses text as a script, a compiler is imported from its address', () => {
  const importScripts = vi.fn();
  vi.stubGlobal('importScripts', importScripts);
  vi.stubGlobal('eval', () => {
    throw new EvalError('Refused by the policy.');
  });
  const assets = new AssetLoader(base);
  assets.expect('compiler-vue.js');
  assets.receive('compiler-vue.js', '');
  assets.runScript('compiler-vue.js');
  expect(importScripts).toHaveBeenCalledExactlyOnceWith(`${base}compiler-vue.js`);
});
