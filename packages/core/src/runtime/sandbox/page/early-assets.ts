import type {FileSystemTree} from '../../../files/tree.js';
import type {PackCode} from '../protocol.js';
import {assetsFor} from './assets-for.js';
import type {WorkerClient} from './worker-client.js';

const packName = /^pack-(.*)\.js$/;

/**
 * Fetches what the first document will surely need while the worker still starts, for the worker and for the frame that
 * waits: each file is fetched once.
 */
export class EarlyAssets {
  readonly #worker: WorkerClient;
  readonly #assetsUrl: string;
  readonly #onPack: (pack: PackCode) => void;
  readonly #asked = new Set<string>();

  constructor(worker: WorkerClient, assetsUrl: string, onPack: (pack: PackCode) => void) {
    this.#worker = worker;
    this.#assetsUrl = assetsUrl;
    this.#onPack = onPack;
  }

  /** Call it before the worker hears of these files, for which it would fetch the same. */
  mounted(tree: FileSystemTree): void {
    for (const fileName of assetsFor(tree)) {
      if (this.#asked.has(fileName)) continue;
      this.#asked.add(fileName);
      this.#worker.send({type: 'asset-coming', fileName});
      void this.#fetch(fileName);
    }
  }

  async #fetch(fileName: string): Promise<void> {
    const text = await fetchText(this.#assetsUrl + fileName);
    this.#worker.send({type: 'asset', fileName, text});
    const [, name] = packName.exec(fileName) ?? [];
    if (name !== undefined && text !== undefined) this.#onPack({name, code: text});
  }
}

/** Undefined where that fails: the worker tries again, and tells what is wrong. */
async function fetchText(url: string): Promise<string | undefined> {
  try {
    const response = await fetch(url);
    return response.ok ? await response.text() : undefined;
  } catch {
    return undefined;
  }
}
