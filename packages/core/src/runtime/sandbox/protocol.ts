import type {ErrorCode} from '../../errors.js';
import type {FileSystemTree} from '../../files/tree.js';
import type {InstallProgress, PreviewMessage, PreviewUpdate, WrittenFile} from '../runtime.js';
import {type AnswerEvent, answerCalls} from './answer-protocol.js';
import {bytes, type Infer, list, nullable, number, object, oneOf, optional, text, union} from './shape.js';
import {type SocketEvent, socketCalls} from './socket-protocol.js';

/*
 * Every message that crosses a realm in the sandbox.
 *
 *   page   ⇄ worker   the worker's own messages. Both sides are this library: typed, not checked.
 *   worker ⇄ frame    one MessagePort for each loaded document. The frame runs the user's code and is hostile:
 *                     everything it sends is checked against `frameMessage` and counted (see worker/frame-link.ts).
 *   frame  → page     one window message: `frameHello`, with that port if the worker has none. Its source is checked.
 *                     Before it, from our `preview.html`: `previewReady`, with ports for the document.
 *
 * Node processes have a hidden frame and ports of their own: node/protocol.ts.
 */

// ── page → worker ──────────────────────────────────────────────────────────────────────────────────────────────

/** `gateway`: the package gateway and our own prebuilt files, and nothing else. */
export const networkPolicies = ['open', 'gateway', 'none'] as const;
export type NetworkPolicy = (typeof networkPolicies)[number];

/** What the page decides when it boots the runtime. */
export interface SandboxSettings {
  /** Folder of our prebuilt files; ends in a slash. */
  assetsUrl: string;
  /** A package gateway; ends in a slash. Undefined where there is none, and then only packs can be installed. */
  packagesUrl: string | undefined;
  network: NetworkPolicy;
  /** Our `preview.html`, where documents are not handed to frames as text. The page alone needs it. */
  previewUrl: string | undefined;
  /** What the app finds in its `localStorage`. */
  localStorage: Readonly<Record<string, string>>;
}

export type WorkerStart = {type: 'start'} & SandboxSettings;

/** What the page can ask of the worker: parameters and answer, by method. */
export interface WorkerMethods {
  mount: {params: {tree: FileSystemTree; mountPoint: string}; result: void};
  'write-files': {params: {files: {path: string; data: string | Uint8Array}[]}; result: void};
  'read-file': {params: {path: string}; result: Uint8Array};
  'read-directory': {params: {path: string}; result: {name: string; isDirectory: boolean}[]};
  'make-directory': {params: {path: string; recursive: boolean}; result: void};
  remove: {params: {path: string; recursive: boolean; force: boolean}; result: void};
  rename: {params: {from: string; to: string}; result: void};
  export: {params: {path: string; excludes: string[]}; result: FileSystemTree};
  spawn: {
    params: {
      process: number;
      command: string;
      args: string[];
      cwd: string;
      env: Record<string, string>;
      terminal: {cols: number; rows: number} | undefined;
    };
    result: void;
  };
}

export type WorkerMethod = keyof WorkerMethods;

export type PageMessage =
  | {
      [M in WorkerMethod]: {type: 'call'; id: number; method: M; params: WorkerMethods[M]['params']};
    }[WorkerMethod]
  | {type: 'input'; process: number; text: string}
  | {type: 'input-end'; process: number}
  | {type: 'resize'; process: number; size: {cols: number; rows: number}}
  | {type: 'kill'; process: number}
  /** The page shows previews from now on (or no longer): send the document, and again after each reload. */
  | {type: 'preview-attached'; attached: boolean}
  | {type: 'navigate'; address: string}
  | {type: 'reload'}
  /** The page fetches this file of ours, and sends it as `asset`. */
  | {type: 'asset-coming'; fileName: string}
  /** Undefined where it could not be fetched. */
  | {type: 'asset'; fileName: string; text: string | undefined}
  /** A frame waits for the next document, and has these packs. Said again when it has more. */
  | {type: 'frame-waiting'; frame: number; packs: string[]}
  /** Carries the port by which the worker will speak with the document that comes into this frame. */
  | {type: 'frame-linked'; frame: number}
  /** It waits no more: it shows a document, or was taken away. */
  | {type: 'frame-gone'; frame: number}
  /** Carries the port of the document numbered `document`, sent to the page by `frameHello`. */
  | {type: 'frame-port'; document: number}
  /** The frame that shows this document has loaded once more. */
  | {type: 'frame-loaded-again'; document: number}
  /** Carries the port of the hidden frame that starts Node processes. */
  | {type: 'process-frame-port'};

