import {CodecraftError} from '../../../../errors.js';
import {alternative} from '../../node/realm/alternative.js';

const native = 'it has a native part, which no browser can run';
const server = 'it renders on a server of its own, which needs more of Node than a browser has';

interface Refusal {
  readonly because: string;
  /** A package that does the same here. */
  readonly instead?: string;
}

/** Packages that would install and then fail, in words that help nobody. */
const refusals: Readonly<Record<string, Refusal>> = {
  bcrypt: {because: native, instead: 'bcryptjs'},
  argon2: {because: native, instead: 'hash-wasm'},
  'better-sqlite3': {because: native, instead: 'sql.js'},
  sqlite3: {because: native, instead: 'sql.js'},
  'node-sass': {because: native, instead: 'sass'},
  canvas: {because: native},
  sharp: {because: native},
  'node-pty': {because: native},
  serialport: {because: native},
  leveldown: {because: native, instead: 'memory-level'},
  '@prisma/client': {because: native},
  next: {because: server},
  nuxt: {because: server},
  astro: {because: server},
  gatsby: {because: server},
  '@sveltejs/kit': {because: server},
  '@remix-run/dev': {because: server},
  '@remix-run/node': {because: server},
  '@react-router/dev': {because: server},
  '@solidjs/start': {because: server},
};

/**
 * Refuses what cannot run here before anything of it is fetched.
 *
 * @throws CodecraftError `unsupported` naming the package, the cause and what to do
 */
export function refusePackages(names: readonly string[]): void {
  const name = names.find((one) => Object.hasOwn(refusals, one));
  if (name === undefined) return;
  const {because, instead} = refusals[name] as Refusal;
  const remedy = instead
    ? `Use ${instead} instead, or WebContainers where the site offers them.`
    : alternative;
  throw new CodecraftError('unsupported', `${name} does not run here: ${because}. ${remedy}`);
}
