import type {Session} from '@codecraft/core/auth';
import type {CodecraftError} from '@codecraft/core/errors';
import type {NumberedEvent, ProjectStats} from '@codecraft/core/protocol';
import type {ReactiveControllerHost} from 'lit';
import {asCodecraftError} from '../internal/session-controller.js';

interface ActivityHost extends ReactiveControllerHost {
  readonly session: Session | null;
  readonly projectId: string;
}

/** What the server remembers of a project: the numbers, and who changed what, page by page. */
export class Activity {
  stats: ProjectStats | null = null;
  /** Newest first; null until the first page has come. */
  events: readonly NumberedEvent[] | null = null;
  failure: CodecraftError | null = null;
  isLoading = false;
  /** Where the next page begins; null when there is none. */
  private before: number | null = null;
  private readonly host: ActivityHost;

  constructor(host: ActivityHost) {
    this.host = host;
  }

  get hasMore(): boolean {
    return this.before !== null;
  }

  /** Asks anew, from the newest change on. */
  async load(): Promise<void> {
    this.events = null;
    this.stats = null;
    await this.attempt(async (session, projectId) => {
      const [stats, page] = await Promise.all([session.readStats(projectId), session.readEvents(projectId)]);
      this.stats = stats;
      this.events = page.events;
      this.before = page.before;
    });
  }

  async loadMore(): Promise<void> {
    const {before, events} = this;
    if (before === null || !events) return;
    await this.attempt(async (session, projectId) => {
      const page = await session.readEvents(projectId, before);
      this.events = [...events, ...page.events];
      this.before = page.before;
    });
  }

  private async attempt(action: (session: Session, projectId: string) => Promise<void>): Promise<void> {
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
