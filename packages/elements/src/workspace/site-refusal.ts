import type {CodecraftError} from '@codecraft/core/errors';
import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {ErrorNotice} from '../events.js';
import type {SessionController, SiteToken} from '../internal/session-controller.js';

interface SiteHost extends ReactiveControllerHost, HTMLElement {
  readonly token: SiteToken;
}

/** Why someone whom the host site signs in is not signed in. The page is told once for each time. */
export class SiteRefusal implements ReactiveController {
  private readonly host: SiteHost;
  private readonly session: SessionController;
  private announced: CodecraftError | null = null;

  constructor(host: SiteHost, session: SessionController) {
    this.host = host;
    this.session = session;
    host.addController(this);
  }

  get value(): CodecraftError | null {
    const {value, state, failure} = this.session;
    if (!(value?.isHosted ?? this.host.token)) return null;
    return failure ?? (state.status === 'signed-out' ? (state.refusal ?? null) : null);
  }

  hostUpdated(): void {
    const refusal = this.value;
    if (refusal && refusal !== this.announced) this.host.dispatchEvent(new ErrorNotice(refusal));
    this.announced = refusal;
  }
}
