import {esbuildPlugin} from '@web/dev-server-esbuild';
import {chromeLauncher} from '@web/test-runner-chrome';

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
        executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
        args: [
          '--no-sandbox',
          '--disable-gpu',
          '--disable-quic',
          '--no-first-run',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
        ],
      },
    }),
  ],
  testFramework: {config: {timeout: 10_000}},
};

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
