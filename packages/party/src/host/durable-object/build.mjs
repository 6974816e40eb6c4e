// Run by `wrangler deploy`: puts the worker where wrangler.json says it is.

import {mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {bundleWorker, packageFolder} from './bundle.mjs';

const file = path.join(packageFolder, 'dist/worker/main.js');
await mkdir(path.dirname(file), {recursive: true});
await writeFile(file, await bundleWorker());
