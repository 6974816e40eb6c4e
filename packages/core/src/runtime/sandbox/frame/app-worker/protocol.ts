import type {FrameCommand, FrameMessage, LinkedModule} from '../../protocol.js';

/*
 * Between a document of the app and a worker that it started. Both run the user's code and trust each other; what they
 * ask of the runtime passes through the document's own port, where it is checked.
 */

export interface AppWorkerStart {
  entry: string;
  modules: LinkedModule[];
  packs: {name: string; code: string}[];
  env: Record<string, string | boolean>;
}

/** The document says what to run, once it has it. */
export type AppWorkerStarter =
  /** `imports` is what `importScripts` finds, by address. */
  | {type: 'script'; code: string; url: string; imports: Readonly<Record<string, string>>}
  /** `code` is our registry; it answers a function that takes `start` and the port. */
  | {type: 'modules'; code: string; start: AppWorkerStart};

/** From the runtime: answers and sockets, with the worker's own ids. */
export type AppWorkerCommand = AppWorkerStarter | RelayedCommand;

/** To the runtime, with ids of the worker's own; and that the worker closes itself. */
export type AppWorkerRequest = RuntimeRequest | {type: 'ended'};

type RuntimeRequest = FrameMessage & {
  type:
    | 'console'
    | 'fetch'
    | 'fetch-room'
    | 'fetch-abort'
    | 'socket-open'
    | 'socket-send'
    | 'socket-room'
    | 'socket-close';
};

/** What begins something that is answered. */
export type RelayedRequest = RuntimeRequest & {type: 'fetch' | 'socket-open'};
export type RelayedCommand = FrameCommand & {id: number};
