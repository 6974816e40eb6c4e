import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';

/**
 * What a step of `npm test` leaves for the summary at its end.
 *
 * @typedef {{passed: number, failures: {test: string, why: string}[]}} Report
 */

/**
 * @param {string} file
 * @param {Report} report
 */
export function writeReport(file, report) {
  mkdirSync(path.dirname(file), {recursive: true});
  writeFileSync(file, JSON.stringify(report));
}

/**
 * @param {string} file
 * @returns {Report | undefined} undefined if the step left none
 */
export function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** For Vitest's `reporters`. Its own report in JSON does not say in which project, and so in which browser, a test ran. */
export class VitestReport {
  #file;

  /** @param {string} file where to leave the report */
  constructor(file) {
    this.#file = file;
  }

  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly {message: string, stack?: string}[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const passed = modules.reduce((sum, {children}) => sum + [...children.allTests('passed')].length, 0);
    const failures = modules.flatMap(failuresIn);
    const unhandled = unhandledErrors.map((error) => ({test: 'outside a test', why: describe([error])}));
    writeReport(this.#file, {passed, failures: [...failures, ...unhandled]});
  }
}

/** Its tests that failed; and itself and its suites, where one could not be loaded or a hook failed. */
function failuresIn(module) {
  const {project, relativeModuleId, children} = module;
  const where = project.name ? `${project.name}: ${relativeModuleId}` : relativeModuleId;
  const suites = [module, ...children.allSuites()]
    .filter((suite) => suite.errors().length > 0)
    .map((suite) => ({
      test: suite === module ? where : `${where} › ${suite.fullName}`,
      why: describe(suite.errors()),
    }));
  const tests = [...children.allTests('failed')].map((test) => ({
    test: `${where} › ${test.fullName}`,
    why: describe(test.result().errors),
  }));
  return [...suites, ...tests];
}

const shownLines = 12;

const describe = (errors) =>
  errors
    .map(({message, stack}) => (stack?.includes(message) ? stack : `${message}\n${stack ?? ''}`))
    .join('\n')
    .trim()
    .split('\n')
    .slice(0, shownLines)
    .join('\n');