// ── worker → page ──────────────────────────────────────────────────────────────────────────────────────────────

export type WorkerMessage =
  | {type: 'result'; id: number; value: unknown}
  | {type: 'failure'; id: number; code: ErrorCode; message: string}
  | {type: 'output'; process: number; text: string}
  | {type: 'exit'; process: number; code: number}
  | {type: 'files-written'; process: number; files: WrittenFile[]}
  /** Load this document in place of the one before: into `frame`, if it is made for one that waits. */
  | {type: 'document'; document: number; nonce: string; html: string; frame: number | undefined}
  /** Another document will probably come: open a frame for it, which runs these packs while there is nothing to do. */
  | {type: 'document-expected'; packs: readonly PackCode[]}
  /** Open a hidden frame with this document, for Node processes. */
  | {type: 'process-frame'; nonce: string; html: string}
  /** End this process of the hidden frame; see `ProcessFrameOrder`. */
  | {type: 'end-process'; process: number}
  | {type: 'server-ready'; port: number; url: string}
  | {type: 'port'; port: number; state: 'open' | 'close'; url: string}
  | {type: 'preview-message'; message: PreviewMessage}
  | {type: 'local-storage'; entries: Record<string, string>}
  | {type: 'install-progress'; progress: InstallProgress}
  | {type: 'update'; update: PreviewUpdate}
  | {type: 'runtime-error'; message: string};

// ── frame → page ───────────────────────────────────────────────────────────────────────────────────────────────

/**
 * The first thing a document does, before any code of the user: hand over its port, if its frame had none for it. The nonce
 * is used once.
 */
export const frameHello = object({type: oneOf('codecraft-frame'), nonce: text(64)});

/** From the document around an enclosed one, which is ours: what it encloses has loaded once more. */
export const loadedAgain = 'codecraft-loaded-again';

/**
 * What our `preview.html` says once it is loaded, with two ports: on one it takes the document that it will show, by the
 * other that document will speak with the worker.
 */
export const previewReady = 'codecraft-preview-ready';

// ── frame → worker ─────────────────────────────────────────────────────────────────────────────────────────────

const address = text(4096);
const moduleId = text(1024);
const storageArea = oneOf('localStorage', 'sessionStorage');
/** Browsers allow about 5 MB for each origin. */
export const maxStorageLength = 5_000_000;
export const maxHistoryEntries = 50;
const historyEntry = object({address, state: nullable(text(65_536)), document: number(0, 1e9)});

export const frameMessage = union({
  console: object({level: oneOf('log', 'info', 'warn', 'error', 'debug'), text: text(20_000)}),
  failed: object({
    kind: oneOf('runtime', 'rejection'),
    message: text(4000),
    stack: optional(text(20_000)),
  }),
  /** The update or document that `failed` was about works again. */
  recovered: object({}),
  /** The modules of `start` ran and a frame was drawn. `edits`: how those of its modules will be shown. */
  painted: object({edits: oneOf('hot', 'reload')}),
  /** `update` was applied and a frame was drawn. */
  updated: object({update: number(0, 1e9), kind: oneOf('hot', 'style')}),
  /** Answers `ping`, as soon as the app lets it. */
  pong: object({}),
  /** `update` cannot be applied with the app running: load the document again. */
  'reload-needed': object({update: optional(number(0, 1e9))}),
  /** A link, form or assignment to `location` leads to another document of the project. */
  navigate: object({
    address,
    replace: optional(oneOf('replace')),
    /** A form that is sent with POST. */
    form: optional(object({contentType: text(200), body: bytes(50_000_000)})),
  }),
  history: object({index: number(0, maxHistoryEntries), entries: list(historyEntry, maxHistoryEntries)}),
  'open-external': object({url: text(4096)}),
  storage: object({
    area: storageArea,
    key: nullable(text(maxStorageLength)),
    value: nullable(text(maxStorageLength)),
  }),
  /** Dynamic import of a module that was not sent yet. */
  import: object({id: number(0, 1e9), importer: moduleId, specifier: moduleId}),
  fetch: object({
    id: number(0, 1e9),
    method: text(20),
    address,
    headers: list(list(text(16_384), 2), 200),
    body: nullable(bytes(50_000_000)),
  }),
  ...answerCalls,
  /** `address` as that of `fetch`, but for `ws:` in place of `http:`. */
  'socket-open': object({id: number(0, 1e9), address, protocols: list(text(200), 50)}),
  ...socketCalls,
});

