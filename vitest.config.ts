import {defineConfig} from 'vitest/config';

export default defineConfig({
  resolve: {conditions: ['@codecraft/source']},
  ssr: {resolve: {conditions: ['@codecraft/source']}},
  test: {
    include: ['packages/{core,party}/src/**/*.test.ts', 'scripts/**/*.test.mjs'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
