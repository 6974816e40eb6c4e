import type {ReactiveController, ReactiveControllerHost} from 'lit';

/** Below this width of its own, in px, the workspace shows one panel at a time. */
const narrowBelow = 640;
/** Below this the chat opens over the left. */
const chatBelow = 960;
/** Below this the explorer opens over the editor. */
const explorerBelow = 1200;

/**
 * How much room there is. The look itself is decided by container queries with the same widths; this is for what
 * styles cannot say: the density of the panels, and which of them lie under another.
 */
export class WidthMode implements ReactiveController {
  private readonly host: ReactiveControllerHost & Element;
  private width = Number.POSITIVE_INFINITY;
  private readonly observer = new ResizeObserver(([entry]) => this.onResize(entry?.contentRect.width ?? 0));

  constructor(host: ReactiveControllerHost & Element) {
    this.host = host;
    host.addController(this);
  }

  get isNarrow(): boolean {
    return this.width < narrowBelow;
  }

  get coversChat(): boolean {
    return this.width < chatBelow;
  }

  /** Whether there is room for a picture beside the sign-in form; false until the width is known. */
  get hasRoomBeside(): boolean {
    return Number.isFinite(this.width) && !this.coversChat;
  }

  get coversExplorer(): boolean {
    return this.width < explorerBelow;
  }

  hostConnected(): void {
    this.observer.observe(this.host);
  }

  hostDisconnected(): void {
    this.observer.disconnect();
  }

  private onResize(width: number): void {
    const before = this.modes;
    if (width > 0) this.width = width; // 0 while hidden: keep what was
    if (before !== this.modes) this.host.requestUpdate();
  }

  private get modes(): string {
    return [this.isNarrow, this.coversChat, this.hasRoomBeside, this.coversExplorer].join();
  }
}
