import {createStore, del, get, set, type UseStore} from 'idb-keyval';

/** Keeps what a reader changed in a standalone workspace. */
export interface DraftStorage {
  load(key: string): Promise<Draft | undefined>;
  save(key: string, draft: Draft): Promise<void>;
  remove(key: string): Promise<void>;
}

export interface Draft {
  /** The page's files at the time; a draft of other files is not offered. */
  readonly base: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, string>>;
  readonly folders: readonly string[];
}

/** Drafts in this browser's IndexedDB, in a database of our own. */
export class BrowserDrafts implements DraftStorage {
  private readonly store: UseStore = createStore('codecraft-drafts', 'drafts');

  load(key: string): Promise<Draft | undefined> {
    return get<Draft>(key, this.store);
  }

  save(key: string, draft: Draft): Promise<void> {
    return set(key, draft, this.store);
  }

  remove(key: string): Promise<void> {
    return del(key, this.store);
  }
}
