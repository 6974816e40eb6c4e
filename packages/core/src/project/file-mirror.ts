import type * as Y from 'yjs';
import {parentOf} from '../files/index.js';
import type {FileEntry} from '../protocol/index.js';
import type {RuntimeFileSystem} from '../runtime/runtime.js';
import type {OpenDocument} from './open-document.js';

interface Mirrored {
  path: string;
  document: OpenDocument;
  stop: () => void;
}

/**
 * Keeps a runtime's files the same as the project's: edits, and files that come, move and go. The way back is
 * `RuntimeWrites`.
 */
export class FileMirror {
  private readonly open: (fileId: string) => Promise<OpenDocument>;
  private readonly onFailure: (error: unknown) => void;
  private readonly files = new Map<string, Mirrored>();
  private readonly dirty = new Set<string>();
  /** What the runtime has at a path, as far as was heard. */
  private readonly inRuntime = new Map<string, string>();
  private fs: RuntimeFileSystem | null = null;
  private writing: Promise<void> | undefined;
  /** One change of the file list at a time. */
  private queue: Promise<void> = Promise.resolve();

  constructor(open: (fileId: string) => Promise<OpenDocument>, onFailure: (error: unknown) => void) {
    this.open = open;
    this.onFailure = onFailure;
  }

  /** Opens every file. */
  load(entries: readonly FileEntry[]): Promise<void> {
    const loading = this.queue.then(() => allOf(entries.map((entry) => this.add(entry))));
    this.queue = loading.catch(() => undefined); // who called hears of it
    return loading;
  }

  /** Hands all texts by path to `mount`. From then on changes are written to `fs`. */
  async follow(
    fs: RuntimeFileSystem,
    mount: (texts: Record<string, string>) => Promise<void>,
  ): Promise<void> {
    this.dirty.clear();
    const texts = Object.fromEntries(
      [...this.files.values()].map(({path, document}) => [path, document.text.toString()]),
    );
    await mount(texts);
    for (const [path, text] of Object.entries(texts)) this.inRuntime.set(path, text);
    this.fs = fs;
    this.schedule();
  }

  /** Writes what commands made other than the project has it. */
  async restore(): Promise<void> {
    for (const id of this.files.keys()) this.dirty.add(id);
    await this.queue;
    this.schedule();
    while (this.writing) await this.writing;
  }

  fileAt(path: string): {id: string; document: OpenDocument} | undefined {
    for (const [id, file] of this.files) if (file.path === path) return {id, document: file.document};
    return undefined;
  }

  /** How much text all files have together, in UTF-16 units. */
  get length(): number {
    return [...this.files.values()].reduce((sum, {document}) => sum + document.text.length, 0);
  }

  /**
   * Takes note of what the runtime has at a path by its own doing; undefined for no file, or none that is text.
   * @returns what it had there before.
   */
  note(path: string, text: string | undefined): string | undefined {
    const before = this.inRuntime.get(path);
    if (text === undefined) this.inRuntime.delete(path);
    else this.inRuntime.set(path, text);
    return before;
  }

  /** Resolves once the lists of files given so far have been worked off. */
  settled(): Promise<void> {
    return this.queue;
  }

  /** Brings the runtime's files up to a new list. */
  update(entries: readonly FileEntry[]): void {
    this.queue = this.queue.then(() => this.apply(entries)).catch(this.onFailure);
  }

  dispose(): void {
    this.fs = null;
    for (const file of this.files.values()) file.stop();
    this.files.clear();
  }

  private async apply(entries: readonly FileEntry[]): Promise<void> {
    const next = new Map(entries.map((entry) => [entry.id, entry]));
    for (const [id, file] of [...this.files]) {
      const entry = next.get(id);
      if (entry?.path === file.path) continue;
      if (this.inRuntime.delete(file.path)) await this.fs?.rm(file.path, {force: true});
      if (entry) {
        file.path = entry.path;
        this.touch(id);
      } else {
        file.stop();
        this.files.delete(id);
      }
    }
    for (const entry of entries) {
      if (this.files.has(entry.id)) continue;
      await this.add(entry);
      this.touch(entry.id);
    }
  }

  private async add(entry: FileEntry): Promise<void> {
    const document = await this.open(entry.id);
    let observed: Y.Text | undefined;
    const onEdit = () => this.touch(entry.id);
    const observe = () => {
      observed?.unobserve(onEdit);
      observed = document.text;
      observed.observe(onEdit);
    };
    observe();
    const stopReplaced = document.onReplaced(() => {
      observe();
      this.touch(entry.id);
    });
    const stop = () => {
      observed?.unobserve(onEdit);
      stopReplaced();
      document.release();
    };
    this.files.set(entry.id, {path: entry.path, document, stop});
  }

  /** Writes a file again soon, if the runtime does not have it so. */
  touch(fileId: string): void {
    this.dirty.add(fileId);
    this.schedule();
  }

  /**
   * An edit is written in the task that made it, so that the preview may show it in the next frame. What changes while
   * the runtime is busy with the last write waits for that, and goes as one.
   */
  private schedule(): void {
    if (!this.fs || this.writing || this.dirty.size === 0) return;
    this.writing = Promise.resolve().then(() => this.writeDirty());
    void this.writing.catch(this.onFailure).then(() => {
      this.writing = undefined;
      this.schedule();
    });
  }

  private async writeDirty(): Promise<void> {
    const {fs} = this;
    const files = [...this.dirty].flatMap((id) => this.files.get(id) ?? []);
    this.dirty.clear();
    if (fs) await allOf(files.map(({path, document}) => this.write(fs, path, document.text.toString())));
  }

  private async write(fs: RuntimeFileSystem, path: string, text: string): Promise<void> {
    if (this.inRuntime.get(path) === text) return;
    const folder = parentOf(path);
    if (folder && !this.inRuntime.has(path)) await fs.mkdir(folder, {recursive: true});
    await fs.writeFile(path, text);
    // Not before: what a command wrote meanwhile was heard of before this answer, and was made from the text before.
    this.inRuntime.set(path, text);
  }
}

/** Like `Promise.all`, but nothing is still on its way when it rejects. */
export async function allOf(promises: readonly Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(promises)).find(({status}) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}
