import type {ChatEntry, Project, ProjectState} from '@codecraft/core/project';
import type {ReactiveController, ReactiveControllerHost} from 'lit';

interface UnreadHost extends ReactiveControllerHost, HTMLElement {
  readonly project: Project | null;
}

/** Messages of others after what I have read. */
export function unreadMessages({
  chat,
  me,
  readUpTo,
}: Pick<ProjectState, 'chat' | 'me' | 'readUpTo'>): ChatEntry[] {
  if (!me) return [];
  return chat.filter(
    (entry) => entry.at > readUpTo && entry.userId !== me.userId && entry.delivery === 'sent',
  );
}

/**
 * Where the messages begin that came while one was away, and how far one has read: what is seen at the end of the
 * log of a page that is looked at.
 */
export class Unread implements ReactiveController {
  private readonly host: UnreadHost;
  private readonly isAtEnd: () => boolean;
  private project: Project | null = null;
  private firstId: string | null = null;

  constructor(host: UnreadHost, isAtEnd: () => boolean) {
    this.host = host;
    this.isAtEnd = isAtEnd;
    host.addController(this);
  }

  /** The first message that was not read when one came; null when nothing was, or when nothing was before it. */
  get firstUnreadId(): string | null {
    const chat = this.host.project?.state.chat ?? [];
    return chat[0]?.id === this.firstId ? null : this.firstId;
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.onVisibilityChange);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.onVisibilityChange);
    this.project = null;
  }

  hostUpdate(): void {
    const {project} = this.host;
    if (project === this.project || project?.state.status !== 'ready') return;
    this.project = project;
    this.findFirst(project.state);
  }

  hostUpdated(): void {
    this.markSeen();
  }

  /** To be called when the log was scrolled. */
  markSeen(): void {
    const {project} = this.host;
    if (!project || document.hidden || !this.isAtEnd() || !this.host.checkVisibility()) return;
    const last = unreadMessages(project.state).at(-1);
    if (last) project.markRead(last.at);
  }

  /** Who comes back finds what came meanwhile below the line; who stays sees no line move while they read. */
  private readonly onVisibilityChange = (): void => {
    const {project} = this.host;
    if (document.hidden) this.firstId = null;
    else if (project) this.findFirst(project.state);
    this.host.requestUpdate();
  };

  private findFirst(state: ProjectState): void {
    this.firstId = unreadMessages(state)[0]?.id ?? null;
  }
}