export type FrameMessage = Infer<typeof frameMessage>;
export type HistoryEntry = Infer<typeof historyEntry>;
export type StorageArea = Infer<typeof storageArea>;
export type Stored = Record<StorageArea, Record<string, string>>;

/** What a document is told in its own HTML, because it is needed before the port can answer. */
export interface FrameSetup {
  nonce: string;
  document: number;
  history: {index: number; entries: HistoryEntry[]};
  stored: Stored;
  /** Modules follow: hold back DOMContentLoaded and load until they ran, as for `<script type="module">`. */
  hasModules: boolean;
  /** The document lies in another one of ours; see `enclose` in worker/serve/document.ts. */
  isEnclosed: boolean;
  /** Names of the packs that the frame had before the document. Others that it may have are not installed. */
  packsWaiting: string[];
  /** The worker has the port of the frame that waited, and speaks there. */
  isLinked: boolean;
}

// ── worker → frame ─────────────────────────────────────────────────────────────────────────────────────────────

/** A module as the frame's registry takes it. */
export interface LinkedModule {
  /** Path from the project's root, with its query: `/src/App.tsx`, `/src/note.txt?raw`. */
  id: string;
  format: 'es' | 'cjs';
  /** Body of a function; see frame/registry.ts for its parameters. */
  code: string;
  /** The body awaits at its top level. */
  isAsync: boolean;
  /** Specifier as written → module id, or `false` for a module that is empty in browsers. */
  links: Record<string, string | false>;
  /** Ids of the static imports in order, for modules that await. */
  requires: string[];
  /** CSS to keep in the document while the module is loaded. */
  style?: string;
  /** Only leads to other modules, by the names that are used so far; running it again adds the new ones. */
  isBarrel?: boolean;
}

/** One of our packs as a script, which calls `definePack`. */
export interface PackCode {
  name: string;
  code: string;
}

/** The script of every document, frame/main.ts. Not one of packages. */
export const framePack = 'frame';

/** A pack that ran in the frame before the document came: what it gave `definePack`; undefined where it failed. */
export interface RanPack extends PackCode {
  packed?: Record<string, unknown>;
}

declare global {
  interface Window {
    /** What a pack hands its modules to, while it runs in a frame that waits. */
    definePack?: (packed: Record<string, unknown>) => void;
    /** Between a frame that waits and the document that comes into it. */
    codecraftWaited?: {link: MessagePort; packs: RanPack[]; commands: FrameCommand[]};
  }
}

export interface SourceProblem {
  title: string;
  message: string;
  path?: string;
  line?: number;
  column?: number;
  /** Lines around the place. */
  excerpt?: {firstLine: number; lines: string[]};
}

export type FrameCommand =
  /** Modules of the `start` to come. */
  | {type: 'define'; modules: LinkedModule[]}
  | {
      type: 'start';
      modules: LinkedModule[];
      /** Of those of `define` that it needs no more. */
      removed: string[];
      entries: string[];
      packs: PackCode[];
      env: Record<string, string | boolean>;
    }
  | {
      type: 'update';
      update: number;
      modules: LinkedModule[];
      removed: string[];
      packs: PackCode[];
    }
  | {type: 'ping'}
  | {type: 'problem'; problem: SourceProblem}
  /** The sources compile again and nothing changed for this document. */
  | {type: 'problem-solved'}
  | {
      type: 'import-reply';
      id: number;
      module: string;
      modules: LinkedModule[];
      packs: PackCode[];
    }
  /** `request-failed` also answers `import`. */
  | AnswerEvent
  | SocketEvent;
