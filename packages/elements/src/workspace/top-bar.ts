import type {Project, ProjectState} from '@codecraft/core/project';
import {html, nothing, type TemplateResult} from 'lit';
import {ref} from 'lit/directives/ref.js';
import {unreadMessages} from '../chat/unread.js';
import {counted} from '../internal/counting.js';
import {isGuest} from '../internal/guest.js';
import {icon} from '../internal/icon.js';

export interface TopBar {
  readonly project: Project;
  readonly state: ProjectState;
  readonly isNarrow: boolean;
  readonly isRenaming: boolean;
  readonly isChatOpen: boolean;
  onProjects(): void;
  onInvite(): void;
  onSignIn(): void;
  onToggleChat(): void;
  onNameMenu(opener: HTMLElement): void;
  onMenu(opener: HTMLElement): void;
  onRename(name: string | undefined): void;
}

/** Which project this is, who is here, and what concerns all of it. */
export function topBar(bar: TopBar): TemplateResult {
  return html`<div class="top" part="top" data-area="top">
    ${bar.isNarrow ? narrowStart(bar) : wideStart(bar)}
    <span class="spacer"></span>
    ${bar.state.mode === 'connected' ? people(bar) : nothing}
    ${isGuest(bar.state) ? html`<button type="button" class="button sign-in" @click=${() => bar.onSignIn()}>Sign in</button>` : nothing}
    <button
      type="button"
      class="icon-button"
      aria-label="Project menu"
      title="Project menu"
      aria-haspopup="menu"
      @click=${(event: MouseEvent) => bar.onMenu(event.currentTarget as HTMLElement)}
    >
      ${icon('more')}
    </button>
  </div>`;
}

function narrowStart(bar: TopBar): TemplateResult {
  return html`${
    hasProjects(bar.state)
      ? html`<button type="button" class="icon-button" aria-label="Back to projects" @click=${() => bar.onProjects()}>
            ${icon('chevron', {turn: 'back'})}
          </button>`
      : html`<span class="mark">${icon('mark')}</span>`
  }
    <h2>${bar.state.name}</h2>`;
}

function wideStart(bar: TopBar): TemplateResult {
  if (!hasProjects(bar.state)) {
    return html`<span class="mark">${icon('mark')}</span><span class="crumbs"><b class="alone">${bar.state.name}</b></span>`;
  }
  return html`<button type="button" class="mark" aria-label="CodeCraft AI, my projects" @click=${() => bar.onProjects()}>
      ${icon('mark')}
    </button>
    <nav class="crumbs" aria-label="Breadcrumb">
      <button type="button" class="crumb" @click=${() => bar.onProjects()}>Projects</button
      ><span class="slash" aria-hidden="true">/</span>${bar.isRenaming ? nameField(bar) : nameButton(bar)}
    </nav>
    <span class="faint s saved" role="status">${savedText(bar.state)}</span>`;
}

/** A page of its own, and a guest, have this project alone. */
function hasProjects(state: ProjectState): boolean {
  return state.mode === 'connected' && !isGuest(state);
}

/** Quiet when fine; while the connection is down, the notice below says more. */
function savedText({connection, unsentFiles}: ProjectState): string {
  if (connection.status !== 'open') return '';
  return unsentFiles.size ? 'Saving' : 'Saved';
}

function nameButton(bar: TopBar): TemplateResult {
  return html`<button
    type="button"
    class="button quiet"
    aria-haspopup="menu"
    @click=${(event: MouseEvent) => bar.onNameMenu(event.currentTarget as HTMLElement)}
  >
    ${bar.state.name}${icon('chevron', {turn: 'down'})}
  </button>`;
}

function nameField(bar: TopBar): TemplateResult {
  const typed = (event: Event) => (event.target as HTMLInputElement).value.trim();
  return html`<input
    class="rename"
    aria-label="Name of the project"
    maxlength="100"
    .value=${bar.state.name}
    ${ref(selectOnce)}
    @keydown=${(event: KeyboardEvent) => {
      if (event.isComposing) return;
      if (event.key === 'Enter') bar.onRename(typed(event));
      if (event.key === 'Escape') bar.onRename(undefined);
    }}
    @blur=${(event: FocusEvent) => bar.onRename(typed(event))}
  />`;
}

function selectOnce(element: Element | undefined): void {
  if (element instanceof HTMLInputElement)
    queueMicrotask(() => {
      element.focus();
      element.select();
    });
}

function people(bar: TopBar): TemplateResult {
  const unread = bar.isChatOpen ? 0 : unreadMessages(bar.state).length;
  return html`<button
      type="button"
      class="button quiet opens-chat"
      aria-expanded=${String(bar.isChatOpen)}
      @click=${() => bar.onToggleChat()}
    >
      ${icon('chat')}Chat${unread ? html`<i class="dot"></i><span class="visually-hidden">, ${counted(unread, 'new message')}</span>` : nothing}
    </button>
    <codecraft-members layout="stack" .project=${bar.project} ?others-only=${bar.isNarrow}></codecraft-members>
    ${
      bar.project.may('invite') && !bar.isNarrow
        ? html`<button type="button" class="button" @click=${() => bar.onInvite()}>Invite</button>`
        : nothing
    }`;
}
