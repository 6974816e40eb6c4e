import {type AnswerEvent, answerCalls} from '../answer-protocol.js';
import {
  boolean,
  bytes,
  type Infer,
  list,
  nullable,
  number,
  object,
  oneOf,
  type Shape,
  ShapeError,
  text,
  union,
} from '../shape.js';
import {type SocketCall, socketEvents} from '../socket-protocol.js';
import {maxPieceBytes} from '../stream-window.js';

/*
 * Node processes run in workers that a hidden frame without an origin starts.
 *
 *   worker ⇄ process frame   one MessagePort. The frame runs no code of the user: typed, not checked.
 *   page   → process frame   window messages, of which the source is checked: `ProcessFrameOrder`.
 *   worker ⇄ process         one MessagePort for each process, which runs the user's code and is hostile: everything it
 *                            sends is checked against `processMessage` and counted (see host/process-link.ts).
 */

// ── worker → process frame ─────────────────────────────────────────────────────────────────────────────────────

export type ProcessFrameCommand =
  /** The script of every process. Sent once. */
  | {type: 'realm'; code: string}
  /** Starts a process. Carries the port on which it speaks with the worker. */
  | {type: 'start'; process: number};

// ── page → process frame ───────────────────────────────────────────────────────────────────────────────────────

/**
 * Ends a process, whatever it is doing. By way of the page: in Firefox all ports of a browser share one queue, and behind
 * a flood on one of them the order to end it would come too late, or never.
 */
export interface ProcessFrameOrder {
  type: 'end-process';
  process: number;
}

// ── process frame → worker ─────────────────────────────────────────────────────────────────────────────────────

/** The only thing the frame says: a process could not be started at all. */
export interface ProcessFrameFailure {
  type: 'failed';
  process: number;
  message: string;
}

// ── process → worker ───────────────────────────────────────────────────────────────────────────────────────────

const maxFileBytes = 50_000_000;
const requestId = number(0, 1e9);
const port = number(1, 65_535);
const path = text(4096);
const headers = list(list(text(65_536), 2), 500);

/** A file as it was written: text stays text. */
const contents: Shape<string | Uint8Array<ArrayBuffer>> = (value, place) => {
  if (typeof value === 'string' && value.length <= maxFileBytes) return value;
  if (typeof value !== 'string') return bytes(maxFileBytes)(value, place);
  throw new ShapeError(`${place} is longer than ${maxFileBytes} characters`);
};

export const processMessage = union({
  output: object({stream: oneOf('stdout', 'stderr'), text: text(1_000_000)}),
  exit: object({code: number(0, 255)}),
  /** Paths are inside the project, from its root. */
  'write-file': object({path, contents}),
  'make-directory': object({path}),
  remove: object({path}),
  listen: object({port}),
  unlisten: object({port}),
  'response-start': object({request: requestId, status: number(200, 599), headers}),
  'response-data': object({request: requestId, data: bytes(maxPieceBytes)}),
  'response-end': object({request: requestId}),
  'response-failed': object({request: requestId, message: text(4000)}),
  ...socketEvents,
  /** To a server of another process of the project. Answered by an `AnswerEvent`. */
  request: object({
    id: requestId,
    port,
    method: text(20),
    url: text(65_536),
    headers,
    body: nullable(bytes(maxFileBytes)),
  }),
  ...answerCalls,
  /** Keys come one by one and without echo, as programs with menus want them. */
  'raw-mode': object({isRaw: boolean}),
  /** The program wants to hear of Ctrl-C instead of ending. */
  'interrupt-handled': object({isHandled: boolean}),
  /** Answers a `ping`. */
  pong: object({token: text(36)}),
});

export type ProcessMessage = Infer<typeof processMessage>;

// ── worker → process ───────────────────────────────────────────────────────────────────────────────────────────

export interface TerminalSize {
  cols: number;
  rows: number;
}

export interface ProcessStart {
  type: 'start';
  files: ReadonlyMap<string, string | Uint8Array>;
  directories: readonly string[];
  /** Folder of the project, as the program sees it. */
  workdir: string;
  /** Where the program starts, from the root of the project. */
  cwd: string;
  program: ProcessProgram;
  preloads: readonly string[];
  /** `process.argv` from the third on. */
  args: readonly string[];
  execArgs: readonly string[];
  env: Record<string, string>;
  /** Undefined where the output is not shown in a terminal. */
  terminal: TerminalSize | undefined;
}

/** `run` a file; evaluate `code` as `-e` and `-p` do; or run test files. */
export type ProcessProgram =
  | {kind: 'file'; path: string}
  | {kind: 'code'; code: string; isPrinted: boolean}
  /** `script`: what the runner needs beside our own, such as vitest's matchers. */
  | {kind: 'test'; paths: readonly string[]; runner: 'node' | 'vitest'; script: string};

export interface ServerRequest {
  port: number;
  method: string;
  /** Path and query. */
  url: string;
  headers: readonly (readonly string[])[];
  body: Uint8Array<ArrayBuffer> | null;
}

/** A WebSocket that a page opens. */
export interface SocketRequest {
  port: number;
  /** Path and query. */
  url: string;
  headers: readonly (readonly string[])[];
  protocols: readonly string[];
}

export interface ServerReply {
  status: number;
  headers: [string, string][];
  body: Uint8Array<ArrayBuffer>;
}

/** `contents` is null for a file that was removed. */
export interface MirroredChange {
  path: string;
  contents: string | Uint8Array | null;
}

export type ProcessCommand =
  | ProcessStart
  | {type: 'input'; text: string}
  | {type: 'input-end'}
  | ({type: 'request'; id: number} & ServerRequest)
  /** As much of the answer was read; see ../stream-window.ts. */
  | {type: 'request-room'; id: number; cost: number}
  /** Nobody wants the answer, or the rest of it. */
  | {type: 'request-aborted'; id: number}
  | ({type: 'socket-open'; id: number} & SocketRequest)
  | SocketCall
  | AnswerEvent
  | {type: 'files'; changes: readonly MirroredChange[]}
  | {type: 'interrupt'}
  | {type: 'resize'; size: TerminalSize}
  /** Asks for a `pong`, which comes after all that was sent before it; see host/backlog.ts. */
  | {type: 'ping'; token: string};
