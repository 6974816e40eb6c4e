import {CodecraftError} from '../../../../errors.js';
import {NotYet} from '../compile/not-yet.js';

/** Fetches our own prebuilt files, each once and only when something needs it. */
export class AssetLoader {
  readonly #baseUrl: string;
  readonly #texts = new Map<string, Promise<string>>();
  readonly #expected = new Map<string, (text: string | undefined) => void>();
  readonly #received = new Map<string, string>();

  /** @param baseUrl the folder of the prebuilt files, ending in a slash */
  constructor(baseUrl: string) {
    this.#baseUrl = baseUrl;
  }

  /** @throws CodecraftError `unavailable` where the file cannot be fetched; asking again tries again */
  text(fileName: string): Promise<string> {
    const known = this.#texts.get(fileName);
    if (known) return known;
    return this.#keep(fileName, this.#fetch(fileName));
  }

  /** The page fetches this file. */
  expect(fileName: string): void {
    if (this.#texts.has(fileName)) return;
    const text = new Promise<string | undefined>((resolve) => this.#expected.set(fileName, resolve));
    this.#keep(
      fileName,
      text.then((text) => text ?? this.#fetch(fileName)),
    );
  }

  /** The page has fetched it, or could not. */
  receive(fileName: string, text: string | undefined): void {
    this.#expected.get(fileName)?.(text);
    this.#expected.delete(fileName);
    if (text !== undefined) this.#received.set(fileName, text);
  }

  url(fileName: string): string {
    return this.#baseUrl + fileName;
  }

  packCode(packName: string): Promise<string> {
    return this.text(`pack-${packName}.js`);
  }

  /**
   * Runs a script of ours in this worker, at once. Used for compilers, which are large and rarely needed.
   *
   * @throws NotYet while the page still fetches it
   */
  runScript(fileName: string): void {
    if (this.#expected.has(fileName)) throw new NotYet(this.text(fileName).then(ignore, ignore));
    const text = this.#received.get(fileName);
    this.#received.delete(fileName);
    this.#texts.delete(fileName);
    if (text === undefined || !evaluate(text, fileName)) importScripts(this.#baseUrl + fileName);
  }

  #keep(fileName: string, text: Promise<string>): Promise<string> {
    this.#texts.set(fileName, text);
    text.catch(() => this.#texts.delete(fileName));
    return text;
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

function ignore(): void {
  // Whoever asks again hears what went wrong.
}

/** @returns false where the policy that this worker has from the page allows scripts from addresses alone */
function evaluate(text: string, fileName: string): boolean {
  try {
    // biome-ignore lint/security/noGlobalEval: our own script, which importScripts would fetch again
    globalThis.eval(`${text}\n//# sourceURL=${fileName}`);
    return true;
  } catch (error) {
    if (error instanceof EvalError) return false;
    throw error;
  }
}
