import type {FrameMessage} from '../protocol.js';
import {formatCall} from './format-value.js';

const levels = ['log', 'info', 'warn', 'error', 'debug'] as const;
const maxTextLength = 20_000;

/** Sends console calls to the host, and to the browser's own console as before. */
export function captureConsole(link: {send: (message: FrameMessage & {type: 'console'}) => void}): void {
  const capture = (level: (typeof levels)[number], values: readonly unknown[]) => {
    link.send({type: 'console', level, text: formatCall(values).slice(0, maxTextLength)});
  };
  for (const level of levels) {
    const native = console[level].bind(console);
    console[level] = (...values: unknown[]) => {
      capture(level, values);
      native(...values);
    };
  }
  for (const name of ['table', 'dir'] as const) {
    const native = console[name].bind(console);
    console[name] = (...values: unknown[]) => {
      capture('log', values.slice(0, 1));
      native(...(values as []));
    };
  }
  const nativeAssert = console.assert.bind(console);
  console.assert = (condition, ...values: unknown[]) => {
    if (!condition) capture('error', ['Assertion failed:', ...values]);
    nativeAssert(condition, ...values);
  };
}
