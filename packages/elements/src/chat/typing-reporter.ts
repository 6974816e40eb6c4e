import type {Project} from '@codecraft/core/project';
import type {ReactiveController, ReactiveControllerHost} from 'lit';

/** Without another key, typing has ended. */
const pauseMs = 3000;

/** Tells the others that someone types, and when they paused, sent or left. */
export class TypingReporter implements ReactiveController {
  private readonly host: ReactiveControllerHost & {project: Project | null};
  private isTyping = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost & {project: Project | null}) {
    this.host = host;
    host.addController(this);
  }

  report(isTyping: boolean): void {
    clearTimeout(this.timer);
    if (isTyping) this.timer = setTimeout(() => this.report(false), pauseMs);
    if (isTyping === this.isTyping) return;
    this.isTyping = isTyping;
    this.host.project?.setPresence({isTyping});
  }

  hostDisconnected(): void {
    this.report(false);
  }
}
