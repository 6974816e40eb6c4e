import {readableStack} from '../../failures.js';
import type {TestCounts, TestReporter} from './run-suite.js';

const marks: Record<keyof TestCounts, string> = {
  passed: '\u001b[32m✔\u001b[39m',
  failed: '\u001b[31m✖\u001b[39m',
  skipped: '\u001b[2m﹣\u001b[22m',
  todo: '\u001b[2m⚠\u001b[22m',
};

/** Tests as a list, each under its block, failures with their cause. */
export function listReporter(
  write: (text: string) => void,
  describe: (error: unknown) => string,
): TestReporter {
  const indent = (depth: number) => '  '.repeat(depth);
  return {
    suite: (name, depth) => write(`${indent(depth)}▶ ${name}\n`),
    note: (text, depth) => write(`${indent(depth)}  ℹ ${text}\n`),
    test: ({name, status, depth, durationMs, error}) => {
      const suffix =
        status === 'skipped' || status === 'todo'
          ? ` # ${status}`
          : ` \u001b[2m(${durationMs.toFixed(1)}ms)\u001b[22m`;
      write(`${indent(depth)}${marks[status]} ${name}${suffix}\n`);
      if (status !== 'failed') return;
      for (const line of describe(error).split('\n')) write(`${indent(depth + 1)}${line}\n`);
    },
  };
}

export function describeTestFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // The program's own place is enough; what follows is the runner.
  return readableStack(error).split('\n').slice(0, 12).join('\n');
}

/** The last lines: how many there were, and how they ended. */
export function summary(counts: TestCounts, durationMs: number): string {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const lines = {
    tests: total,
    pass: counts.passed,
    fail: counts.failed,
    skipped: counts.skipped,
    todo: counts.todo,
    duration_ms: Math.round(durationMs),
  };
  return `${Object.entries(lines)
    .map(([name, value]) => `ℹ ${name} ${value}`)
    .join('\n')}\n`;
}
