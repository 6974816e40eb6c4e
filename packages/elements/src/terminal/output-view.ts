import type {OutputLog} from '@codecraft/core/project';
import type {FitAddon, Terminal} from './xterm.js';

type Xterm = typeof import('./xterm.js');

let sheet: CSSStyleSheet | null = null;

/** Shows an output log in xterm.js, inside a shadow root and dressed by its styles. */
export class OutputView {
  private readonly container: HTMLElement;
  private readonly log: OutputLog;
  private readonly observer = new ResizeObserver(() => this.onResize());
  private xterm: Xterm | null = null;
  private terminal: Terminal | null = null;
  private fitting: FitAddon | null = null;
  private unsubscribe: (() => void) | null = null;
  private isDisposed = false;

  /** `onFailure` is called when xterm.js cannot be loaded. */
  constructor(container: HTMLElement, log: OutputLog, onFailure: () => void) {
    this.container = container;
    this.log = log;
    this.load().catch(onFailure);
  }

  dispose(): void {
    this.isDisposed = true;
    this.observer.disconnect();
    this.unsubscribe?.();
    this.terminal?.dispose();
  }

  private async load(): Promise<void> {
    this.xterm = await import('#xterm');
    if (!this.isDisposed) this.observer.observe(this.container);
  }

  /** A font can be measured once there is room to be seen in. */
  private onResize(): void {
    if (this.container.offsetHeight === 0 || !this.xterm) return;
    if (!this.terminal) this.open(this.xterm);
    this.fitting?.fit();
  }

  private open(xterm: Xterm): void {
    adoptStyles(this.container.getRootNode() as ShadowRoot, xterm);
    const style = getComputedStyle(this.container);
    this.terminal = new xterm.Terminal({
      convertEol: true,
      cursorInactiveStyle: 'block',
      disableStdin: true,
      fontFamily: style.fontFamily,
      fontSize: Number.parseFloat(style.fontSize),
      lineHeight: Number.parseFloat(style.lineHeight) / heightOfText(this.container),
      // Links a program writes are shown as text: it decides where they lead, not the reader.
      linkHandler: {activate: () => undefined},
      screenReaderMode: true,
      scrollback: 5000,
    });
    this.fitting = new xterm.FitAddon();
    this.terminal.loadAddon(this.fitting);
    this.terminal.open(this.container);
    // Read, not typed into: keys scroll and move the focus as everywhere else.
    this.terminal.attachCustomKeyEventHandler(({key}) => key !== 'Tab');
    // xterm.js draws its cursor after the first focus, or once the other screen was seen.
    this.terminal.write(`\x1b[?47h\x1b[?47l${this.log.text}`);
    this.unsubscribe = this.log.subscribe((chunk) => this.terminal?.write(chunk));
  }
}

function adoptStyles(root: ShadowRoot, {styles}: Xterm): void {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
  }
  // Before ours, which correct it.
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.unshift(sheet);
}

/** How high xterm.js takes a line of this font to be; its `lineHeight` is a factor of that. */
function heightOfText(container: HTMLElement): number {
  const probe = document.createElement('span');
  probe.style.cssText = 'position: absolute; visibility: hidden; line-height: normal';
  probe.textContent = 'W';
  container.append(probe);
  const {offsetHeight} = probe;
  probe.remove();
  return offsetHeight - 0.01;
}
