import type {Project, ProjectState} from '@codecraft/core/project';
import type {Template} from '@codecraft/core/templates';
import {html, nothing, type TemplateResult} from 'lit';
import {classMap} from 'lit/directives/class-map.js';
import {styleMap} from 'lit/directives/style-map.js';
import {isGuest} from '../internal/guest.js';
import {icon} from '../internal/icon.js';
import type {OpenFiles} from './open-files.js';
import type {PaneSizes} from './pane-sizes.js';

export interface Body {
  readonly project: Project;
  readonly state: ProjectState;
  readonly openFiles: OpenFiles;
  readonly sizes: PaneSizes;
  readonly isEmbedded: boolean;
  readonly density: string | undefined;
  /** Whether the explorer, or the chat, lies open over its neighbour. */
  readonly isFilesOpen: boolean;
  readonly isChatOpen: boolean;
  /** Whether an empty project asks what it shall be. */
  readonly isStarting: boolean;
  onToggleFiles(): void;
  onSignIn(): void;
  onReset(): void;
  onTemplate(template: Template): void;
  onEmpty(): void;
}

/** Ask, code, result, from left to right. */
export function body(view: Body): TemplateResult {
  const hasChat = view.state.mode === 'connected' && !view.isEmbedded;
  const classes = {body: true, 'without-chat': !hasChat, 'chat-open': view.isChatOpen};
  return html`<div class=${classMap(classes)} style=${styleMap(view.sizes.styles)}>
    ${hasChat ? chatArea(view) : nothing} ${codeArea(view)} ${view.sizes.handle('runner', view.isEmbedded)}
    <section class="sheet result" aria-label="Result" data-pane="runner">
      <codecraft-runner
        data-area="result"
        .project=${view.project}
        density=${view.density ?? nothing}
        layout=${view.isEmbedded ? 'embed' : nothing}
        ?run-when-seen=${view.isEmbedded}
      ></codecraft-runner>
    </section>
  </div>`;
}

function chatArea(view: Body): TemplateResult {
  return html`<codecraft-chat
      data-area="chat"
      data-pane="chat"
      .project=${view.project}
      density=${view.density ?? nothing}
    ></codecraft-chat>
    ${view.sizes.handle('chat', false)}`;
}

function codeArea(view: Body): TemplateResult {
  const {isEmbedded, openFiles, project} = view;
  const classes = {sheet: true, 'code-sheet': true, 'files-open': view.isFilesOpen};
  return html`<section class=${classMap(classes)} aria-label="Code" data-pane="code">
    ${
      isEmbedded
        ? nothing
        : html`<codecraft-explorer
            data-area="files"
            aria-label="Files"
            .project=${project}
            .activeFileId=${openFiles.activeFileId}
            density=${view.density ?? nothing}
          ></codecraft-explorer>`
    }
    ${view.isStarting ? startScreen(view) : editor(view)}
  </section>`;
}

function editor({
  project,
  state,
  openFiles,
  isEmbedded,
  density,
  isFilesOpen,
  onToggleFiles,
  onSignIn,
  onReset,
}: Body): TemplateResult {
  return html`<codecraft-editor
    data-area="code"
    part="editor"
    .project=${project}
    .openFileIds=${openFiles.fileIds}
    .activeFileId=${openFiles.activeFileId}
    density=${density ?? nothing}
    layout=${isEmbedded ? 'embed' : nothing}
    ?after-app=${isEmbedded}
  >
    ${isEmbedded ? nothing : filesButton(isFilesOpen, onToggleFiles)}
    ${
      isEmbedded && project.canReset
        ? html`<button slot="actions" type="button" class="button quiet small" @click=${onReset}>Reset</button>`
        : nothing
    }
    ${
      isEmbedded && isGuest(state)
        ? html`<button slot="actions" type="button" class="button quiet small" @click=${onSignIn}>Sign in</button>`
        : nothing
    }
  </codecraft-editor>`;
}

function filesButton(isOpen: boolean, onToggle: () => void): TemplateResult {
  return html`<button
    slot="start"
    type="button"
    class="icon-button opens-files"
    aria-label="Files"
    title="Files"
    aria-expanded=${String(isOpen)}
    @click=${onToggle}
  >
    ${icon('folder')}
  </button>`;
}

function startScreen({project, onTemplate, onEmpty}: Body): TemplateResult {
  return html`<codecraft-start-screen
    data-area="code"
    .project=${project}
    .onTemplate=${onTemplate}
    .onEmpty=${onEmpty}
  ></codecraft-start-screen>`;
}
