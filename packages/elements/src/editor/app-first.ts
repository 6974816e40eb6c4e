import type {RunState} from '@codecraft/core/project';

/** How long the editor gives way to an app that does not appear. */
const patienceMs = 1000;

/**
 * Loading Monaco takes the page's thread for some 200 ms, in which an app that is being started beside it cannot be shown.
 * So that goes first: the code can be read meanwhile, and who touches it does not wait.
 */
export class AppFirst {
  private readonly onTurn: () => void;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isOver = false;

  /** @param onTurn told when there is nothing to wait for any more */
  constructor(onTurn: () => void) {
    this.onTurn = onTurn;
  }

  /** Whether the app has been shown, or will not be soon. Its time runs from when this is first asked. */
  isDone(run: RunState): boolean {
    const isShown = run.status === 'running' && (run.isShown || run.failure !== null);
    if (this.isOver || isShown || run.status === 'failed' || run.status === 'stopped') return true;
    this.timer ??= setTimeout(() => this.end(), patienceMs);
    return false;
  }

  /** Waits no longer. */
  end(): void {
    clearTimeout(this.timer);
    if (this.isOver) return;
    this.isOver = true;
    this.onTurn();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
