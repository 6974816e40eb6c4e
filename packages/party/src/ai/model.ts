import type {Turn} from '@codecraft/core/protocol';

/** What a model is asked, in the order in which it hardly changes: a stable beginning is cached and cheaper. */
export interface ModelRequest {
  readonly instructions: string;
  /** The project as it is: paths and contents. */
  readonly project: string;
  /** What the person wants. */
  readonly prompt: string;
}

export type ModelEvent =
  /** The next part of the reply. */
  | {readonly type: 'text'; readonly text: string}
  /** Which model it is that answers, as it names itself. */
  | {readonly type: 'model'; readonly name: string};

/** Something that writes a reply in the format of `@codecraft/core/reply`. */
export interface Model {
  readonly source: Turn['source'];
  /**
   * Ends when the reply is complete.
   *
   * @throws CodecraftError `model-failed` with a sentence for people; an AbortError once `signal` fires.
   */
  answer(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent>;
}
