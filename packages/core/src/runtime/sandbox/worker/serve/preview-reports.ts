import type {PreviewMessage, PreviewUpdate} from '../../../runtime.js';
import type {SourceProblem} from '../../protocol.js';

/** A change on its way to the preview. */
export interface PendingUpdate {
  /** Path of the first changed file, from the root. */
  path: string;
  /** `performance.now()` when it was written. */
  startedAt: number;
}

/** A line for the process that runs the server. */
export type ServerLine =
  | {type: 'updated'; path: string; durationMs: number}
  | {type: 'problem'; problem: SourceProblem};

export interface ReportTargets {
  preview: (message: PreviewMessage) => void;
  update: (update: PreviewUpdate) => void;
  log: (line: ServerLine) => void;
}

/** Says what became of each change, and whether the app works. */
export class PreviewReports {
  readonly #targets: ReportTargets;
  readonly #pending = new Map<number, PendingUpdate>();
  #pendingReload: PendingUpdate | undefined;
  #loadStartedAt = 0;
  /** A failure was reported, and no recovery since. */
  #isFailed = false;

  constructor(targets: ReportTargets) {
    this.#targets = targets;
  }

  preview(message: PreviewMessage): void {
    this.#targets.preview(message);
  }

  loadStarted(): void {
    this.#loadStartedAt = performance.now();
  }

  sent(update: number, pending: PendingUpdate): void {
    this.#pending.set(update, pending);
  }

  /** The change is shown once the document has loaded again. */
  reloads(pending: PendingUpdate): void {
    this.#pendingReload = pending;
  }

  /** An update turned out to need a reload. */
  becameReload(update: number): void {
    this.#pendingReload = this.#pending.get(update) ?? this.#pendingReload;
  }

  /** @returns whether the document was loaded to show an edit */
  painted(): boolean {
    this.preview({type: 'painted', durationMs: performance.now() - this.#loadStartedAt});
    this.recovered();
    const pending = this.#pendingReload;
    this.#pendingReload = undefined;
    this.#pending.clear();
    if (pending) this.#updated(pending, 'reload');
    return pending !== undefined;
  }

  updated(update: number, kind: 'hot' | 'style'): void {
    this.recovered();
    const pending = this.#pending.get(update);
    this.#pending.delete(update);
    if (pending) this.#updated(pending, kind);
  }

  failedToCompile(problem: SourceProblem): void {
    const {message, path, line, column} = problem;
    this.failed({
      type: 'failed',
      kind: 'compile',
      message,
      ...(path !== undefined && {path}),
      ...(line !== undefined && {line}),
      ...(column !== undefined && {column}),
    });
    this.#targets.log({type: 'problem', problem});
  }

  failedToRun(message: string): void {
    this.failed({type: 'failed', kind: 'runtime', message});
  }

  failed(message: PreviewMessage & {type: 'failed'}): void {
    this.#isFailed = true;
    this.preview(message);
  }

  recovered(): void {
    if (!this.#isFailed) return;
    this.#isFailed = false;
    this.preview({type: 'recovered'});
  }

  #updated({path, startedAt}: PendingUpdate, kind: PreviewUpdate['kind']): void {
    const durationMs = performance.now() - startedAt;
    this.#targets.update({path: path.slice(1), kind, durationMs});
    this.#targets.log({type: 'updated', path: path.slice(1), durationMs});
  }
}
