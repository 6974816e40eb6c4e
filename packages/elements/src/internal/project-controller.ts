import type {Project, ProjectState} from '@codecraft/core/project';
import type {ReactiveController, ReactiveControllerHost} from 'lit';

interface ProjectHost extends ReactiveControllerHost {
  readonly isConnected: boolean;
  project: Project | null;
}

/**
 * Draws its element again when the selected part of the project's state is another one.
 * Follows the element's `project` property and stops listening while the element is not in a page.
 */
export class ProjectController<Value> implements ReactiveController {
  private readonly host: ProjectHost;
  private readonly select: (state: ProjectState) => Value;
  private project: Project | null = null;
  private unsubscribe: (() => void) | null = null;
  private selected: Value | undefined;

  constructor(host: ProjectHost, select: (state: ProjectState) => Value) {
    this.host = host;
    this.select = select;
    host.addController(this);
  }

  /** The selected part; undefined while there is no project. */
  get value(): Value | undefined {
    return this.host.project ? this.select(this.host.project.state) : undefined;
  }

  hostConnected(): void {
    this.follow();
  }

  hostUpdate(): void {
    if (this.host.isConnected) this.follow(); // an element that has left the page may be drawn once more
  }

  hostDisconnected(): void {
    this.unsubscribe?.();
    this.unsubscribe = null;
    this.project = null;
  }

  private follow(): void {
    if (this.project === this.host.project) return;
    this.unsubscribe?.();
    this.project = this.host.project;
    this.selected = this.value;
    this.unsubscribe = this.project?.subscribe(() => this.onChange()) ?? null;
  }

  private onChange(): void {
    const value = this.value;
    if (Object.is(value, this.selected)) return;
    this.selected = value;
    this.host.requestUpdate();
  }
}
