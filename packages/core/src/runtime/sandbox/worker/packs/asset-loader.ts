import {CodecraftError} from '../../../../errors.js';

/** Fetches our own prebuilt files, each once and only when something needs it. */
export class AssetLoader {
  readonly #baseUrl: string;
  readonly #texts = new Map<string, Promise<string>>();

  /** @param baseUrl the folder of the prebuilt files, ending in a slash */
  constructor(baseUrl: string) {
    this.#baseUrl = baseUrl;
  }

  /** @throws CodecraftError `unavailable` where the file cannot be fetched; asking again tries again */
  text(fileName: string): Promise<string> {
    const known = this.#texts.get(fileName);
    if (known) return known;
    const fetched = this.#fetch(fileName);
    this.#texts.set(fileName, fetched);
    fetched.catch(() => this.#texts.delete(fileName));
    return fetched;
  }

  url(fileName: string): string {
    return this.#baseUrl + fileName;
  }

  packCode(packName: string): Promise<string> {
    return this.text(`pack-${packName}.js`);
  }

  /** Runs a script of ours in this worker, at once. Used for compilers, which are large and rarely needed. */
  runScript(fileName: string): void {
    importScripts(this.#baseUrl + fileName);
  }

  async #fetch(fileName: string): Promise<string> {
    const url = this.#baseUrl + fileName;
    const response = await fetch(url).catch((cause: unknown) => {
      throw new CodecraftError(
        'unavailable',
        `${url} could not be fetched. Check the network and assetsUrl.`,
        {cause},
      );
    });
    if (!response.ok) {
      throw new CodecraftError('unavailable', `${url} answered ${response.status}. Check assetsUrl.`);
    }
    return response.text();
  }
}
