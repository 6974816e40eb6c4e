import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {readReport, VitestReport} from './report.mjs';

const test = (state, fullName, ...messages) => ({
  state,
  fullName,
  result: () => ({errors: messages.map(failure)}),
});

const failure = (message) => ({message, stack: `Error: ${message}\n    at a.test.ts:1:1`});

const module = (name, tests, errors = [], suites = []) => ({
  project: {name: 'firefox'},
  relativeModuleId: name,
  errors: () => errors.map(failure),
  children: {
    allSuites: () => suites,
    allTests: (state) => tests.filter((one) => one.state === state),
  },
});

describe('the report of a step', () => {
  let folder;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'report-'));
  });
  afterAll(() => rmSync(folder, {recursive: true}));

  const report = (modules, unhandled = []) => {
    const file = path.join(folder, 'new', 'report.json');
    new VitestReport(file).onTestRunEnd(modules, unhandled);
    return readReport(file);
  };

  it('names each test that failed, in which browser, and why', () => {
    const tests = [test('passed', 'a XX1 holds'), test('failed', 'a XX2 holds', '1 is not 2')];
    expect(report([module('core/a.test.ts', tests)])).toEqual({
      passed: 1,
      failures: [
        {
          test: 'firefox: core/a.test.ts › a XX2 holds',
          why: 'Error: 1 is not 2\n    at a.test.ts:1:1',
        },
      ],
    });
  });

  it('counts a file that could not be loaded and a hook that failed', () => {
    const suite = {fullName: 'a suite', errors: () => [failure('its hook')]};
    const {failures} = report([
      module('b.test.ts', [], ['Cannot find c']),
      module('d.test.ts', [], [], [suite]),
    ]);
    expect(failures.map(({test}) => test)).toEqual(['firefox: b.test.ts', 'firefox: d.test.ts › a suite']);
    expect(failures[0].why).toContain('Cannot find c');
  });

  it('counts what was thrown outside a test', () => {
    expect(report([], [failure('nobody caught it')]).failures).toHaveLength(1);
  });

  it('is none where a step left none', () => {
    expect(readReport(path.join(folder, 'none.json'))).toBeUndefined();
  });
});
