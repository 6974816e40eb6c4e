import type {DurableObjectStorage} from '@cloudflare/workers-types';
import type {Storage} from './storage.js';

/** Durable Object storage takes this many keys in one call. */
const batchSize = 128;

/** What old and new Durable Objects have in common. */
type KeyValueStorage = Pick<
  DurableObjectStorage,
  'get' | 'put' | 'delete' | 'list' | 'deleteAll' | 'setAlarm'
>;

/**
 * A Durable Object's storage, which is what PartyKit hands out too, as ours. Calls made without awaiting between them are one atomic write, and the output gate
 * holds everything sent afterwards until it is on disk (https://blog.cloudflare.com/durable-objects-easy-fast-correct-choose-three/).
 */
export function durableStorage(storage: KeyValueStorage): Storage {
  return {
    get: (key) => storage.get(key),
    list: (range) => storage.list(range),
    deleteAll: () => storage.deleteAll(),
    setAlarm: (at) => storage.setAlarm(at),
    async write(change) {
      const puts = batches(Object.entries(change.put ?? {})).map((batch) =>
        storage.put(Object.fromEntries(batch)),
      );
      const deletions = batches([...(change.delete ?? [])]).map((batch) => storage.delete(batch));
      await Promise.all([...puts, ...deletions]);
    },
  };
}

function batches<Item>(items: Item[]): Item[][] {
  return Array.from({length: Math.ceil(items.length / batchSize)}, (_, index) =>
    items.slice(index * batchSize, (index + 1) * batchSize),
  );
}
