import type {Storage, StorageChange, StorageRange} from '../host/storage.js';

/** A room's storage in memory. Values are cloned both ways, as on a disk. */
export class MemoryStorage implements Storage {
  readonly entries = new Map<string, unknown>();
  alarm: number | undefined;
  /** Fails the next write, as a full disk would. */
  failsNextWrite = false;

  async get<Value>(key: string): Promise<Value | undefined> {
    return structuredClone(this.entries.get(key)) as Value | undefined;
  }

  async list<Value>({
    prefix = '',
    start = '',
    end,
    limit,
    reverse,
  }: StorageRange): Promise<Map<string, Value>> {
    const keys = [...this.entries.keys()]
      .filter((key) => key.startsWith(prefix) && key >= start && (end === undefined || key < end))
      .sort();
    if (reverse) keys.reverse();
    return new Map(
      keys.slice(0, limit).map((key) => [key, structuredClone(this.entries.get(key)) as Value] as const),
    );
  }

  async write({put = {}, delete: removed = []}: StorageChange): Promise<void> {
    if (this.failsNextWrite) {
      this.failsNextWrite = false;
      throw new Error('The disk is full.');
    }
    for (const [key, value] of Object.entries(put)) this.entries.set(key, structuredClone(value));
    for (const key of removed) this.entries.delete(key);
  }

  async deleteAll(): Promise<void> {
    this.entries.clear();
  }

  async setAlarm(at: number): Promise<void> {
    this.alarm = at;
  }
}
