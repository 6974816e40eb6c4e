import type {ReactiveController, ReactiveControllerHost} from 'lit';
import type {SessionController} from '../internal/session-controller.js';

interface GuestHost extends ReactiveControllerHost {
  readonly projectId: string;
  /** Whether to look at once, instead of being asked to sign in. */
  readonly guest: boolean;
}

/** Whether who is not signed in may look at the project, and whether they do. */
export class GuestEntry implements ReactiveController {
  /** Null until it is known. */
  mayLook: boolean | null = null;
  private readonly host: GuestHost;
  private readonly session: SessionController;
  private asked = '';
  private choice: 'look' | 'sign-in' | null = null;

  constructor(host: GuestHost, session: SessionController) {
    this.host = host;
    this.session = session;
    host.addController(this);
  }

  /** Whether the project is shown to a guest now. */
  get isLooking(): boolean {
    return this.isStranger && this.mayLook === true && this.wantsToLook;
  }

  /** Whether it is not known yet if a guest who is to look at once can. */
  get isAsking(): boolean {
    return this.isStranger && this.mayLook === null && this.wantsToLook;
  }

  look(): void {
    this.choose('look');
  }

  signIn(): void {
    this.choose('sign-in');
  }

  hostUpdate(): void {
    const {projectId} = this.host;
    const wanted = this.isStranger ? projectId : '';
    if (wanted === this.asked) return;
    this.asked = wanted;
    this.mayLook = null;
    this.choice = null;
    if (wanted) void this.ask(wanted);
  }

  /** Where a site signs its users in, it decides who looks, too. */
  private get isStranger(): boolean {
    const {state, value} = this.session;
    return this.host.projectId !== '' && state.status === 'signed-out' && value?.isHosted === false;
  }

  private get wantsToLook(): boolean {
    return this.choice ? this.choice === 'look' : this.host.guest;
  }

  private choose(choice: 'look' | 'sign-in'): void {
    this.choice = choice;
    this.host.requestUpdate();
  }

  private async ask(projectId: string): Promise<void> {
    let mayLook = false;
    try {
      mayLook = (await this.session.value?.mayLook(projectId)) ?? false;
    } catch {
      // There is the form to sign in with, which says what is wrong with the server.
    }
    if (this.asked !== projectId) return;
    this.mayLook = mayLook;
    this.host.requestUpdate();
  }
}
