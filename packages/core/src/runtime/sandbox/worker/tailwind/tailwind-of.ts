import type {Compilers} from '../compile/compilers.js';
import type {FileSystem} from '../files/file-system.js';
import type {Installation} from '../packs/installation.js';
import {Tailwind} from './tailwind.js';

/** The project's Tailwind, of the version that it asks for, where it has installed it. */
export function tailwindOf(
  files: FileSystem,
  installation: Pick<Installation, 'toolRange'>,
  compilers: Compilers,
): Tailwind | undefined {
  const range = installation.toolRange('tailwindcss');
  return range === undefined ? undefined : new Tailwind(files, compilers, range);
}
