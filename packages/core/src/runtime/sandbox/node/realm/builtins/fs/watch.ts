import EventEmitter from 'events';
import path from 'path-browserify';
import type {RealmContext} from '../../context.js';
import {Stats} from './stats.js';

type Listener = (kind: string, name: string) => void;

/** `fs.watch` and `fs.watchFile`, told by whoever writes instead of by asking again and again. */
export function createWatching({files, loop, resolvePath}: RealmContext) {
  const polled = new Map<string, () => void>();

  function watch(value: unknown, optionsOrListener?: {recursive?: boolean} | Listener, listener?: Listener) {
    const options = typeof optionsOrListener === 'object' ? optionsOrListener : {};
    const onChange = typeof optionsOrListener === 'function' ? optionsOrListener : listener;
    const at = resolvePath(value);
    const watcher = new EventEmitter();
    if (onChange) watcher.on('change', onChange as () => void);
    const release = loop.hold();
    const hear = (kind: string, changed: string) => {
      const isInside = changed.startsWith(`${at}/`) && (options.recursive || path.dirname(changed) === at);
      if (changed !== at && !isInside) return;
      const name = changed === at ? path.basename(at) : changed.slice(at.length + 1);
      loop.nextTick(() => watcher.emit('change', kind, name));
    };
    files.watchers.add(hear);
    return Object.assign(watcher, {
      close: () => {
        files.watchers.delete(hear);
        release();
        watcher.emit('close');
      },
      ref: () => watcher,
      unref: () => {
        release();
        return watcher;
      },
    });
  }

  function watchFile(value: unknown, ...rest: unknown[]): void {
    const at = resolvePath(value);
    const listener = rest.at(-1) as (now: Stats, before: Stats) => void;
    if (!files.isFile(at)) return;
    let before = new Stats(files, at);
    const watcher = watch(at, () => {
      if (!files.isFile(at)) return;
      const now = new Stats(files, at);
      listener(now, before);
      before = now;
    });
    polled.set(at, watcher.close);
  }

  return {
    watch,
    watchFile,
    unwatchFile: (value: unknown): void => {
      const at = resolvePath(value);
      polled.get(at)?.();
      polled.delete(at);
    },
  };
}
