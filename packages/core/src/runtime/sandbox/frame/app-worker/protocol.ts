import type {FetchReply, FrameMessage, LinkedModule} from '../../protocol.js';

/*
 * Between a document of the app and a worker that it started. Both run the user's code and trust each other; what they
 * ask of the runtime passes through the document's own port, where it is checked.
 */

export type FetchRequest = Omit<FrameMessage & {type: 'fetch'}, 'id' | 'type'>;

export interface AppWorkerStart {
  entry: string;
  modules: LinkedModule[];
  packs: {name: string; code: string}[];
  env: Record<string, string | boolean>;
}

/** The document says what to run, once it has it. */
export type AppWorkerCommand =
  /** `imports` is what `importScripts` finds, by address. */
  | {type: 'script'; code: string; url: string; imports: Readonly<Record<string, string>>}
  /** `code` is our registry; it answers a function that takes `start` and the port. */
  | {type: 'modules'; code: string; start: AppWorkerStart}
  | {type: 'fetch-reply'; id: number; reply: FetchReply}
  | {type: 'fetch-failed'; id: number; message: string};

export type AppWorkerRequest =
  | {type: 'console'; message: FrameMessage & {type: 'console'}}
  | {type: 'fetch'; id: number; request: FetchRequest};
