import {inspect} from 'node-inspect-extracted';
import type {ProcessStart} from '../protocol.js';
import {compileScript} from './modules/compile.js';
import type {ModuleLoader} from './modules/module-loader.js';

/** Runs what the process was started for. Resolves once its main module ran. */
export async function runProgram(start: ProcessStart, loader: ModuleLoader): Promise<void> {
  const {program, workdir, preloads} = start;
  const directory = workdir + (start.cwd === '/' ? '' : start.cwd);
  for (const preload of preloads) {
    // Types are stripped here anyway.
    if (preload === 'tsx' || preload.startsWith('ts-node')) continue;
    await loader.import(preload, `${directory}/[preload]`);
  }
  if (program.kind === 'file') return loader.runMain(workdir + program.path);
  if (program.kind === 'code') {
    const file = `${directory}/[eval]`;
    const {format} = compileScript(program.code, file, undefined);
    if (format === 'es') return loader.runMain(file, program.code);
    const value = loader.evaluate(program.code, file);
    if (program.isPrinted) console.log(typeof value === 'string' ? value : inspect(value));
  }
}
