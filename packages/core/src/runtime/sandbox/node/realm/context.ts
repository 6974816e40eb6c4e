import type EventEmitter from 'events';
import type {ProcessStart} from '../protocol.js';
import type {EventLoop} from './event-loop.js';
import type {ProjectFiles} from './files/project-files.js';
import type {HostLink} from './host-link.js';
import type {Timers} from './timers.js';

/** What built-in modules are made from. */
export interface RealmContext {
  start: ProcessStart;
  link: HostLink;
  loop: EventLoop;
  timers: Timers;
  files: ProjectFiles;
  process: ProcessObject;
  /** The console of the program. */
  console: Console;
  /** An absolute path for any of the ways to write one: text, `file:` URL, bytes. */
  resolvePath: (path: unknown) => string;
  /** `require` of a module at that path, for `module.createRequire`. */
  createRequire: (path: string) => unknown;
}

/** The part of `process` that other built-ins use. */
export interface ProcessObject extends EventEmitter {
  argv: string[];
  env: Record<string, string>;
  exitCode: number | string | undefined;
  cwd: () => string;
  exit: (code?: number | string) => never;
  stdin: unknown;
  stdout: {write: (text: string) => boolean; isTTY: boolean; columns: number; rows: number};
  stderr: {write: (text: string) => boolean; isTTY: boolean; columns: number; rows: number};
}
