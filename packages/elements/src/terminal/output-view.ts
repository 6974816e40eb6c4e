import type {OutputLog} from '@codecraft/core/project';
import type {FitAddon, Terminal} from './xterm.js';

type Xterm = typeof import('./xterm.js');

let sheet: CSSStyleSheet | null = null;

/** Shows an output log in xterm.js, inside a shadow root and dressed by its styles. */
export class OutputView {
  private readonly container: HTMLElement;
  private readonly observer = new ResizeObserver(() => this.fit());
  private terminal: Terminal | null = null;
  private fitting: FitAddon | null = null;
  private unsubscribe: (() => void) | null = null;
  private isDisposed = false;

  /** `onFailure` is called when xterm.js cannot be loaded. */
  constructor(container: HTMLElement, log: OutputLog, onFailure: () => void) {
    this.container = container;
    import('#xterm').then((xterm) => this.open(xterm, log)).catch(onFailure);
  }

  dispose(): void {
    this.isDisposed = true;
    this.observer.disconnect();
    this.unsubscribe?.();
    this.terminal?.dispose();
  }

  private open(xterm: Xterm, log: OutputLog): void {
    if (this.isDisposed) return;
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
    // Shown before anyone clicked, too (DECTCEM).
    this.terminal.write(`\x1b[?25h${log.text}`);
    this.unsubscribe = log.subscribe((chunk) => this.terminal?.write(chunk));
    this.observer.observe(this.container);
  }

  private fit(): void {
    if (this.container.offsetHeight > 0) this.fitting?.fit();
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
