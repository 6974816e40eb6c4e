import type {Session} from '@codecraft/core/auth';
import type {CodecraftError} from '@codecraft/core/errors';
import type {ReactiveControllerHost} from 'lit';
import {asCodecraftError} from '../internal/session-controller.js';

export interface AskingHost extends ReactiveControllerHost {
  readonly session: Session | null;
  readonly projectId: string;
}

/** Asks the server about a project: one thing at a time, and what fails stays known until the next. */
export abstract class Asking {
  failure: CodecraftError | null = null;
  isLoading = false;
  private readonly host: AskingHost;

  constructor(host: AskingHost) {
    this.host = host;
  }

  protected async attempt(action: (session: Session, projectId: string) => Promise<void>): Promise<void> {
    const {session, projectId} = this.host;
    if (!session || this.isLoading) return;
    this.isLoading = true;
    this.failure = null;
    this.host.requestUpdate();
    try {
      await action(session, projectId);
    } catch (error) {
      this.failure = asCodecraftError(error);
    } finally {
      this.isLoading = false;
      this.host.requestUpdate();
    }
  }
}
