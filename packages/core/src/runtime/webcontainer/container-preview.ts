import {CodecraftError} from '../../errors.js';
import type {RuntimePreview} from '../runtime.js';
import type {Client} from './client.js';

/**
 * What the served page may do. It lives at an origin of its own, which StackBlitz gives to one container, and needs it
 * for the service worker that answers its requests. It may not navigate the page around it.
 */
const sandboxFlags =
  'allow-scripts allow-forms allow-modals allow-popups allow-downloads allow-pointer-lock allow-storage-access-by-user-activation';
const permissions = 'cross-origin-isolated; clipboard-write; fullscreen';

/** A frame with the address of a server inside a WebContainer. Empty until `show`. */
export class ContainerPreview implements RuntimePreview {
  private readonly frame: HTMLIFrameElement;
  private readonly reloadPreview: Client['reloadPreview'];
  private readonly onStart: (address: string) => void;
  private current: string;
  private serverUrl: string | null = null;
  private startedAtMs: number | null = null;

  constructor(
    container: HTMLElement,
    options: {
      address: string;
      reloadPreview: Client['reloadPreview'];
      /** The app is asked to start anew at `address`, so what it reported before is past. */
      onStart: (address: string) => void;
      onPainted: (durationMs: number) => void;
    },
  ) {
    this.current = options.address;
    this.reloadPreview = options.reloadPreview;
    this.onStart = options.onStart;
    this.frame = container.ownerDocument.createElement('iframe');
    this.frame.title = 'Preview';
    this.frame.allow = permissions;
    // White as in a browser tab: the page behind must not shine through an app that sets no background.
    this.frame.style.cssText =
      'display:block;width:100%;height:100%;border:0;background:#fff;color-scheme:light';
    this.frame.addEventListener('load', () => {
      if (this.startedAtMs === null) return;
      options.onPainted(performance.now() - this.startedAtMs);
      this.startedAtMs = null;
    });
    container.append(this.frame);
  }

  get address(): string {
    return this.current;
  }

  /** Shows the server at `url`, at the address the preview is at. */
  show(url: string): void {
    // With scripts and the page's own origin a frame could take off its sandbox.
    const isForeign = new URL(url).origin !== this.frame.ownerDocument.location.origin;
    this.frame.setAttribute('sandbox', isForeign ? `${sandboxFlags} allow-same-origin` : sandboxFlags);
    this.serverUrl = url;
    this.load();
  }

  navigate(address: string): void {
    const base = this.serverUrl ?? 'http://localhost/';
    if (!URL.canParse(address, base) || new URL(address, base).origin !== new URL(base).origin) {
      throw new CodecraftError(
        'invalid-input',
        `The preview cannot open “${address}”. Give an address of the app, such as /about.`,
      );
    }
    const {pathname, search, hash} = new URL(address, base);
    this.current = pathname + search + hash;
    this.load();
  }

  reload(): void {
    if (!this.serverUrl) return;
    this.start();
    // Asks the page first, which keeps an address the app went to by itself.
    void this.reloadPreview(this.frame);
  }

  detach(): void {
    this.frame.remove();
  }

  /** The app said where it is. */
  moved(address: string): void {
    this.current = address;
  }

  private load(): void {
    if (!this.serverUrl) return;
    this.start();
    this.frame.src = new URL(this.current, this.serverUrl).href;
  }

  private start(): void {
    this.startedAtMs = performance.now();
    this.onStart(this.current);
  }
}
