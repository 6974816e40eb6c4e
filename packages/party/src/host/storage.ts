/** What one room keeps. Key–value only, because that is all PartyKit offers; values stay below 120 KiB. */
export interface Storage {
  get<Value>(key: string): Promise<Value | undefined>;
  /** In the order of the keys. `end` is exclusive. */
  list<Value>(range: StorageRange): Promise<Map<string, Value>>;
  /** All of it or nothing. Whatever is sent afterwards leaves only once it is on disk. */
  write(change: StorageChange): Promise<void>;
  deleteAll(): Promise<void>;
  /** Wakes the room at this time (milliseconds since 1970); replaces an earlier time. */
  setAlarm(at: number): Promise<void>;
}

export interface StorageRange {
  prefix?: string;
  start?: string;
  end?: string;
  limit?: number;
  reverse?: boolean;
}

export interface StorageChange {
  put?: Record<string, unknown>;
  delete?: readonly string[];
}

/** One change out of several, to be written at once. */
export function mergeChanges(...changes: readonly StorageChange[]): StorageChange {
  return {
    put: Object.assign({}, ...changes.map((change) => change.put)),
    delete: changes.flatMap((change) => change.delete ?? []),
  };
}

/** A number as part of a key, so that keys sort as the numbers do. */
export function sortable(number: number, digits = 12): string {
  return String(number).padStart(digits, '0');
}

/** Stores that refuse a value above 128 KiB get this much of a longer one at a time. */
export const maxValueBytes = 120 * 1024;
