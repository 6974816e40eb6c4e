import type {ReactiveController, ReactiveControllerHost} from 'lit';

interface AreaHost extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly layout: 'workspace' | 'embed';
}

const focusable =
  'a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), [tabindex]:not([tabindex="-1"])';

/** F6 and Shift+F6 go to the next and the previous area, which are marked with `data-area`, in the order of reading. */
export class AreaNavigation implements ReactiveController {
  private readonly host: AreaHost;

  constructor(host: AreaHost) {
    this.host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.host.addEventListener('keydown', this.onKeyDown);
    document.addEventListener('keydown', this.onPageKeyDown);
  }

  hostDisconnected(): void {
    this.host.removeEventListener('keydown', this.onKeyDown);
    document.removeEventListener('keydown', this.onPageKeyDown);
  }

  /** The focus is nowhere when what had it was taken away, as the list is when a project opens. */
  private readonly onPageKeyDown = (event: KeyboardEvent): void => {
    if (event.target === document.body && this.host.layout !== 'embed') this.onKeyDown(event);
  };

  private readonly onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'F6' || event.ctrlKey || event.metaKey || event.altKey) return;
    const areas = [...this.host.renderRoot.querySelectorAll<HTMLElement>('[data-area]')].filter((area) =>
      area.checkVisibility(),
    );
    const active = (this.host.shadowRoot as ShadowRoot).activeElement;
    const current = areas.findIndex((area) => area.contains(active));
    const step = event.shiftKey ? -1 : 1;
    const order = areas.map(
      (_, offset) => areas[(current + step * (offset + 1) + areas.length * 2) % areas.length],
    );
    if (order.some((area) => area && focusInto(area))) event.preventDefault();
  };
}

/** Puts the focus into an area, wherever it wants it; false when it has nothing that can take it. */
function focusInto(area: HTMLElement): boolean {
  if (area.localName.includes('-')) {
    area.focus(); // an element of ours may say where
    if (area.matches(':focus-within')) return true;
  }
  const target = firstFocusable(area);
  target?.focus();
  return target !== undefined;
}

function firstFocusable(root: Element | ShadowRoot): HTMLElement | undefined {
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    if (element.matches(focusable) && element.checkVisibility()) return element;
    const inside = element.shadowRoot && firstFocusable(element.shadowRoot);
    if (inside) return inside;
  }
  return root instanceof Element && root.shadowRoot ? firstFocusable(root.shadowRoot) : undefined;
}
