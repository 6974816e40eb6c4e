import {
  type HistoryEntry,
  maxHistoryEntries,
  maxStorageLength,
  type StorageArea,
  type Stored,
} from '../../protocol.js';

/** Changes of `localStorage` closer together than this are told together: an app may write at every key. */
const tellDelayMs = 100;

/** What a browser would keep of the app between two documents: its session history and its storage. */
export class BrowserState {
  #entries: HistoryEntry[] = [{address: '/', state: null, document: 0}];
  #index = 0;
  readonly stored: Stored;
  readonly #tellLocalStorage: (entries: Record<string, string>) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `tellLocalStorage` hears all of `localStorage` after changes. */
  constructor(
    localStorage: Readonly<Record<string, string>>,
    tellLocalStorage: (entries: Record<string, string>) => void,
  ) {
    this.stored = {localStorage: {...localStorage}, sessionStorage: {}};
    this.#tellLocalStorage = tellLocalStorage;
  }

  get history(): {index: number; entries: HistoryEntry[]} {
    return {index: this.#index, entries: this.#entries};
  }

  /** Path, query and hash. */
  get address(): string {
    return this.#entries[this.#index]!.address;
  }

  /** Takes over what the document says. False where it makes no sense. */
  replaceHistory(index: number, entries: HistoryEntry[]): boolean {
    if (index >= entries.length) return false;
    this.#index = index;
    this.#entries = entries;
    return true;
  }

  /** Goes to another document. */
  visit(address: string, document: number, {replace = false}: {replace?: boolean} = {}): void {
    const entry: HistoryEntry = {address, state: null, document};
    const before = this.#entries.slice(0, replace ? this.#index : this.#index + 1);
    this.#entries = [...before, entry].slice(-maxHistoryEntries);
    this.#index = this.#entries.length - 1;
  }

  /** The current entry now shows `document`. */
  reloaded(document: number): void {
    this.#entries[this.#index] = {...this.#entries[this.#index]!, document};
  }

  /** `key` null clears the area, `value` null removes the key. What would not fit is not kept. */
  store(area: StorageArea, key: string | null, value: string | null): void {
    const entries = this.stored[area];
    if (key === null) this.stored[area] = {};
    else if (value === null) delete entries[key];
    else if (lengthOfOthers(entries, key) + key.length + value.length > maxStorageLength) return;
    else entries[key] = value;
    if (area === 'localStorage') this.#timer ??= setTimeout(() => this.#tell(), tellDelayMs);
  }

  #tell(): void {
    this.#timer = undefined;
    this.#tellLocalStorage(this.stored.localStorage);
  }
}

function lengthOfOthers(entries: Record<string, string>, except: string): number {
  let total = 0;
  for (const [key, value] of Object.entries(entries)) if (key !== except) total += key.length + value.length;
  return total;
}
