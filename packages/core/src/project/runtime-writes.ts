import {checkPath, mergeText, replaceText} from '../files/index.js';
import {limits, utf8Length} from '../protocol/index.js';
import type {WrittenFile} from '../runtime/runtime.js';
import type {FileMirror} from './file-mirror.js';
import {ignoreRules} from './ignore-rules.js';

/** A file that a command wrote and the project did not take. */
export interface RefusedWrite {
  readonly path: string;
  /** A sentence that begins with the path. */
  readonly reason: string;
}

/** What the project is asked for; each resolves once it is stored. */
export interface FileChanges {
  createFile(path: string, text: string): Promise<unknown>;
  renameFile(fileId: string, path: string): Promise<void>;
  deleteFile(fileId: string): Promise<void>;
}

interface Write {
  readonly file: WrittenFile;
  /** As text; undefined where it is none, or gone. */
  readonly text: string | undefined;
  /** What the runtime had there before the command. */
  readonly base: string | undefined;
}

/** More at once are hardly a person's work. */
const maxNewFilesAtOnce = 100;
/** A room cuts off who sends more than it takes; edits of people need their half of it. */
const pace = {writes: limits.maxFramesPerSecond / 2, pauseMs: 1000} as const;

/**
 * The way back of `FileMirror`: what commands write in the runtime is brought into the project, as edits beside those
 * that people make meanwhile. It ends there: the mirror knows that the runtime has it already.
 */
export class RuntimeWrites {
  private readonly mirror: FileMirror;
  private readonly project: FileChanges;
  private readonly mayEdit: () => boolean;
  private readonly refuse: (write: RefusedWrite) => void;
  /** Heard of and not yet worked off, by path: of a file that is written again and again, the last counts. */
  private waiting = new Map<string, Write>();
  private isWorking = false;
  private hasToldViewer = false;

  constructor(options: {
    mirror: FileMirror;
    project: FileChanges;
    mayEdit: () => boolean;
    refuse: (write: RefusedWrite) => void;
  }) {
    this.mirror = options.mirror;
    this.project = options.project;
    this.mayEdit = options.mayEdit;
    this.refuse = options.refuse;
  }

  /** To be called at once when it is heard of, because what the runtime had before is known only now. */
  take(files: readonly WrittenFile[]): void {
    for (const file of files) {
      const text = file.kind === 'written' ? textOf(file.contents) : undefined;
      const before = this.mirror.note(file.path, text);
      const waiting = this.waiting.get(file.path);
      this.waiting.set(file.path, {file, text, base: waiting ? waiting.base : before});
    }
    if (!this.isWorking) void this.workOff();
  }

  /** One batch at a time, in the order in which commands wrote. */
  private async workOff(): Promise<void> {
    this.isWorking = true;
    while (this.waiting.size > 0) {
      const writes = [...this.waiting.values()];
      this.waiting = new Map();
      await this.apply(writes);
    }
    this.isWorking = false;
  }

  private async apply(writes: readonly Write[]): Promise<void> {
    await this.mirror.settled();
    const isIgnored = ignoreRules(this.mirror.fileAt('.gitignore')?.document.text.toString());
    const wanted = writes.filter(({file}) => this.mirror.fileAt(file.path) || !isIgnored(file.path));
    const [first] = wanted;
    if (!first) return;
    if (!this.mayEdit()) return this.refuseToViewer(first.file.path);
    const moved = await this.applyMoves(wanted);
    let created = 0;
    for (const [index, write] of wanted.entries()) {
      if (moved.has(write)) continue;
      if (index > 0 && index % pace.writes === 0) await pause(pace.pauseMs);
      const isNew = write.file.kind !== 'removed' && !this.mirror.fileAt(write.file.path);
      if (isNew && ++created > maxNewFilesAtOnce) {
        const {path} = write.file;
        const reason = `${path} and what came after it stay here: a command may add ${maxNewFilesAtOnce} files at once.`;
        this.refuse({path, reason});
        break;
      }
      await this.attempt(write.file.path, () => this.applyOne(write));
    }
    await this.mirror.settled();
  }

  /** A file that went while another came with the same text was renamed, and keeps its history. */
  private async applyMoves(writes: readonly Write[]): Promise<Set<Write>> {
    const moved = new Set<Write>();
    for (const gone of writes) {
      const source = gone.file.kind === 'removed' && this.mirror.fileAt(gone.file.path);
      const target = writes.find(
        (other) =>
          other.text !== undefined && other.text === gone.base && !moved.has(other) && this.isFree(other),
      );
      if (!source || !target) continue;
      moved.add(gone).add(target);
      await this.attempt(target.file.path, () => this.project.renameFile(source.id, target.file.path));
    }
    return moved;
  }

  /** Said once: whoever only looks may run what they like, and it writes what it likes. */
  private refuseToViewer(path: string): void {
    if (this.hasToldViewer) return;
    this.hasToldViewer = true;
    this.refuse({path, reason: `${path} changed here only: who views a project does not edit it.`});
  }

  private isFree({file}: Write): boolean {
    return !this.mirror.fileAt(file.path);
  }

  private async applyOne({file, text, base}: Write): Promise<void> {
    const {path} = file;
    const known = this.mirror.fileAt(path);
    if (file.kind === 'removed') {
      if (!known) return;
      if (known.document.text.toString() === base) return this.project.deleteFile(known.id);
      this.mirror.touch(known.id);
      return this.refuse({path, reason: `${path} was edited while a command deleted it, and is kept.`});
    }
    if (file.kind === 'too-large' || (text !== undefined && utf8Length(text) > limits.maxFileBytes)) {
      const reason = `${path} stays here: it is larger than ${limits.maxFileBytes / 1024} KB.`;
      return this.refuse({path, reason});
    }
    if (text === undefined) return this.refuse({path, reason: `${path} stays here: it is not text.`});
    checkPath(path);
    if (this.mirror.length + text.length > limits.maxProjectBytes) {
      const reason = `${path} stays here: the project would be larger than ${limits.maxProjectBytes / 1024 ** 2} MB.`;
      return this.refuse({path, reason});
    }
    if (!known) return void (await this.project.createFile(path, text));
    const merged = mergeText(base ?? '', known.document.text.toString(), text);
    if (merged !== undefined) return replaceText(known.document.text, merged);
    this.mirror.touch(known.id);
    this.refuse({
      path,
      reason: `${path} was edited at the place that a command changed, and the edit is kept.`,
    });
  }

  /** A refusal of the project's is shown beside our own. */
  private async attempt(path: string, change: () => Promise<void>): Promise<void> {
    try {
      await change();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.refuse({path, reason: `${path} stays here: ${reason}`});
    }
  }
}

/** The contents as text; undefined where they are none. */
function textOf(contents: string | Uint8Array): string | undefined {
  try {
    const text =
      typeof contents === 'string' ? contents : new TextDecoder('utf-8', {fatal: true}).decode(contents);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined; // the decoder's way to say that the bytes are no UTF-8
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
