import {createStore, get, set, type UseStore} from 'idb-keyval';
import {z} from 'zod';

/** Keeps what running apps have in their `localStorage`, so that it is there in the next page. */
export interface AppStorage {
  /** Undefined where nothing is kept. */
  load(key: string): Promise<AppEntries | undefined>;
  save(key: string, entries: AppEntries): Promise<void>;
}

export type AppEntries = Readonly<Record<string, string>>;

const AppEntries = z.record(z.string(), z.string());

/** In this browser's IndexedDB, in a database of our own, one entry a project. */
export class BrowserAppStorage implements AppStorage {
  private readonly store: UseStore = createStore('codecraft-app-storage', 'entries');

  async load(key: string): Promise<AppEntries | undefined> {
    // Whatever else lies there was not written by us, and would not be what `localStorage` can hold.
    return AppEntries.safeParse(await get<unknown>(key, this.store)).data;
  }

  async save(key: string, entries: AppEntries): Promise<void> {
    await set(key, entries, this.store);
  }
}
