import {html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {icon} from '../internal/icon.js';

export interface Toast {
  readonly text: string;
  /** Errors are read out at once and stay until they are closed. */
  readonly isError?: boolean;
  readonly action?: {readonly label: string; run(): void};
}

/** A toast that is no error is gone after this; long enough to read it and reach its button. */
const shownMs = 8000;

/** Says what happened elsewhere than where one looks. */
export class Toasts implements ReactiveController {
  private readonly host: ReactiveControllerHost;
  private shown: readonly Toast[] = [];
  private readonly timers = new Map<Toast, ReturnType<typeof setTimeout>>();

  constructor(host: ReactiveControllerHost) {
    this.host = host;
    host.addController(this);
  }

  show(toast: Toast): void {
    this.shown = [...this.shown.filter((other) => other.text !== toast.text), toast];
    if (!toast.isError)
      this.timers.set(
        toast,
        setTimeout(() => this.dismiss(toast), shownMs),
      );
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    this.shown = [];
  }

  render(): TemplateResult {
    return html`<div class="toasts">
      ${repeat(
        this.shown,
        (toast) => toast,
        (toast) => this.renderToast(toast),
      )}
    </div>`;
  }

  private renderToast(toast: Toast): TemplateResult {
    const {action} = toast;
    const onAction = () => {
      this.dismiss(toast);
      action?.run();
    };
    return html`<div class="toast" role=${toast.isError ? 'alert' : 'status'}>
      ${toast.isError ? icon('alert') : nothing}<span>${toast.text}</span>
      ${action ? html`<button type="button" class="button small quiet" @click=${onAction}>${action.label}</button>` : nothing}
      <button type="button" class="icon-button small" aria-label="Dismiss" title="Dismiss" @click=${() => this.dismiss(toast)}>
        ${icon('close')}
      </button>
    </div>`;
  }

  private dismiss(toast: Toast): void {
    clearTimeout(this.timers.get(toast));
    this.timers.delete(toast);
    this.shown = this.shown.filter((other) => other !== toast);
    this.host.requestUpdate();
  }
}
