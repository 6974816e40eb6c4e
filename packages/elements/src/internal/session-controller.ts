import type {Session, SessionState} from '@codecraft/core/auth';
import {CodecraftError} from '@codecraft/core/errors';
import type {ReactiveController, ReactiveControllerHost} from 'lit';

/** A host site's own token, or what answers one: for a site that signs its users in itself. */
export type SiteToken = string | (() => string | Promise<string>);

interface SessionHost extends ReactiveControllerHost {
  /** Given by who made it; otherwise the page's session at `server` is used. */
  session: Session | null;
  server: string;
  readonly token?: SiteToken;
  readonly isConnected: boolean;
}

/**
 * Follows the session an element works with: the given one, the host site's by its `token`, or the page's one at
 * `server`, whose code is loaded when it is needed. Finds out whether this browser is still signed in.
 */
export class SessionController implements ReactiveController {
  /** Why it is not known who is signed in, until `retry()`. */
  failure: CodecraftError | null = null;
  private readonly host: SessionHost;
  private followed: Session | string | null = null;
  /** The text that was presented last; what answers tokens is asked when the last one ends. */
  private presented: SiteToken | undefined;
  private session: Session | null = null;
  private unsubscribe: (() => void) | null = null;

  constructor(host: SessionHost) {
    this.host = host;
    host.addController(this);
  }

  /** Null until its code has been loaded, and where neither `session` nor `server` is set. */
  get value(): Session | null {
    return this.session;
  }

  get state(): SessionState {
    return this.session?.state ?? {status: 'unknown', user: null};
  }

  retry(): void {
    this.hostDisconnected();
    this.host.requestUpdate();
  }

  hostUpdate(): void {
    if (!this.host.isConnected) return;
    const {session, server, token} = this.host;
    const wanted = session ?? (server ? `${token ? 'site' : 'own'} ${server}` : null);
    const isOther = typeof token === 'string' && token !== this.presented;
    this.presented = token;
    if (wanted === this.followed) {
      if (isOther && this.session?.isHosted) void this.ask(this.session);
      return;
    }
    this.hostDisconnected();
    this.followed = wanted;
    if (wanted) void this.follow(wanted);
  }

  hostConnected(): void {
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    this.unsubscribe?.();
    this.unsubscribe = null;
    this.session = null;
    this.followed = null;
    this.failure = null;
  }

  private async follow(wanted: Session | string): Promise<void> {
    try {
      const session = typeof wanted === 'string' ? await this.open() : wanted;
      if (this.followed !== wanted) return;
      this.session = session;
      this.unsubscribe = session.subscribe(() => this.host.requestUpdate());
      this.host.requestUpdate();
      const {status} = session.state;
      if (status === 'unknown' || (status === 'signed-out' && session.isHosted)) await this.ask(session);
    } catch (error) {
      if (this.followed === wanted) this.fail(error);
    }
  }

  private async ask(session: Session): Promise<void> {
    this.failure = null;
    try {
      await session.restore();
      this.host.requestUpdate();
    } catch (error) {
      if (this.session === session) this.fail(error);
    }
  }

  private fail(error: unknown): void {
    this.failure = asCodecraftError(error);
    this.host.requestUpdate();
  }

  private async open(): Promise<Session> {
    const {openSession, Session} = await import('@codecraft/core/auth');
    const server = new URL(this.host.server, document.baseURI).href;
    return this.host.token ? new Session({server, token: () => this.askSite()}) : openSession({server});
  }

  /** As it is now: a page may set another while the last one is in use. */
  private async askSite(): Promise<string> {
    const {token = ''} = this.host;
    return (typeof token === 'string' ? token : await token()).trim();
  }
}

/** What failed, as an error this library shows; what is not ours keeps its message and becomes the cause. */
export function asCodecraftError(error: unknown): CodecraftError {
  if (error instanceof CodecraftError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new CodecraftError('internal', message, {cause: error});
}
