import type {OutputLog, TerminalSize} from '@codecraft/core/project';
import {takeInsertedText} from './inserted-text.js';
import {readingKeys, terminalKeys} from './terminal-keys.js';
import type {FitAddon, Terminal} from './xterm.js';

type Xterm = typeof import('./xterm.js');

/** What is shown: the output, and for a shell where keys go. */
export interface TerminalSource {
  readonly title: string;
  readonly output: OutputLog;
  /** Left out where there is nothing to type into. */
  readonly shell?: {type(keys: string): void; resize(size: TerminalSize): void};
}

interface ViewEvents {
  /** xterm.js cannot be loaded. */
  unavailable: () => void;
  /** Whether Tab moves the focus, as everywhere else, or belongs to the shell. */
  tabLeaves: (leaves: boolean) => void;
}

/**
 * Addresses as people read them, as in the addon, but for those of this computer: a server of the project listens in
 * the runtime, where no tab reaches it, and what does listen here is none of the program's business.
 */
const webAddress =
  /https?:\/\/(?!localhost\b|127\.|0\.0\.0\.0|\[)[^\s"'!*(){}|\\^<>`]*[^\s"':,.!?{}|\\^~[\]`()<>]/;

let sheet: CSSStyleSheet | null = null;

/** Shows an output log in xterm.js, inside a shadow root and dressed by its styles. */
export class TerminalView {
  private readonly container: HTMLElement;
  private readonly source: TerminalSource;
  private readonly events: ViewEvents;
  private readonly observer = new ResizeObserver(() => this.onResize());
  private xterm: Xterm | null = null;
  private terminal: Terminal | null = null;
  private fitting: FitAddon | null = null;
  private unsubscribe: (() => void) | null = null;
  private isFocusWanted = false;
  private isDisposed = false;

  constructor(container: HTMLElement, source: TerminalSource, events: ViewEvents) {
    this.container = container;
    this.source = source;
    this.events = events;
    this.load().catch(events.unavailable);
  }

  /** Puts the cursor in it, as soon as it is there. */
  focus(): void {
    this.isFocusWanted = true;
    this.terminal?.focus();
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
    const {shell, output} = this.source;
    const style = getComputedStyle(this.container);
    const terminal = new xterm.Terminal({
      convertEol: true,
      cursorInactiveStyle: shell ? 'outline' : 'block',
      disableStdin: !shell,
      fontFamily: style.fontFamily,
      fontSize: Number.parseFloat(style.fontSize),
      lineHeight: Number.parseFloat(style.lineHeight) / heightOfText(this.container),
      // A link that names one address and leads to another is shown as text: a program wrote it.
      linkHandler: {activate: () => undefined},
      screenReaderMode: true,
      scrollback: 5000,
    });
    this.terminal = terminal;
    this.fitting = new xterm.FitAddon();
    terminal.loadAddon(this.fitting);
    terminal.loadAddon(new xterm.WebLinksAddon((_event, uri) => openElsewhere(uri), {urlRegex: webAddress}));
    terminal.open(this.container);
    if (shell) this.connect(terminal, shell);
    else terminal.attachCustomKeyEventHandler(readingKeys);
    // xterm.js draws its cursor after the first focus, or once the other screen was seen.
    terminal.write(`\x1b[?47h\x1b[?47l${output.text}`);
    this.unsubscribe = output.subscribe((chunk) => terminal.write(chunk));
    if (this.isFocusWanted) terminal.focus();
  }

  private connect(terminal: Terminal, shell: NonNullable<TerminalSource['shell']>): void {
    terminal.onData((keys) => shell.type(keys));
    terminal.onResize((size) => shell.resize(size));
    terminal.attachCustomKeyEventHandler(terminalKeys(terminal, this.events.tabLeaves));
    const field = terminal.textarea;
    if (!field) return;
    takeInsertedText(terminal, field);
    field.setAttribute(
      'aria-label',
      `${this.source.title}. Tab completes; Ctrl M makes it leave the terminal.`,
    );
  }
}

function openElsewhere(uri: string): void {
  window.open(uri, '_blank', 'noopener,noreferrer');
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
