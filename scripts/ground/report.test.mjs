import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {readReport} from './report.mjs';

describe('reading a report', () => {
  let folder;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'report-'));
  });
  afterAll(() => rmSync(folder, {recursive: true}));

  const read = (report) => {
    const file = path.join(folder, 'report.json');
    writeFileSync(file, JSON.stringify(report));
    return readReport(file, '/project');
  };

  it('names each test that failed, and why', () => {
    const report = read({
      numPassedTests: 1,
      numFailedTests: 1,
      testResults: [
        {
          name: '/project/packages/core/src/a.test.ts',
          status: 'failed',
          message: '',
          assertionResults: [
            {fullName: 'a XX1 holds', status: 'passed', failureMessages: []},
            {
              fullName: 'a XX2 holds',
              status: 'failed',
              failureMessages: ['AssertionError: 1 is not 2\n  at a'],
            },
          ],
        },
      ],
    });
    expect(report).toEqual({
      passed: 1,
      failed: 1,
      failures: [
        {test: 'packages/core/src/a.test.ts › a XX2 holds', why: 'AssertionError: 1 is not 2\n  at a'},
      ],
    });
  });

  it('counts a file that could not be loaded as a failure', () => {
    const report = read({
      numPassedTests: 0,
      numFailedTests: 0,
      testResults: [
        {name: '/project/b.test.ts', status: 'failed', message: 'Cannot find c', assertionResults: []},
      ],
    });
    expect(report).toEqual({passed: 0, failed: 1, failures: [{test: 'b.test.ts', why: 'Cannot find c'}]});
  });

  it('takes the report of the element tests as it is, and none for none', () => {
    const own = {passed: 3, failed: 0, failures: []};
    expect(read(own)).toEqual(own);
    expect(readReport(path.join(folder, 'none.json'), '/project')).toBeUndefined();
  });
});
