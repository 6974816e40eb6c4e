import {defineConfig} from 'vitest/config';
import {VitestReport} from '../scripts/ground/report.mjs';

export default defineConfig({
  resolve: {conditions: ['@codecraft/source']},
  ssr: {resolve: {conditions: ['@codecraft/source']}},
  test: {
    reporters: ['default', new VitestReport('test-results/e2e.json')],
    include: ['e2e/**/*.test.ts'],
    testTimeout: 90_000,
    expect: {poll: {timeout: 10_000}},
    hookTimeout: 120_000,
    fileParallelism: false,
    sequence: {concurrent: false},
  },
});
