import {inspect} from 'node-inspect-extracted';
import type {ProcessStart} from '../protocol.js';
import type {Builtins} from './builtins/index.js';
import {compileScript} from './modules/compile.js';
import type {ModuleLoader} from './modules/module-loader.js';

/** As in vitest. */
const vitestTimeoutMs = 5000;

/** Runs what the process was started for. Resolves once its main module ran. */
export async function runProgram(
  start: ProcessStart,
  loader: ModuleLoader,
  builtins: Builtins,
): Promise<void> {
  const {program, workdir, preloads} = start;
  const directory = workdir + (start.cwd === '/' ? '' : start.cwd);
  for (const preload of preloads) {
    // Types are stripped here anyway.
    if (preload === 'tsx' || preload.startsWith('ts-node')) continue;
    await loader.import(preload, `${directory}/[preload]`);
  }
  if (program.kind === 'file') return loader.runMain(workdir + program.path);
  if (program.kind === 'test') {
    if (program.script !== '') runScript(program.script);
    // Tests for vitest may leave the imports out, as its setting `globals` allows.
    if (program.runner === 'vitest') Object.assign(globalThis, builtins.get('vitest'));
    const load = (path: string) => loader.import(workdir + path, `${workdir}/[test]`);
    return builtins.tests.runFiles(program.paths, load, program.runner === 'vitest' ? vitestTimeoutMs : 0);
  }
  if (program.kind === 'code') {
    const file = `${directory}/[eval]`;
    const {format} = compileScript(program.code, file, undefined);
    if (format === 'es') return loader.runMain(file, program.code);
    const value = loader.evaluate(program.code, file);
    if (program.isPrinted) console.log(typeof value === 'string' ? value : inspect(value));
  }
}

/** Runs one of our own scripts in the global scope. */
function runScript(code: string): void {
  // biome-ignore lint/security/noGlobalEval: it is sent with the program instead of being part of every process
  globalThis.eval(code);
}
