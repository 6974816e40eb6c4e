import {describe, expect, test} from 'vitest';
import {frameHello, frameMessage} from './protocol.js';
import {placeInStack} from './stack-place.js';
import {RateLimit} from './worker/serve/rate-limit.js';

const accept = (message: unknown) => frameMessage(message, 'message');

describe('messages of the frame', () => {
  test('each known shape is accepted, and unknown keys are dropped', () => {
    const messages = [
      {type: 'console', level: 'log', text: 'x'},
      {type: 'failed', kind: 'runtime', message: 'x', stack: 'y'},
      {type: 'failed', kind: 'rejection', message: 'x'},
      {type: 'painted', edits: 'hot'},
      {type: 'updated', update: 1, kind: 'hot'},
      {type: 'reload-needed'},
      {type: 'reload-needed', update: 1},
      {type: 'navigate', address: '/a'},
      {type: 'history', index: 0, entries: [{address: '/', state: null, document: 1}]},
      {type: 'open-external', url: 'https://example.com'},
      {type: 'storage', area: 'localStorage', key: null, value: null},
      {type: 'import', id: 1, importer: '/a', specifier: './b'},
      {type: 'fetch', id: 1, method: 'GET', address: '/', headers: [['a', 'b']], body: null},
    ];
    for (const message of messages) expect(accept({...message, extra: () => 1})).toEqual(message);
  });

  test.each([
    ['nothing', null],
    ['text', 'painted'],
    ['an unknown type', {type: 'result', id: 1, value: 2}],
    ['a type from a prototype', {type: 'constructor'}],
    ['a compile failure, which only the worker can know', {type: 'failed', kind: 'compile', message: 'x'}],
    ['text that is too long', {type: 'console', level: 'log', text: 'x'.repeat(20_001)}],
    ['an unknown level', {type: 'console', level: 'evil', text: ''}],
    ['a number that is none', {type: 'updated', update: Number.NaN, kind: 'hot'}],
    ['a negative number', {type: 'updated', update: -1, kind: 'hot'}],
    ['an object with its own text', {type: 'navigate', address: {toString: (): string => '/'}}],
    [
      'too many entries',
      {
        type: 'history',
        index: 0,
        entries: Array.from({length: 51}, () => ({address: '/', state: null, document: 1})),
      },
    ],
    ['a body that is no bytes', {type: 'fetch', id: 1, method: 'GET', address: '/', headers: [], body: [1]}],
    ['an unknown storage area', {type: 'storage', area: '__proto__', key: 'a', value: 'b'}],
  ])('%s is refused', (_, message) => {
    expect(() => accept(message)).toThrow();
  });

  test('the hello has a nonce', () => {
    expect(frameHello({type: 'codecraft-frame', nonce: 'x'}, 'hello')).toEqual({
      type: 'codecraft-frame',
      nonce: 'x',
    });
    expect(() => frameHello({type: 'codecraft-frame'}, 'hello')).toThrow('hello.nonce is not text');
  });
});

test('a rate limit lets a burst through, then what time allows', () => {
  const rate = new RateLimit({perSecond: 10, burst: 3});
  expect([0, 0, 0, 0].map((now) => rate.take(now))).toEqual([true, true, true, false]);
  expect([rate.take(100), rate.take(100)]).toEqual([true, false]);
});

describe('places in stacks', () => {
  test('Chromium, Firefox, and packages left out', () => {
    const chromium =
      'Error: x\n    at f (https://app.preview.invalid/node_modules/a/b.js:1:2)\n    at App (https://app.preview.invalid/src/App.jsx:5:9)';
    expect(placeInStack(chromium)).toEqual({path: 'src/App.jsx', line: 5, column: 9});
    expect(placeInStack('App@https://app.preview.invalid/src/a.ts?x=1:3:4')).toEqual({
      path: 'src/a.ts',
      line: 3,
      column: 4,
    });
    expect(placeInStack('Error: x\n at pack-react.js:1:2')).toEqual({});
    expect(placeInStack(undefined)).toEqual({});
  });
});
