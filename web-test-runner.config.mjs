import path from 'node:path';
import {esbuildPlugin} from '@web/dev-server-esbuild';
import {defaultReporter} from '@web/test-runner';
import {chromeLauncher} from '@web/test-runner-chrome';
import {chromiumFlags, requireChromium} from './scripts/ground/chromium.mjs';
import {writeReport} from './scripts/ground/report.mjs';

const packagePath = (name, file) => new URL(`packages/${name}/${file}`, import.meta.url).pathname;

/** The elements in real Chromium, from their sources. Monaco and xterm.js come from the build (`dist/vendor`). */
export default {
  files: 'packages/elements/src/**/*.test.ts',
  nodeResolve: {exportConditions: ['@codecraft/source', 'browser', 'development']},
  // A page in the background draws nothing, and what is not seen loads nothing.
  concurrency: 1,
  plugins: [
    sourceOfTypeScript(),
    esbuildPlugin({ts: true, tsconfig: packagePath('elements', 'tsconfig.json')}),
  ],
  browsers: [
    chromeLauncher({
      launchOptions: {
        executablePath: requireChromium(),
        args: chromiumFlags,
      },
    }),
  ],
  testFramework: {config: {timeout: 20_000}},
  reporters: [defaultReporter(), countsReporter()],
};

/** Leaves how many passed, and which failed and why, where `npm test` adds them up. */
function countsReporter() {
  return {
    onTestRunFinished({sessions}) {
      const passed = sessions
        .flatMap(({testResults}) => testsOf(testResults))
        .filter((test) => test.passed && !test.skipped).length;
      const failures = sessions.flatMap(failuresOf);
      writeReport('test-results/elements.json', {passed, failures});
    },
  };
}

function failuresOf({passed, testFile, testResults, errors}) {
  const where = path.relative(process.cwd(), testFile);
  const failed = testsOf(testResults).filter((test) => !test.passed && !test.skipped);
  // A file that could not be loaded has no tests, and is a failure nevertheless.
  if (!passed && failed.length === 0) return [{test: where, why: errors.map(messageOf).join('\n')}];
  return failed.map(({name, error}) => ({test: `${where} › ${name}`, why: messageOf(error)}));
}

const messageOf = (error) => error?.message ?? 'It says nothing of why.';

function testsOf(suite) {
  return suite ? [...suite.tests, ...suite.suites.flatMap(testsOf)] : [];
}

/** Sources import each other as `x.js`, which is what the compiler writes; here the file is still `x.ts`. */
function sourceOfTypeScript() {
  return {
    name: 'source-of-typescript',
    resolveImport({source, context}) {
      const isOurs = /^\/packages\/\w+\/src\//.test(context.path);
      return isOurs && source.startsWith('.') && source.endsWith('.js')
        ? source.replace(/\.js$/, '.ts')
        : undefined;
    },
  };
}
