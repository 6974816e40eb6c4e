import {type Storage, type StorageChange, sortable} from '../host/storage.js';

/** Ids kept for each user. A client sends again what was not acknowledged, and never has this many waiting. */
const idsPerUser = 256;

interface AnsweredId {
  readonly id: string;
  /** Counts up for each user; its place in storage is reused after `idsPerUser` others. */
  readonly number: number;
}

interface UserIds {
  readonly ids: Set<string>;
  /** Oldest first. */
  readonly order: AnsweredId[];
}

/** Which messages were already done, so that one that is sent again is answered and not done again. */
export class AnsweredIds {
  private readonly storage: Storage;
  private readonly users = new Map<string, UserIds>();

  constructor(storage: Storage) {
    this.storage = storage;
  }

  async has(userId: string, id: string): Promise<boolean> {
    return (await this.load(userId)).ids.has(id);
  }

  /** What to write together with the effect of the message; call `note` once it is written. */
  async change(userId: string, id: string): Promise<StorageChange> {
    const {order} = await this.load(userId);
    const number = (order.at(-1)?.number ?? -1) + 1;
    return {put: {[keyOf(userId, number)]: {id, number} satisfies AnsweredId}};
  }

  async note(userId: string, id: string): Promise<void> {
    const {ids, order} = await this.load(userId);
    ids.add(id);
    order.push({id, number: (order.at(-1)?.number ?? -1) + 1});
    if (order.length > idsPerUser) ids.delete(order.shift()?.id ?? '');
  }

  /** To be called when the storage was emptied. */
  forget(): void {
    this.users.clear();
  }

  private async load(userId: string): Promise<UserIds> {
    const known = this.users.get(userId);
    if (known) return known;
    const stored = await this.storage.list<AnsweredId>({prefix: `done:${userId}:`});
    const order = [...stored.values()].sort((a, b) => a.number - b.number);
    const loaded: UserIds = {ids: new Set(order.map(({id}) => id)), order};
    this.users.set(userId, loaded);
    return loaded;
  }
}

function keyOf(userId: string, number: number): string {
  return `done:${userId}:${sortable(number % idsPerUser, 4)}`;
}
