import type {ReactiveController, ReactiveControllerHost} from 'lit';

/** This close to the end counts as being there, in px: a touchpad leaves fractions. */
const tolerance = 24;

/** Keeps a scrolling log at its end while it grows, unless its reader scrolled up. */
export class StickToEnd implements ReactiveController {
  private readonly target: () => HTMLElement | null;
  private observed: HTMLElement | null = null;
  private isThere = true;
  private readonly sizes = new ResizeObserver(() => this.follow());

  constructor(host: ReactiveControllerHost, target: () => HTMLElement | null) {
    this.target = target;
    host.addController(this);
  }

  get isAtEnd(): boolean {
    return this.isThere;
  }

  /** To be called when the log was scrolled, by its reader or by us. */
  onScroll(): void {
    const log = this.target();
    if (!log) return;
    this.isThere = log.scrollHeight - log.scrollTop - log.clientHeight < tolerance;
    log.classList.toggle('scrolled', log.scrollTop > 0);
  }

  /** Goes to the end now and stays there. */
  jump(): void {
    this.isThere = true;
    this.follow();
  }

  hostUpdated(): void {
    const log = this.target();
    if (log !== this.observed) {
      this.sizes.disconnect();
      if (log) this.sizes.observe(log);
      this.observed = log;
    }
    this.follow();
  }

  hostDisconnected(): void {
    this.sizes.disconnect();
    this.observed = null;
  }

  private follow(): void {
    const log = this.target();
    if (log && this.isThere) log.scrollTop = log.scrollHeight;
    this.onScroll();
  }
}
