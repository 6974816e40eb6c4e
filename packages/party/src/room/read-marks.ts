import type {Storage, StorageChange} from '../host/storage.js';

const keyOf = (userId: string) => `read:${userId}`;

/** How far each person has read the chat, in milliseconds of the server's clock. */
export class ReadMarks {
  private readonly storage: Storage;

  constructor(storage: Storage) {
    this.storage = storage;
  }

  /** 0 for who never read. */
  async of(userId: string): Promise<number> {
    return (await this.storage.get<number>(keyOf(userId))) ?? 0;
  }

  /** What to write to move someone's mark. */
  change(userId: string, at: number): StorageChange {
    return {put: {[keyOf(userId)]: at}};
  }
}
