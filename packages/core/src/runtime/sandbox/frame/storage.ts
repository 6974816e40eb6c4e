import {maxStorageLength, type StorageArea} from '../protocol.js';
import type {WorkerLink} from './worker-link.js';

/** `localStorage` or `sessionStorage`, which throw in a document without an origin. Kept by the worker. */
export function createStorage(area: StorageArea, stored: Record<string, string>, link: WorkerLink): Storage {
  const entries = new Map(Object.entries(stored));

  const write = (key: string, value: string) => {
    let length = key.length + value.length;
    for (const [other, kept] of entries) if (other !== key) length += other.length + kept.length;
    if (length > maxStorageLength) throw new DOMException(`${area} is full.`, 'QuotaExceededError');
    entries.set(key, value);
    link.send({type: 'storage', area, key, value});
  };
  const remove = (key: string) => {
    if (entries.delete(key)) link.send({type: 'storage', area, key, value: null});
  };

  const methods = {
    getItem: (key: string) => entries.get(String(key)) ?? null,
    setItem: (key: string, value: string) => write(String(key), String(value)),
    removeItem: (key: string) => remove(String(key)),
    key: (index: number) => [...entries.keys()][index] ?? null,
    clear: () => {
      entries.clear();
      link.send({type: 'storage', area, key: null, value: null});
    },
  };
  // Programs also read and write entries as properties.
  return new Proxy(methods as unknown as Storage, {
    get: (target, key) => {
      if (key === 'length') return entries.size;
      if (typeof key === 'symbol' || key in target) return Reflect.get(target, key);
      return entries.get(key);
    },
    set: (_, key, value) => {
      write(String(key), String(value));
      return true;
    },
    has: (target, key) => key in target || entries.has(String(key)),
    deleteProperty: (_, key) => {
      remove(String(key));
      return true;
    },
    ownKeys: () => [...entries.keys()],
    getOwnPropertyDescriptor: (_, key) =>
      entries.has(String(key))
        ? {value: entries.get(String(key)), writable: true, enumerable: true, configurable: true}
        : undefined,
  });
}

/** `document.cookie` for the scripts of one document; nothing sends these anywhere. */
export function createCookieJar(): {get: () => string; set: (text: string) => void} {
  const cookies = new Map<string, string>();
  return {
    get: () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    set: (text) => {
      const [pair = '', ...attributes] = String(text).split(';');
      const [, name = '', value = ''] = /^\s*([^=]*?)\s*=\s*(.*?)\s*$/.exec(pair) ?? [];
      const isExpired = attributes.some((attribute) =>
        /^\s*max-age=(0|-\d+)\s*$|^\s*expires=.*1970/i.test(attribute),
      );
      if (isExpired) cookies.delete(name);
      else if (name) cookies.set(name, value);
    },
  };
}
