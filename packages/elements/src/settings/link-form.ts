import {type CreateLinkBody, limits, type Role} from '@codecraft/core/protocol';
import {html, nothing, type TemplateResult} from 'lit';
import {counted} from '../internal/counting.js';
import {icon} from '../internal/icon.js';
import {roleNames} from '../members/role-names.js';
import type {Invitations} from './invitations.js';

const daySeconds = 86_400;

/** What can be chosen, the first of each to begin with but for the time: a class has a week to join. */
const choices = {
  role: ['viewer', 'member', 'admin'] satisfies Role[],
  days: [1, 7, limits.maxLinkLifetimeSeconds / daySeconds],
  uses: [1, 30, 100],
};

/** Makes a link that invites, and shows it this once: the server keeps its secret as a hash. */
export function linkForm(
  invitations: Invitations,
  {onMake, onCopy}: {onMake: (link: CreateLinkBody) => void; onCopy: (address: string) => void},
): TemplateResult {
  const {made} = invitations;
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    onMake(readLink(new FormData(event.currentTarget as HTMLFormElement)));
  };
  return html`<form class="new-link" aria-label="New link" @submit=${onSubmit}>
      ${select(
        'role',
        'Joins as',
        choices.role.map((role) => [role, roleNames[role]] as const),
        'viewer',
      )}
      ${select(
        'days',
        'Works for',
        choices.days.map((days) => [days, counted(days, 'day')] as const),
        7,
      )}
      ${select(
        'uses',
        'Lets in',
        choices.uses.map((uses) => [uses, counted(uses, 'person', 'people')] as const),
        30,
      )}
      <button class="button large" part="make-link" aria-busy=${invitations.isLoading ? 'true' : nothing}>Make a link</button>
    </form>
    ${
      made
        ? html`<div class="made">
            <label class="label" for="made">The ${roleNames[made.role].toLowerCase()} link, shown this once</label>
            <div class="row">
              <div class="field" part="field">
                <input id="made" readonly .value=${made.address} @focus=${selectAll} />
              </div>
              <button type="button" class="button large" @click=${() => onCopy(made.address)}>${icon('copy')}Copy</button>
            </div>
            <p class="help" role="status">${made.isCopied ? 'Copied. Whoever has it can join.' : 'Whoever has it can join.'}</p>
          </div>`
        : nothing
    }`;
}

function readLink(form: FormData): CreateLinkBody {
  const role = choices.role.find((other) => other === form.get('role')) ?? 'viewer';
  return {role, expiresInSeconds: Number(form.get('days')) * daySeconds, uses: Number(form.get('uses'))};
}

function select(
  name: keyof typeof choices,
  label: string,
  options: readonly (readonly [value: string | number, text: string])[],
  chosen: string | number,
): TemplateResult {
  return html`<div>
    <label class="label" for=${name}>${label}</label>
    <div class="field" part="field">
      <select id=${name} name=${name}>
        ${options.map(([value, text]) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`)}
      </select>
      ${icon('chevron', {turn: 'down'})}
    </div>
  </div>`;
}

function selectAll({target}: FocusEvent): void {
  (target as HTMLInputElement).select();
}
