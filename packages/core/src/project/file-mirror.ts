import type * as Y from 'yjs';
import type {FileEntry} from '../protocol/index.js';
import type {RuntimeFileSystem} from '../runtime/runtime.js';
import type {OpenDocument} from './open-document.js';

/** Keystrokes closer together than this reach the runtime as one write. */
const batchMs = 40;

interface Mirrored {
  path: string;
  document: OpenDocument;
  stop: () => void;
}

/**
 * Keeps a runtime's files the same as the project's while it runs: edits, and files that come, move and go.
 */
export class FileMirror {
  private readonly open: (fileId: string) => Promise<OpenDocument>;
  private readonly onFailure: (error: unknown) => void;
  private readonly files = new Map<string, Mirrored>();
  private readonly dirty = new Set<string>();
  private fs: RuntimeFileSystem | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** One change of the file list at a time. */
  private queue: Promise<void> = Promise.resolve();

  constructor(open: (fileId: string) => Promise<OpenDocument>, onFailure: (error: unknown) => void) {
    this.open = open;
    this.onFailure = onFailure;
  }

  /** Opens every file and answers their texts by path, for the first mount. */
  async load(entries: readonly FileEntry[]): Promise<Record<string, string>> {
    await Promise.all(entries.map((entry) => this.add(entry)));
    return Object.fromEntries(
      [...this.files.values()].map(({path, document}) => [path, document.text.toString()]),
    );
  }

  /** From now on changes are written to `fs`. */
  follow(fs: RuntimeFileSystem): void {
    this.fs = fs;
    this.schedule();
  }

  /** Brings the runtime's files up to a new list. */
  update(entries: readonly FileEntry[]): void {
    this.queue = this.queue.then(() => this.apply(entries)).catch(this.onFailure);
  }

  /** Writes what waits now instead of after the batch. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const {fs} = this;
    if (!fs) return;
    const ids = [...this.dirty];
    this.dirty.clear();
    await Promise.all(
      ids.map(async (id) => {
        const file = this.files.get(id);
        if (file) await writeFile(fs, file.path, file.document.text.toString());
      }),
    );
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.fs = null;
    for (const file of this.files.values()) file.stop();
    this.files.clear();
  }

  private async apply(entries: readonly FileEntry[]): Promise<void> {
    const next = new Map(entries.map((entry) => [entry.id, entry]));
    for (const [id, file] of [...this.files]) {
      const entry = next.get(id);
      if (entry?.path === file.path) continue;
      await this.fs?.rm(file.path, {force: true});
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

  private touch(fileId: string): void {
    this.dirty.add(fileId);
    this.schedule();
  }

  private schedule(): void {
    if (!this.fs || this.dirty.size === 0) return;
    this.timer ??= setTimeout(() => this.flush().catch(this.onFailure), batchMs);
  }
}

async function writeFile(fs: RuntimeFileSystem, path: string, text: string): Promise<void> {
  const folder = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
  if (folder) await fs.mkdir(folder, {recursive: true});
  await fs.writeFile(path, text);
}
