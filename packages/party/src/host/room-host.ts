import type {Connection} from './connection.js';
import type {Log} from './log.js';
import type {Storage} from './storage.js';

/** Everything a room needs from where it runs. One implementation a host, and one in memory for tests. */
export interface RoomHost {
  readonly storage: Storage;
  readonly log: Log;
  /** Milliseconds since 1970. */
  now(): number;
  /** The sockets that are open. */
  connections(): Iterable<Connection>;
  /** Runs a task after a delay. Lost when the host goes away, so nothing that must happen may rely on it. */
  later(delayMs: number, task: () => void): void;
}
