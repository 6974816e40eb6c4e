import type {Session, SessionState} from '@codecraft/core/auth';
import {CodecraftError} from '@codecraft/core/errors';
import type {ReactiveController, ReactiveControllerHost} from 'lit';

interface SessionHost extends ReactiveControllerHost {
  /** Given by who made it; otherwise the page's session at `server` is used. */
  session: Session | null;
  server: string;
  readonly isConnected: boolean;
}

/**
 * Follows the session an element works with: the given one, or the page's one at `server`, whose code is loaded when
 * it is needed. Finds out whether this browser is still signed in.
 */
export class SessionController implements ReactiveController {
  /** Why it is not known who is signed in, until `retry()`. */
  failure: CodecraftError | null = null;
  private readonly host: SessionHost;
  private followed: Session | string | null = null;
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
    const wanted = this.host.session ?? (this.host.server || null);
    if (wanted === this.followed) return;
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
      const session = typeof wanted === 'string' ? await openSessionAt(wanted) : wanted;
      if (this.followed !== wanted) return;
      this.session = session;
      this.unsubscribe = session.subscribe(() => this.host.requestUpdate());
      this.host.requestUpdate();
      if (session.state.status === 'unknown') await session.restore();
    } catch (error) {
      if (this.followed !== wanted) return;
      this.failure = asCodecraftError(error);
    }
    this.host.requestUpdate();
  }
}

async function openSessionAt(server: string): Promise<Session> {
  const {openSession} = await import('@codecraft/core/auth');
  return openSession({server: new URL(server, document.baseURI).href});
}

/** What failed, as an error this library shows; what is not ours keeps its message and becomes the cause. */
export function asCodecraftError(error: unknown): CodecraftError {
  if (error instanceof CodecraftError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new CodecraftError('internal', message, {cause: error});
}
