import type {CreateProjectBody} from '@codecraft/core/protocol';
import type {Template} from '@codecraft/core/templates';
import {html, nothing, type TemplateResult} from 'lit';
import {icon} from '../internal/icon.js';
import {messageField} from '../internal/message-field.js';
import {projectNameFrom} from './project-name.js';

export interface NewProject {
  readonly prompt: string;
  readonly templates: readonly Template[];
  readonly isBusy: boolean;
  onPrompt(prompt: string): void;
  onDescribe(): void;
  onCreate(project: CreateProjectBody): void;
}

/** A project by describing it, from a template, or of nothing. */
export function newProject(view: NewProject): TemplateResult {
  return html`<aside class="aside">
    <section>
      <h2>New project</h2>
      <div class="list">
        <div class="ask">
          ${messageField({
            value: view.prompt,
            label: 'What to build',
            placeholder: 'Describe it: a todo list with filters',
            onInput: (value) => view.onPrompt(value),
            onSubmit: () => view.onDescribe(),
          })}
          <div class="actions">
            <span class="faint s">@ai builds it</span>
            <button
              type="button"
              class="button primary"
              aria-busy=${view.isBusy ? 'true' : nothing}
              @click=${() => view.onDescribe()}
            >
              Create
            </button>
          </div>
        </div>
        ${view.templates.map(({id, name, description}) => templateButton(view, name, description, {name, template: id}))}
        ${templateButton(view, 'Empty', 'Add a file, or ask @ai later', {name: projectNameFrom('')})}
      </div>
    </section>
  </aside>`;
}

function templateButton(
  view: NewProject,
  name: string,
  description: string,
  project: CreateProjectBody,
): TemplateResult {
  return html`<button type="button" class="template" ?disabled=${view.isBusy} @click=${() => view.onCreate(project)}>
    <b>${name}</b><span>${description}</span>${icon('chevron')}
  </button>`;
}
