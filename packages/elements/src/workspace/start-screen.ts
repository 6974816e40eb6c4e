import {CodecraftError} from '@codecraft/core/errors';
import type {Project} from '@codecraft/core/project';
import type {Template} from '@codecraft/core/templates';
import {css, html, LitElement, nothing, type TemplateResult} from 'lit';
import {property, query, state} from 'lit/decorators.js';
import {ChatSendRequest} from '../events.js';
import {controls} from '../internal/controls.styles.js';
import {define} from '../internal/define.js';
import {messageField, messageFieldStyles} from '../internal/message-field.js';
import {tokens} from '../internal/tokens.js';

const styles = css`
  :host {
    container: start / inline-size;
    overflow: auto;
    background: var(--_surface);
  }
  .start {
    max-width: 760px;
    padding: 36px var(--_space-6);
  }
  h2 {
    font-size: var(--_font-size-xl);
    line-height: 32px;
    font-weight: 600;
    letter-spacing: -0.015em;
    margin-bottom: var(--_space-4);
  }
  .ask {
    padding: var(--_space-3) var(--_space-2) var(--_space-2) 14px;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-l);
    margin-bottom: var(--_space-5);
    &:has(textarea:focus) {
      outline: 2px solid var(--_focus);
      outline-offset: -1px;
      border-color: transparent;
    }
    & .actions {
      display: flex;
      justify-content: flex-end;
      margin-top: var(--_space-2);
    }
  }
  .tiles {
    display: grid;
    grid-template-columns: repeat(3, 1fr);
    gap: var(--_space-2);
    margin-top: var(--_space-2);
  }
  .tile {
    display: block;
    width: 100%;
    height: 100%;
    text-align: start;
    padding: 10px var(--_space-3) var(--_space-3);
    border: 1px solid var(--_border);
    border-radius: var(--_radius-l);
    background: none;
    cursor: pointer;
  }
  .tile:hover {
    background: var(--_hover);
  }
  .tile b {
    display: block;
    font-weight: 500;
  }
  .tile span {
    display: block;
    font-size: var(--_font-size-s);
    line-height: 18px;
    color: var(--_text-faint);
  }
  @container start (max-width: 460px) {
    .start {
      padding: var(--_space-5) var(--_space-4);
    }
    .tiles {
      grid-template-columns: 1fr 1fr;
    }
  }
`;

/** What an empty project asks: one question with the focus, and ways round it. */
export class CodecraftStartScreen extends LitElement {
  static override styles = [tokens, controls, messageFieldStyles, styles];

  @property({attribute: false}) project: Project | null = null;
  @property({attribute: false}) onTemplate: (template: Template) => void = () => undefined;
  @property({attribute: false}) onEmpty: () => void = () => undefined;
  @property({attribute: false}) onFailure: (error: CodecraftError) => void = () => undefined;

  @state() private prompt = '@ai ';
  @state() private templates: readonly Template[] = [];
  @query('textarea') private readonly promptInput!: HTMLTextAreaElement | null;

  override connectedCallback(): void {
    super.connectedCallback();
    void import('@codecraft/core/templates').then(
      ({templates}) => {
        this.templates = templates;
      },
      (cause: unknown) =>
        this.onFailure(
          new CodecraftError('unavailable', 'The templates did not load. Reload the page.', {cause}),
        ),
    );
  }

  override render(): TemplateResult {
    const mayAsk = this.project?.state.ai != null && this.project.may('prompt');
    return html`<div class="start">
      <h2>What will this be?</h2>
      ${mayAsk ? this.renderAsk() : nothing}
      <p class="muted">${mayAsk ? 'Or start from a template' : 'Start from a template'}</p>
      <ul class="tiles">
        ${this.templates.map((template) => tile(template.name, firstFiles(template), () => this.onTemplate(template)))}
        ${tile('Empty', 'Add the first file yourself', () => this.onEmpty())}
      </ul>
    </div>`;
  }

  protected override firstUpdated(): void {
    const input = this.promptInput;
    input?.focus({preventScroll: true});
    input?.setSelectionRange(input.value.length, input.value.length);
  }

  private renderAsk(): TemplateResult {
    return html`<div class="ask">
      ${messageField({
        value: this.prompt,
        label: 'What to build',
        placeholder: '@ai a todo list with filters',
        onInput: (value) => {
          this.prompt = value;
        },
        onSubmit: () => this.onBuild(),
      })}
      <div class="actions">
        <button type="button" class="button primary" @click=${this.onBuild}>Build it</button>
      </div>
    </div>`;
  }

  private onBuild(): void {
    const request = this.prompt.replace(/^\s*@ai\b/i, '').trim();
    if (request) this.dispatchEvent(new ChatSendRequest(`@ai ${request}`));
    else this.promptInput?.focus();
  }
}

function tile(name: string, description: string, onClick: () => void): TemplateResult {
  return html`<li>
    <button type="button" class="tile" @click=${onClick}><b>${name}</b><span>${description}</span></button>
  </li>`;
}

/** The file it opens with and the next one beside it: `App.tsx, main.tsx`. */
function firstFiles(template: Template): string {
  const folder = template.open.slice(0, template.open.lastIndexOf('/') + 1);
  const beside = Object.keys(template.files).filter(
    (path) => path !== template.open && path.startsWith(folder),
  );
  const names = [template.open, ...beside.slice(0, 1)].map((path) => path.slice(path.lastIndexOf('/') + 1));
  return names.join(', ');
}

define('codecraft-start-screen', CodecraftStartScreen);

declare global {
  interface HTMLElementTagNameMap {
    'codecraft-start-screen': CodecraftStartScreen;
  }
}
