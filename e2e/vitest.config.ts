import {defineConfig} from 'vitest/config';

export default defineConfig({
  resolve: {conditions: ['@codecraft/source']},
  ssr: {resolve: {conditions: ['@codecraft/source']}},
  test: {
    include: ['e2e/**/*.test.ts'],
    testTimeout: 90_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    sequence: {concurrent: false},
  },
});
