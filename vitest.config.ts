import {defineConfig} from 'vitest/config';
import {VitestReport} from './scripts/ground/report.mjs';

const inBrowsers = 'packages/core/src/runtime/**/*.browser.test.ts';
/**
 * The real client of WebContainers supports Chromium; a frame of the page has a process of its own there alone; and only
 * Chromium tells how many nodes and listeners there are. What is loaded, and what a feature is built to, is the worker's
 * doing and the same for any browser. Firefox sends no packets of WebRTC to this computer, where a test could count them.
 */
const inChromiumOnly = [
  'packages/core/src/runtime/webcontainer.browser.test.ts',
  '**/busy-app.browser.test.ts',
  '**/webrtc.browser.test.ts',
  '**/memory.browser.test.ts',
  '**/loaded-assets.browser.test.ts',
  '**/features-built.browser.test.ts',
];

/** Without a browser; and the embedded runtime in each of two. `--project firefox` runs one of the three. */
export default defineConfig({
  resolve: {conditions: ['@codecraft/source']},
  ssr: {resolve: {conditions: ['@codecraft/source']}},
  test: {
    reporters: ['default', new VitestReport('test-results/unit.json')],
    // Browser tests wait as much as they work.
    maxWorkers: 2,
    testTimeout: 30_000,
    // Two browsers and their servers share two cores: one second, which is the default, may pass before one gets its turn.
    expect: {poll: {timeout: 10_000}},
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['packages/{core,party}/src/**/*.test.ts', 'scripts/**/*.test.mjs'],
          exclude: [inBrowsers],
        },
      },
      {
        extends: true,
        test: {name: 'chromium', include: [inBrowsers], env: {CODECRAFT_BROWSER: 'chromium'}},
      },
      {
        extends: true,
        test: {
          name: 'firefox',
          include: [inBrowsers],
          exclude: inChromiumOnly,
          env: {CODECRAFT_BROWSER: 'firefox'},
        },
      },
    ],
  },
});
