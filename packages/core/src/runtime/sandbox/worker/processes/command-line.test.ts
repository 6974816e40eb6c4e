import {expect, test} from 'vitest';
import {parseCommandLine} from './command-line.js';

test.each([
  ['vite', [{env: {}, words: ['vite']}]],
  [
    'vite --port 3000 && echo done',
    [
      {env: {}, words: ['vite', '--port', '3000']},
      {env: {}, words: ['echo', 'done']},
    ],
  ],
  ['A=1 B="x y" node app.js', [{env: {A: '1', B: 'x y'}, words: ['node', 'app.js']}]],
  [`echo "a \\"b\\"" 'c d' e\\ f`, [{env: {}, words: ['echo', 'a "b"', 'c d', 'e f']}]],
  ['echo a=b', [{env: {}, words: ['echo', 'a=b']}]],
  ['', []],
])('%s', (line, expected) => {
  expect(parseCommandLine(line)).toEqual(expected);
});

test.each(['a | b', 'a > b', 'a; b', 'a & b', 'echo `a`', 'cd a && b', 'exit 1'])(
  '%s is not understood',
  (line) => {
    expect(parseCommandLine(line)).toBeUndefined();
  },
);
