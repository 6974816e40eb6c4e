import type {NumberedEvent, ProjectStats} from '@codecraft/core/protocol';
import {Asking} from './asking.js';

/** What the server remembers of a project: the numbers, and who changed what, page by page. */
export class Activity extends Asking {
  stats: ProjectStats | null = null;
  /** Newest first; null until the first page has come. */
  events: readonly NumberedEvent[] | null = null;
  /** Where the next page begins; null when there is none. */
  private before: number | null = null;

  get hasMore(): boolean {
    return this.before !== null;
  }

  /** Asks anew, from the newest change on. */
  async load(): Promise<void> {
    this.events = null;
    this.stats = null;
    this.before = null;
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
}
