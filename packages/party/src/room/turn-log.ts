import type {Turn} from '@codecraft/core/protocol';
import {type Storage, type StorageChange, sortable} from '../host/storage.js';

/** The most a joiner gets at once. */
const welcomeTurns = 20;
const hourMs = 3_600_000;

const turnPrefix = 'turn:';

/** What the AI was asked and what came of it, under `turn:<startMs>:<id>`. Never expires. */
export class TurnLog {
  private readonly storage: Storage;

  constructor(storage: Storage) {
    this.storage = storage;
  }

  /** The latest, oldest first. */
  async latest(): Promise<Turn[]> {
    const turns = await this.storage.list<Turn>({prefix: turnPrefix, limit: welcomeTurns, reverse: true});
    return [...turns.values()].reverse();
  }

  /** What this user asked within the last hour, oldest first. */
  async lastHourOf(userId: string, now: number): Promise<Turn[]> {
    const turns = await this.storage.list<Turn>({start: startKey(now - hourMs + 1), end: 'turn;'});
    return [...turns.values()].filter((turn) => turn.userId === userId);
  }

  /** Turns that were under way when the room last stopped. */
  async unfinished(): Promise<Turn[]> {
    const turns = await this.latest();
    return turns.filter(({status}) => status === 'waiting' || status === 'working');
  }

  async count(): Promise<number> {
    return (await this.storage.list({prefix: turnPrefix})).size;
  }

  change(turn: Turn): StorageChange {
    return {put: {[startKey(turn.startedAt) + turn.id]: turn}};
  }
}

function startKey(startMs: number): string {
  return `${turnPrefix}${sortable(startMs, 13)}:`;
}
