import type {ErrorCode} from '../errors.js';

/** What a model's reply turned out to say, in its order. */
export type ReplyEvent =
  /** More prose, as Markdown. Join the texts of all events to get the whole. */
  | {type: 'text'; text: string}
  /** A file begins. Its `file` follows, or a `problem` that names it. */
  | {type: 'file-start'; path: string}
  /** A file is complete. A path that comes again replaces what came before. */
  | {type: 'file'; path: string; content: string}
  /** How to build or start the project. */
  | {type: 'command'; kind: CommandKind; command: string}
  /** Something was not accepted; `message` says what, for people. The rest is still read. */
  | {type: 'problem'; code: ErrorCode; message: string};

export type CommandKind = 'build' | 'start';
