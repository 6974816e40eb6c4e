// Every check there is, each once; at the end which tests failed and why, and one line: how many passed and failed.
import {spawnSync} from 'node:child_process';
import {rmSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {requireChromium} from './ground/chromium.mjs';
import {requireFirefox} from './ground/firefox.mjs';
import {installDependencies} from './ground/install.mjs';
import {requireNode} from './ground/node-version.mjs';
import {readReport} from './ground/report.mjs';

requireNode();
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
installDependencies(root);
const env = {...process.env, CHROMIUM_PATH: requireChromium(), FIREFOX_PATH: requireFirefox()};
const results = path.join(root, 'test-results');
rmSync(results, {recursive: true, force: true});

const bin = (name) => path.join(root, 'node_modules', '.bin', name);

/** Each step counts as one test, or as many as its report says. */
const steps = [
  {name: 'build and types', command: [process.execPath, 'scripts/build.mjs']},
  {name: 'types of tests and scripts', command: [bin('tsc'), '-b', 'tsconfig.tests.json']},
  {name: 'lint and format', command: [bin('biome'), 'check', '--error-on-warnings', '.']},
  {name: 'exports and events', command: [process.execPath, 'scripts/check-package.mjs']},
  {name: 'worker for Cloudflare', command: [process.execPath, 'scripts/check-worker.mjs']},
  {name: 'unit and room', command: [bin('vitest'), 'run'], report: 'unit.json'},
  {name: 'elements', command: [bin('web-test-runner')], report: 'elements.json'},
  {
    name: 'end to end',
    command: [bin('vitest'), 'run', '--config', 'e2e/vitest.config.ts'],
    report: 'e2e.json',
  },
];

let passed = 0;
let failed = 0;
const failures = [];
for (const {name, command, report} of steps) {
  console.log(`\n── ${name}`);
  const startedAt = Date.now();
  const {status} = spawnSync(command[0], command.slice(1), {cwd: root, env, stdio: 'inherit'});
  const counts = report ? readReport(path.join(results, report)) : undefined;
  passed += counts?.passed ?? (status === 0 ? 1 : 0);
  const tests = counts?.failures ?? [];
  // A step that fails without saying which test did is one failure of its own.
  failed += status === 0 ? 0 : Math.max(tests.length, 1);
  if (status !== 0) failures.push({step: name, tests});
  console.log(
    `── ${name}: ${status === 0 ? 'passed' : 'failed'} in ${Math.round((Date.now() - startedAt) / 1000)} s`,
  );
}
for (const {step, tests} of failures) {
  console.log(`\nFailed: ${step}`);
  for (const {test, why} of tests) console.log(`\n✗ ${test}\n${why}`);
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
