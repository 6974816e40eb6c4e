import {formatWithOptions, inspect} from 'node-inspect-extracted';
import type {ProcessObject} from './context.js';
import {readableStack} from './failures.js';

type Values = unknown[];

/** `console`, writing to the program's own streams with Node's way of showing values. */
export function createConsole({stdout, stderr}: Pick<ProcessObject, 'stdout' | 'stderr'>) {
  const counts = new Map<string, number>();
  const timers = new Map<string, number>();
  let indent = '';

  const printTo =
    (stream: ProcessObject['stdout']) =>
    (...values: Values): void => {
      const text = formatWithOptions({colors: stream.isTTY}, ...values);
      stream.write(`${indent}${indent ? text.replaceAll('\n', `\n${indent}`) : text}\n`);
    };
  const out = printTo(stdout);
  const error = printTo(stderr);
  const group = (...values: Values): void => {
    if (values.length > 0) out(...values);
    indent += '  ';
  };
  const elapsed = (label: string): string => {
    const since = timers.get(label);
    if (since === undefined) return `No such label '${label}' for console.time()`;
    const milliseconds = performance.now() - since;
    return `${label}: ${milliseconds < 1000 ? `${milliseconds.toFixed(3)}ms` : `${(milliseconds / 1000).toFixed(3)}s`}`;
  };

  return {
    log: out,
    info: out,
    debug: out,
    error,
    warn: error,
    trace: (...values: Values) => {
      const trace = new Error(formatWithOptions({}, ...values));
      trace.name = 'Trace';
      error(readableStack(trace).replace(/^Error/, 'Trace'));
    },
    assert: (condition: unknown, ...values: Values) => {
      if (condition) return;
      if (typeof values[0] === 'string') error(`Assertion failed: ${values[0]}`, ...values.slice(1));
      else error('Assertion failed', ...values);
    },
    dir: (value: unknown, options?: object) =>
      stdout.write(`${indent}${inspect(value, {colors: stdout.isTTY, ...options})}\n`),
    dirxml: out,
    table: (value: unknown, columns?: string[]) => {
      if (typeof value === 'object' && value !== null) stdout.write(table(value, columns));
      else out(value);
    },
    count: (label = 'default') => {
      counts.set(label, (counts.get(label) ?? 0) + 1);
      out(`${label}: ${counts.get(label)}`);
    },
    countReset: (label = 'default') => void counts.delete(label),
    time: (label = 'default') => void timers.set(label, performance.now()),
    timeLog: (label = 'default', ...values: Values) => out(elapsed(label), ...values),
    timeEnd: (label = 'default') => {
      out(elapsed(label));
      timers.delete(label);
    },
    group,
    groupCollapsed: group,
    groupEnd: () => {
      indent = indent.slice(2);
    },
    clear: () => void (stdout.isTTY && stdout.write('\u001b[1;1H\u001b[0J')),
  };
}

/** The box that `console.table` draws. */
function table(value: object, wanted?: string[]): string {
  const rows = Object.entries(value).map(([index, row]: [string, unknown]): Record<string, string> => {
    const isObject = typeof row === 'object' && row !== null;
    const cells = isObject
      ? Object.entries(row).map(([name, cell]) => [name, inspect(cell)])
      : [['Values', inspect(row)]];
    return {'(index)': index, ...Object.fromEntries(cells)};
  });
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const columns = names.filter((name) => !wanted || name === '(index)' || wanted.includes(name));
  const widths = columns.map(
    (name) => Math.max(name.length, ...rows.map((row) => (row[name] ?? '').length)) + 2,
  );
  const rule = (left: string, middle: string, right: string) =>
    left + widths.map((width) => '─'.repeat(width)).join(middle) + right;
  const line = (cells: string[]) =>
    `│${cells.map((cell, index) => ` ${cell}`.padEnd(widths[index]!)).join('│')}│`;
  return [
    rule('┌', '┬', '┐'),
    line(columns),
    rule('├', '┼', '┤'),
    ...rows.map((row) => line(columns.map((name) => row[name] ?? ''))),
    rule('└', '┴', '┘'),
    '',
  ].join('\n');
}
