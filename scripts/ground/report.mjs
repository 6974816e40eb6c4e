import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';

/**
 * What a step's report says: how many tests passed and failed, and of each that failed its name and the first lines of why.
 * Reads Vitest's JSON, or our own `{passed, failed, failures}` of the element tests; undefined if the step left no report.
 *
 * @param {string} file
 * @param {string} root names in a report are given from here
 * @returns {{passed: number, failed: number, failures: {test: string, why: string}[]} | undefined}
 */
export function readReport(file, root) {
  if (!existsSync(file)) return undefined;
  const report = JSON.parse(readFileSync(file, 'utf8'));
  if (!report.testResults) return report;
  const failures = report.testResults.flatMap(({name, status, message, assertionResults}) => {
    const where = path.relative(root, name);
    const failed = assertionResults.filter((test) => test.status === 'failed');
    // A file that could not be loaded has no tests, and says why itself.
    if (status === 'failed' && failed.length === 0) return [{test: where, why: firstLines(message)}];
    return failed.map(({fullName, failureMessages}) => ({
      test: `${where} › ${fullName}`,
      why: firstLines(failureMessages.join('\n')),
    }));
  });
  return {
    passed: report.numPassedTests,
    failed: Math.max(report.numFailedTests, failures.length),
    failures,
  };
}

const firstLines = (text) => text.trim().split('\n').slice(0, 12).join('\n');
