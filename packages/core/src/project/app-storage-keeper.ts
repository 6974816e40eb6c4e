import {CodecraftError} from '../errors.js';
import type {Runtime} from '../runtime/runtime.js';
import type {AppEntries, AppStorage} from './app-storage.js';

/** Written this long after the first change that is not written yet. */
const saveDelayMs = 250;

/**
 * Hands what the app had in its `localStorage` to the next runtime, and writes what it changes.
 * Where the browser keeps nothing the app works on, and `onFailure` says so once the app stores something.
 */
export class AppStorageKeeper {
  private readonly place: {storage: AppStorage; key: string};
  private readonly onFailure: (error: CodecraftError) => void;
  private unsaved: AppEntries | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private loadFailure: unknown = null;
  private hasFailed = false;

  constructor(place: {storage: AppStorage; key: string}, onFailure: (error: CodecraftError) => void) {
    this.place = place;
    this.onFailure = onFailure;
  }

  /** What the app finds at its start. Never rejects. */
  async load(): Promise<AppEntries> {
    try {
      return (await this.place.storage.load(this.place.key)) ?? {};
    } catch (cause) {
      this.loadFailure = cause;
      return {};
    }
  }

  follow(runtime: Runtime): void {
    runtime.on('local-storage', (entries) => {
      // What could not be read is not overwritten.
      if (this.loadFailure !== null) return this.fail(this.loadFailure);
      this.unsaved = entries;
      this.timer ??= setTimeout(() => this.save(), saveDelayMs);
    });
  }

  dispose(): void {
    this.save();
  }

  private save(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const {unsaved} = this;
    if (!unsaved) return;
    this.unsaved = null;
    this.place.storage.save(this.place.key, unsaved).catch((cause: unknown) => this.fail(cause));
  }

  private fail(cause: unknown): void {
    if (this.hasFailed) return;
    this.hasFailed = true;
    const message =
      'This browser does not keep the app’s localStorage: it is gone when the page is left. Allow this site to store data.';
    this.onFailure(new CodecraftError('unavailable', message, {cause}));
  }
}
