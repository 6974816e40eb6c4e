import type {FileEntry} from '@codecraft/core/protocol';
import {remember, remembered} from '../internal/browser-memory.js';

interface Remembered {
  readonly open: readonly string[];
  readonly active: string | null;
}

/** Which of these a project shows first when nothing else is known. */
const firstShown = [
  /^src\/App\.\w+$/,
  /^App\.\w+$/,
  /^index\.html$/,
  /^src\/(?:main|index)\.\w+$/,
  /^README\.md$/,
];

/** The files open as tabs, and the one that is shown. Kept in this browser for each project, by path. */
export class OpenFiles {
  private key = '';
  private ids: readonly string[] = [];
  private active: string | null = null;
  private project: unknown = null;
  private isRestored = false;
  /** Opened by us and not by anyone's choice: a better file that comes later takes its place. */
  private isGuess = false;

  get fileIds(): readonly string[] {
    return this.ids;
  }

  get activeFileId(): string | null {
    return this.active;
  }

  /** Begins with a project; what was open there comes back with its files, also in a new life of the same project. */
  use(key: string, project: unknown): void {
    if (key === this.key && project === this.project) return;
    this.key = key;
    this.project = project;
    this.ids = [];
    this.active = null;
    this.isRestored = false;
  }

  /**
   * Follows the project's files: closes what is gone, and opens something when nothing is open.
   * @param preferred Paths to open at first where nothing is remembered.
   */
  follow(files: readonly FileEntry[], preferred: readonly string[]): void {
    if (!this.isRestored && files.length) this.restore(files, preferred);
    else if (this.isGuess) this.show(firstPaths(files), files);
    const exists = new Set(files.map((file) => file.id));
    if (this.ids.every((id) => exists.has(id))) return;
    const next = this.ids.filter((id) => exists.has(id));
    const at = this.active ? this.ids.indexOf(this.active) : -1;
    if (this.active && !exists.has(this.active)) this.active = next[Math.min(at, next.length - 1)] ?? null;
    this.ids = next;
  }

  open(fileId: string, files: readonly FileEntry[]): void {
    this.isGuess = false;
    if (!this.ids.includes(fileId)) this.ids = [...this.ids, fileId];
    this.active = fileId;
    this.save(files);
  }

  close(fileId: string, files: readonly FileEntry[]): void {
    const at = this.ids.indexOf(fileId);
    if (at < 0) return;
    this.isGuess = false;
    this.ids = this.ids.filter((id) => id !== fileId);
    if (this.active === fileId) this.active = this.ids[Math.min(at, this.ids.length - 1)] ?? null;
    this.save(files);
  }

  private restore(files: readonly FileEntry[], preferred: readonly string[]): void {
    this.isRestored = true;
    const exists = (path: string) => files.some((file) => file.path === path);
    const kept = remembered(`open files ${this.key}`, isRemembered);
    const isKept = kept?.open.some(exists) ?? false;
    this.isGuess = !isKept && preferred.length === 0;
    const paths = isKept && kept ? kept.open : preferred.length ? preferred : firstPaths(files);
    this.show(paths, files, isKept ? kept?.active : null);
  }

  private show(paths: readonly string[], files: readonly FileEntry[], active?: string | null): void {
    const idAt = (path: string) => files.find((file) => file.path === path)?.id;
    this.ids = paths.flatMap((path) => idAt(path) ?? []);
    this.active = (active && idAt(active)) || this.ids[0] || null;
  }

  private save(files: readonly FileEntry[]): void {
    const pathOf = (id: string | null) => files.find((file) => file.id === id)?.path;
    const value: Remembered = {
      open: this.ids.flatMap((id) => pathOf(id) ?? []),
      active: pathOf(this.active) ?? null,
    };
    remember(`open files ${this.key}`, value);
  }
}

function firstPaths(files: readonly FileEntry[]): string[] {
  const found = firstShown.map((pattern) => files.find((file) => pattern.test(file.path))).find(Boolean);
  const first = found ?? files[0];
  return first ? [first.path] : [];
}

function isRemembered(value: unknown): value is Remembered {
  return typeof value === 'object' && value !== null && Array.isArray((value as Partial<Remembered>).open);
}
