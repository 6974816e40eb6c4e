import {html, type ReactiveControllerHost, type TemplateResult} from 'lit';
import {remember, remembered} from '../internal/browser-memory.js';

export type Pane = 'chat' | 'runner';

type Sizes = Partial<Record<Pane, number>>;

interface SizesHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

/** The least widths, in px; what is left goes to the editor. */
const minimum = {chat: 260, editor: 320, runner: 280} as const;
const step = 16;
const labels: Readonly<Record<Pane, string>> = {chat: 'Resize chat', runner: 'Resize preview'};
const chatShare = 0.4;

/**
 * How wide chat and runner are, in px, where someone has moved a handle; kept in this browser for each project.
 * Handles move by pointer, arrows (16 px), Home and End (the limits); a double click resets.
 */
export class PaneSizes {
  private readonly host: SizesHost;
  private key = '';
  private sizes: Sizes = {};

  constructor(host: SizesHost) {
    this.host = host;
  }

  /** Takes up what is remembered for a project. */
  use(key: string): void {
    if (key === this.key) return;
    this.key = key;
    this.sizes = remembered(`sizes ${key}`, isSizes) ?? {};
  }

  /** The widths as styles, less where there is no room; nothing for a pane that has its layout's own width. */
  get styles(): Record<string, string> {
    const panes = Object.entries(this.sizes) as [Pane, number][];
    return Object.fromEntries(
      panes.map(([pane, width]) => [`--${pane}-width`, `minmax(${minimum[pane]}px, ${width}px)`]),
    );
  }

  /** @param isJoined Whether the sheets touch, so that the handle has to show itself. */
  handle(pane: Pane, isJoined: boolean): TemplateResult {
    const {now, least, most} = this.limits(pane);
    return html`<div
      class="handle ${isJoined ? 'joined' : ''} of-${pane}"
      role="separator"
      tabindex="0"
      aria-orientation="vertical"
      aria-label=${labels[pane]}
      aria-valuenow=${now}
      aria-valuemin=${least}
      aria-valuemax=${most}
      @pointerdown=${(event: PointerEvent) => this.onPointerDown(event, pane)}
      @keydown=${(event: KeyboardEvent) => this.onKeyDown(event, pane)}
      @dblclick=${() => this.set(pane, undefined)}
    ></div>`;
  }

  private limits(pane: Pane): {now: number; least: number; most: number} {
    const now = Math.round(this.element(pane)?.getBoundingClientRect().width ?? 0);
    const editor = this.element('code')?.getBoundingClientRect().width ?? 0;
    const least = minimum[pane];
    const most = Math.max(least, Math.round(now + editor - minimum.editor));
    return {
      now,
      least,
      most: pane === 'chat' ? Math.max(least, Math.min(most, this.bodyWidth * chatShare)) : most,
    };
  }

  private get bodyWidth(): number {
    return this.host.renderRoot.querySelector('.body')?.getBoundingClientRect().width ?? 0;
  }

  private element(area: Pane | 'code'): Element | null {
    return this.host.renderRoot.querySelector(`.body > [data-pane="${area}"]`);
  }

  private onPointerDown(event: PointerEvent, pane: Pane): void {
    if (event.button !== 0) return;
    const handle = event.currentTarget as HTMLElement;
    const start = this.limits(pane).now;
    const direction = pane === 'chat' ? 1 : -1;
    const onMove = (move: PointerEvent) => this.set(pane, start + direction * (move.clientX - event.clientX));
    const onEnd = () => {
      handle.removeEventListener('pointermove', onMove);
      this.save();
    };
    handle.setPointerCapture(event.pointerId); // so that the preview's frame does not swallow the movement
    handle.addEventListener('pointermove', onMove);
    handle.addEventListener('lostpointercapture', onEnd, {once: true});
  }

  private onKeyDown(event: KeyboardEvent, pane: Pane): void {
    const {now, least, most} = this.limits(pane);
    const outwards = pane === 'chat' ? 'ArrowRight' : 'ArrowLeft';
    const inwards = pane === 'chat' ? 'ArrowLeft' : 'ArrowRight';
    const widths: Record<string, number> = {
      [outwards]: now + step,
      [inwards]: now - step,
      Home: least,
      End: most,
    };
    const width = widths[event.key];
    if (width === undefined) return;
    event.preventDefault();
    this.set(pane, width);
    this.save();
  }

  /** @param width In px, brought within the limits; undefined for the layout's own. */
  private set(pane: Pane, width: number | undefined): void {
    const {least, most} = this.limits(pane);
    const {[pane]: _, ...others} = this.sizes;
    this.sizes =
      width === undefined ? others : {...others, [pane]: Math.round(Math.min(most, Math.max(least, width)))};
    if (width === undefined) this.save();
    this.host.requestUpdate();
  }

  private save(): void {
    remember(`sizes ${this.key}`, Object.keys(this.sizes).length ? this.sizes : undefined);
  }
}

function isSizes(value: unknown): value is Sizes {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((width) => typeof width === 'number')
  );
}
