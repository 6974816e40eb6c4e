import {contentsBytes, type FileSystemTree} from '../../files/tree.js';
import {treeFiles} from '../../files/tree-files.js';
import {limits} from '../../protocol/index.js';
import type {RuntimeProcess, WrittenFile} from '../runtime.js';

type Contents = string | Uint8Array;

/** Changes closer together than this are looked at together: a program often writes a file by pieces. */
const batchMs = 60;
/** What a process wrote last may be heard of only after its end. */
const lateMs = 500;

export interface WatchedFolder {
  /** Calls back after each change below the folder, with the path from there as far as it is known. */
  watch(onChange: (path: string) => void): {close(): void};
  /** Everything below the folder but `node_modules`. */
  read(): Promise<FileSystemTree>;
}

/**
 * What commands of terminals write in a container, which tells that something changed and not who changed it.
 *
 * So the files are looked at again, and compared with those that were there and those that the page wrote. What is other
 * is told as a terminal's while nothing but terminals runs, and is taken note of in silence while something else does.
 */
export class ContainerWrites {
  private readonly folder: WatchedFolder;
  private readonly tell: (files: readonly WrittenFile[], by: RuntimeProcess) => void;
  private readonly fail: (error: unknown) => void;
  private readonly known = new Map<string, Contents>();
  /** The last one is the one that gave output last. */
  private readonly terminals = new Set<RuntimeProcess>();
  private others = 0;
  private watcher: {close(): void} | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** While the files are read. */
  private isLooking = false;
  private isOthersDoing = false;
  /** Changes by the page under way, and how many there were. */
  private pending = 0;
  private pageChanges = 0;

  constructor(
    folder: WatchedFolder,
    on: {
      written: (files: readonly WrittenFile[], by: RuntimeProcess) => void;
      failed: (error: unknown) => void;
    },
  ) {
    this.folder = folder;
    this.tell = on.written;
    this.fail = on.failed;
  }

  /** To be awaited before a terminal starts: what is there by then is nobody's doing. */
  async prepare(): Promise<void> {
    if (this.watcher) return;
    this.watcher = this.folder.watch((path) => {
      if (isOutside(path)) return;
      if (this.others > 0) this.isOthersDoing = true;
      this.lookSoon();
    });
    try {
      for (const [path, contents] of treeFiles(await this.folder.read())) this.known.set(path, contents);
    } catch (error) {
      this.stop();
      throw error;
    }
  }

  follow(process: RuntimeProcess, {isTerminal}: {isTerminal: boolean}): void {
    if (isTerminal) this.terminals.add(process);
    else this.others++;
    const end = () =>
      setTimeout(() => {
        if (isTerminal) this.terminals.delete(process);
        else this.others--;
      }, lateMs);
    process.exit.then(end, end);
  }

  markActive(process: RuntimeProcess): void {
    if (this.terminals.delete(process)) this.terminals.add(process);
  }

  /** Makes a change of the page's own, which is not told. */
  async byPage<Result>(
    change: () => Promise<Result>,
    note: (known: Map<string, Contents>) => void,
  ): Promise<Result> {
    this.pending++;
    try {
      const result = await change();
      note(this.known);
      return result;
    } finally {
      this.pending--;
      this.pageChanges++;
    }
  }

  stop(): void {
    clearTimeout(this.timer);
    this.watcher?.close();
    this.watcher = undefined;
  }

  private lookSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.look();
    }, batchMs);
  }

  private async look(): Promise<void> {
    if (this.isLooking || this.pending > 0) return this.lookSoon();
    this.isLooking = true;
    const before = this.pageChanges;
    try {
      const found = new Map(treeFiles(await this.folder.read()));
      if (!this.watcher) return;
      // The page wrote meanwhile: which of the two was read is not known.
      if (this.pending > 0 || this.pageChanges !== before) return this.lookSoon();
      this.compare(found);
    } catch (error) {
      if (this.watcher) this.fail(error); // else the container ended meanwhile
    } finally {
      this.isLooking = false;
    }
  }

  private compare(found: ReadonlyMap<string, Contents>): void {
    const files: WrittenFile[] = [];
    for (const [path, contents] of found) {
      const before = this.known.get(path);
      if (isOutside(path)) continue;
      if (before !== undefined && isSame(before, contents)) continue;
      this.known.set(path, contents);
      const isTooLarge = contentsBytes(contents) > limits.maxFileBytes;
      files.push(isTooLarge ? {path, kind: 'too-large'} : {path, kind: 'written', contents});
    }
    for (const path of this.known.keys()) {
      if (found.has(path) || isOutside(path)) continue;
      this.known.delete(path);
      files.push({path, kind: 'removed'});
    }
    const by = [...this.terminals].at(-1);
    const isToBeTold = files.length > 0 && by && this.others === 0 && !this.isOthersDoing;
    this.isOthersDoing = false;
    if (isToBeTold) this.tell(files, by);
  }
}

function isOutside(path: string): boolean {
  return path.split('/').includes('node_modules');
}

function isSame(one: Contents, other: Contents): boolean {
  if (typeof one === 'string' && typeof other === 'string') return one === other;
  const [first, second] = [bytesOf(one), bytesOf(other)];
  return first.length === second.length && first.every((byte, index) => byte === second[index]);
}

function bytesOf(contents: Contents): Uint8Array {
  return typeof contents === 'string' ? new TextEncoder().encode(contents) : contents;
}
