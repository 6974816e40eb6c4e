import {expect, test} from 'vitest';
import {type EditorEvent, LineEditor} from './line-editor.js';

/** Types keys into an editor; answers what they led to and what a screen of that width would show last. */
function type(keys: string, history: readonly string[] = []): {events: EditorEvent[]; shown: string} {
  let shown = '';
  const editor = new LineEditor(history, {
    show: (text) => {
      shown += text;
    },
    columns: () => 80,
    complete: (before) =>
      before === 'sr' ? {insert: 'c/', choices: ['src/']} : {insert: '', choices: ['one', 'two']},
  });
  editor.begin('> ');
  const events: EditorEvent[] = [];
  for (let at = 0; at < keys.length; ) {
    const {length, event} = editor.take(keys.slice(at));
    if (event) events.push(event);
    if (event?.type === 'line' && at + length < keys.length) editor.begin('> ');
    at += length;
  }
  return {events, shown};
}

function lineOf(keys: string, history?: readonly string[]): string | undefined {
  const event = type(`${keys}\r`, history).events.at(-1);
  return event?.type === 'line' ? event.line : undefined;
}

test.each([
  ['plain text', 'ls -l', 'ls -l'],
  ['backspace', 'lx\u007fs', 'ls'],
  ['moving left and typing', 's\u001b[Dl', 'ls'],
  ['home, end and delete', 'xls\u001b[H\u001b[3~\u001b[F!', 'ls!'],
  ['Ctrl-A, Ctrl-K', 'ls\u0001echo \u000b', 'echo '],
  ['Ctrl-U', 'all gone\u0015ls', 'ls'],
  ['Ctrl-W', 'echo one two\u0017', 'echo one '],
  ['word by word', 'one two\u001bbx', 'one xtwo'],
  ['letters outside the first plane', '🙂\u007fé', 'é'],
  ['completion', 'sr\t', 'src/'],
])('NP25 edits the line: %s', (_, keys, expected) => {
  expect(lineOf(keys)).toBe(expected);
});

test('NP26 goes through earlier lines and back to the one being typed', () => {
  const history = ['first', 'second'];
  expect(lineOf('\u001b[A', history)).toBe('second');
  expect(lineOf('\u001b[A\u001b[A\u001b[A', history)).toBe('first');
  expect(lineOf('new\u001b[A\u001b[B', history)).toBe('new');
});

test('NP26 Ctrl-C gives the line up, Ctrl-D ends an empty one', () => {
  expect(type('half\u0003').events).toEqual([{type: 'interrupt'}]);
  expect(type('\u0004').events).toEqual([{type: 'end'}]);
  expect(type('ab\u0001\u0004\r').events).toEqual([{type: 'line', line: 'b'}]);
});

test('NP25 lists choices where there are several, then shows the line again', () => {
  expect(type('x\t').shown).toContain('\none  two\n');
  expect(type('x\t').shown.endsWith('> x\r\u001b[3C')).toBe(true);
});

test('NP25 a paste of several lines gives each of them', () => {
  expect(type('a\rb\r').events).toEqual([
    {type: 'line', line: 'a'},
    {type: 'line', line: 'b'},
  ]);
});
