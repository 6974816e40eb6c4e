import {CodecraftError} from '@codecraft/core/errors';

/** A change was based on a version that is no longer the current one. */
export class StaleError extends CodecraftError {
  /** The number of the last event. */
  readonly version: number;

  constructor(version: number, message: string) {
    super('conflict', message);
    this.version = version;
  }
}
