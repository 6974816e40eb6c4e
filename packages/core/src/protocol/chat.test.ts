import {expect, it} from 'vitest';
import {asksAi, promptOf} from './chat.js';

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
