import assert from 'assert';
import {format, formatWithOptions, inspect, stripVTControlCharacters} from 'node-inspect-extracted';
import legacy from 'util';
import {parseArgs} from './parse-args.js';

type AnyFunction = (...args: unknown[]) => unknown;

const custom = Symbol.for('nodejs.util.promisify.custom');
const styles: Record<string, readonly [number, number]> = {
  reset: [0, 0],
  bold: [1, 22],
  dim: [2, 22],
  italic: [3, 23],
  underline: [4, 24],
  inverse: [7, 27],
  black: [30, 39],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  magenta: [35, 39],
  cyan: [36, 39],
  white: [37, 39],
  gray: [90, 39],
  grey: [90, 39],
};

function promisify(call: AnyFunction & {[custom]?: AnyFunction}): AnyFunction {
  if (call[custom]) return call[custom];
  return function (this: unknown, ...args) {
    return new Promise((resolve, reject) => {
      call.call(this, ...args, (error: unknown, value: unknown) => (error ? reject(error) : resolve(value)));
    });
  };
}

/** `node:util` */
export const util = {
  ...legacy,
  format,
  formatWithOptions,
  inspect,
  stripVTControlCharacters,
  parseArgs,
  promisify: Object.assign(promisify, {custom}),
  isDeepStrictEqual: (a: unknown, b: unknown): boolean => {
    try {
      (assert['deepStrictEqual'] as (a: unknown, b: unknown) => void)(a, b);
      return true;
    } catch {
      // It throws to say that they differ.
      return false;
    }
  },
  styleText: (names: string | readonly string[], text: string): string =>
    [names].flat().reduce((styled, name) => {
      const [open, close] = styles[name] ?? [0, 0];
      return `\u001b[${open}m${styled}\u001b[${close}m`;
    }, text),
  TextEncoder: globalThis.TextEncoder,
  TextDecoder: globalThis.TextDecoder,
};
