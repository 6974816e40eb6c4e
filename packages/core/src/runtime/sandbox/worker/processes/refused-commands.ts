import {alternative} from '../../node/realm/alternative.js';

const needsServer = 'it renders on a server of its own, which needs more of Node than a browser has';
const needsSystem = 'it is a program of the operating system, and a browser has none';
const needsBundler = 'it drives a bundler that runs plugins in Node; Vite projects are run here without one';

/** Commands that people try and that cannot run here: why, and what to do. */
const reasons: Readonly<Record<string, string>> = {
  next: needsServer,
  nuxt: needsServer,
  nuxi: needsServer,
  astro: needsServer,
  remix: needsServer,
  'remix-serve': needsServer,
  'react-router': needsServer,
  'react-router-serve': needsServer,
  'svelte-kit': needsServer,
  gatsby: needsServer,
  vinxi: needsServer,
  ng: needsBundler,
  'react-scripts': needsBundler,
  'vue-cli-service': needsBundler,
  webpack: needsBundler,
  'webpack-dev-server': needsBundler,
  parcel: needsBundler,
  rollup: needsBundler,
  turbo: 'it starts programs of the operating system, and a browser has none',
  nx: 'it starts programs of the operating system, and a browser has none',
  electron: needsSystem,
  playwright: 'it drives a browser from outside, and this is inside of one',
  cypress: 'it drives a browser from outside, and this is inside of one',
  git: needsSystem,
  docker: needsSystem,
  python: needsSystem,
  python3: needsSystem,
  pip: needsSystem,
  deno: 'only programs for Node run here',
  ssh: 'it opens raw sockets, and a browser has only HTTP and WebSockets',
};

/** Commands with another answer than another runtime. */
const advice: Readonly<Record<string, string>> = {
  eslint:
    'eslint does not run here: its rules and plugins are read from configuration that is a program. Lint where the project is built.',
  prettier: 'prettier does not run here. The editor’s “Format document” does it.',
  jest: 'jest does not run here: it starts its tests in processes of their own. vitest run and node --test read the same kind of test.',
  mocha: 'mocha does not run here. vitest run and node --test read the same kind of test.',
  curl: 'curl does not run here. Use node -e "fetch(\'http://localhost:3000\').then(async (answer) => console.log(await answer.text()))".',
};

/** The sentence for a command that is known not to run here. */
export function refusalOfCommand(name: string): string | undefined {
  if (Object.hasOwn(advice, name)) return advice[name];
  if (!Object.hasOwn(reasons, name)) return undefined;
  return `${name} does not run here: ${reasons[name]}. ${alternative}`;
}
