import {browser} from './browser.test-support.js';
import type {Feature, Refusal} from './feature.test-support.js';
import {fileRefusals, files} from './files.test-support.js';
import {language} from './language.test-support.js';
import {svelte} from './svelte.test-support.js';
import {tailwind, tailwindRefusals} from './tailwind.test-support.js';
import {typeScript} from './typescript.test-support.js';
import {vite} from './vite.test-support.js';
import {workerRefusals, workers} from './workers.test-support.js';

/** Every row of the table of features in docs/runtime.md, in its order. */
export const features: readonly Feature[] = [
  ...language,
  ...typeScript,
  ...files,
  ...tailwind,
  ...vite,
  ...workers,
  ...svelte,
  ...browser,
];

export const refusals: readonly Refusal[] = [...fileRefusals, ...tailwindRefusals, ...workerRefusals];
