import type {CodecraftError} from '@codecraft/core/errors';
import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {asCodecraftError, type SessionController} from '../internal/session-controller.js';

interface JoinHost extends ReactiveControllerHost {
  /** What a link says: the project's id, a dot and the token. */
  readonly join: string;
}

/** Joins a project by a link, once, as soon as someone is signed in. */
export class LinkJoiner implements ReactiveController {
  failure: CodecraftError | null = null;
  private readonly host: JoinHost;
  private readonly session: SessionController;
  private readonly onJoined: (projectId: string) => void;
  private tried = '';

  constructor(host: JoinHost, session: SessionController, onJoined: (projectId: string) => void) {
    this.host = host;
    this.session = session;
    this.onJoined = onJoined;
    host.addController(this);
  }

  hostUpdated(): void {
    const {join} = this.host;
    if (join !== this.tried && !join) this.tried = '';
    if (!join || join === this.tried || this.session.state.status !== 'signed-in') return;
    this.tried = join;
    void this.joinBy(join);
  }

  private async joinBy(link: string): Promise<void> {
    const dot = link.indexOf('.');
    const projectId = link.slice(0, dot);
    try {
      await this.session.value?.joinByLink(projectId, link.slice(dot + 1));
      this.failure = null;
      if (this.host.join === link) this.onJoined(projectId);
    } catch (error) {
      this.failure = asCodecraftError(error);
      this.host.requestUpdate();
    }
  }
}
