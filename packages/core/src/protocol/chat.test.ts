import {expect, it} from 'vitest';
import {asksAi, mentionsIn, promptOf} from './chat.js';

it.each([
  ['@ai make me a todo app', true],
  ['Let’s have filters. @ai add them', true],
  ['(@AI could do it)', true],
  ['line one\n@ai line two', true],
  ['mail me at mara@ai.example', false],
  ['@aide is a name', false],
  ['@ai-team, look', false],
  ['ask ai', false],
])('CH1 %j asks the AI: %s', (text, answer) => {
  expect(asksAi(text)).toBe(answer);
});

it('CH2 the prompt is the message without its address', () => {
  expect(promptOf('Before the demo: @ai add filters')).toBe('Before the demo: add filters');
  expect(promptOf('@ai   make me\na todo app')).toBe('make me a todo app');
});

const members = [
  {userId: 'mara', name: 'Mara Lindqvist'},
  {userId: 'mar', name: 'Mar'},
  {userId: 'jonas', name: 'Jonas'},
  {userId: 'jonas-o', name: 'Jonas Okafor'},
  {userId: 'zoe', name: 'Zoë'},
];

it.each([
  ['@Mara look', ['mara']],
  ['look, @mara lindqvist!', ['mara']],
  ['(@Mar)', ['mar']],
  ['@Marathon', []],
  ['mail me at x@Mara', []],
  ['@Jonas and @zoë', ['jonas', 'jonas-o', 'zoe']],
  ['@Jonas Okafor only', ['jonas-o']],
  ['@ Mara', []],
  ['@Mara @mara', ['mara']],
  ['no one', []],
])('CH3 %j names %j', (text, named) => {
  expect(mentionsIn(text, members)).toEqual(named);
});
