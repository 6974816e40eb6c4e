import type {
  BufferEncoding,
  DirEnt,
  ErrorListener,
  FileSystemTree as LinkedTree,
  PortListener,
  ServerReadyListener,
  SpawnOptions,
  Unsubscribe,
  WebContainer,
  WebContainerProcess,
} from '@webcontainer/api';
import type {FileSystemTree} from '../files/tree.js';
import type {Runtime} from './runtime.js';

/**
 * The part of `WebContainer` that every `Runtime` keeps: a program written for this runs unchanged on either.
 *
 * Members are properties, not methods, so that the compiler compares their parameters strictly. Outside the subset:
 * symbolic links in trees, `fs.watch`, encodings other than UTF-8, `setPreviewScript`, and the events `code`, `xdg-open` and `preview-message`, whose messages are ours.
 */
export interface WebContainerSubset {
  readonly workdir: string;
  readonly mount: (tree: FileSystemTree, options?: {mountPoint?: string}) => Promise<void>;
  readonly spawn: {
    (command: string, args: string[], options?: SpawnOptions): Promise<WebContainerProcess>;
    (command: string, options?: SpawnOptions): Promise<WebContainerProcess>;
  };
  readonly export: (path: string) => Promise<LinkedTree | Uint8Array>;
  readonly on: {
    (event: 'server-ready', listener: ServerReadyListener): Unsubscribe;
    (event: 'port', listener: PortListener): Unsubscribe;
    (event: 'error', listener: ErrorListener): Unsubscribe;
  };
  readonly teardown: () => void;
  readonly fs: {
    readonly readFile: {
      (path: string): Promise<Uint8Array>;
      (path: string, encoding: Extract<BufferEncoding, 'utf-8' | 'utf8'>): Promise<string>;
    };
    readonly writeFile: (path: string, data: string | Uint8Array) => Promise<void>;
    readonly readdir: {
      (path: string): Promise<string[]>;
      (path: string, options: {withFileTypes: true}): Promise<DirEnt<string>[]>;
    };
    readonly mkdir: {
      (path: string): Promise<void>;
      (path: string, options: {recursive: true}): Promise<unknown>;
    };
    readonly rm: (path: string, options?: {recursive?: boolean; force?: boolean}) => Promise<void>;
    readonly rename: (from: string, to: string) => Promise<void>;
  };
}

type Fits<Subset, Whole extends Subset> = Whole;

/** The proof: this file does not compile once one of the two stops fitting. */
export type RuntimeFits = Fits<WebContainerSubset, Runtime>;
export type PackageFits = Fits<WebContainerSubset, WebContainer>;

// And the proof can fail:
// @ts-expect-error A runtime that cannot start a command does not fit.
export type WithoutSpawn = Fits<WebContainerSubset, Omit<Runtime, 'spawn'>>;
// @ts-expect-error Nor does one that answers an exit code as text.
export type WithTextualExit = Fits<WebContainerSubset, Omit<Runtime, 'spawn'> & {spawn: TextualSpawn}>;
type TextualSpawn = (command: string) => Promise<Omit<WebContainerProcess, 'exit'> & {exit: Promise<string>}>;
