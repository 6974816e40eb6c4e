import {expect, test} from 'vitest';
import {Terminal} from './terminal.js';

function open() {
  const state = {screen: '', read: [] as string[], isEnded: false, interrupts: 0};
  const terminal = new Terminal({cols: 80, rows: 24}, (text) => {
    state.screen += text;
  });
  terminal.onInterrupt = () => {
    state.interrupts++;
  };
  terminal.input.read({
    data: (text) => state.read.push(text),
    end: () => {
      state.isEnded = true;
    },
  });
  return {terminal, state};
}

test('NP27 a program reads whole lines, and what is typed is shown', () => {
  const {terminal, state} = open();
  for (const key of 'hj\u007fi\r') terminal.receive(key);
  expect(state).toMatchObject({read: ['hi\n'], screen: 'hj\b \bi\n'});
});

test('NP27 Ctrl-C interrupts and gives up the line, Ctrl-D ends the input', () => {
  const {terminal, state} = open();
  terminal.receive('abc\u0003\u0004');
  expect(state).toMatchObject({read: [], interrupts: 1, isEnded: true});
});

test('NP27 after Ctrl-D the next program can read', () => {
  const {terminal} = open();
  terminal.receive('\u0004');
  const read: string[] = [];
  terminal.input.read({data: (text) => read.push(text), end: () => read.push('end')});
  terminal.receive('x\r');
  expect(read).toEqual(['x\n']);
});

test('NP28 in raw mode keys pass as they come, unseen', () => {
  const {terminal, state} = open();
  terminal.setRawMode(true);
  terminal.receive('\u001b[A\u0003');
  expect(state).toMatchObject({read: ['\u001b[A\u0003'], screen: '', interrupts: 0});
});

test('NP27 arrows and other keys that mean nothing to a line are left out', () => {
  const {terminal, state} = open();
  terminal.receive('a\u001b[Db\u001b[3~\r');
  expect(state.read).toEqual(['ab\n']);
});
