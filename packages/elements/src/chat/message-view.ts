import type {ChatEntry, ProjectState} from '@codecraft/core/project';
import type {Turn} from '@codecraft/core/protocol';
import {html, nothing, type TemplateResult} from 'lit';
import {classMap} from 'lit/directives/class-map.js';
import {guard} from 'lit/directives/guard.js';
import {unsafeHTML} from 'lit/directives/unsafe-html.js';
import {aiAvatar, avatar, firstName} from '../internal/avatar.js';
import {icon} from '../internal/icon.js';
import {withMentions} from '../internal/mentions.js';
import {messageField} from '../internal/message-field.js';
import {clockTime} from '../internal/time.js';
import {type ConversationItem, outcomeOf} from './conversation.js';
import {turnCard} from './turn-card.js';

export interface MessageContext {
  readonly state: Pick<ProjectState, 'members' | 'me' | 'connection'>;
  /** Makes safe HTML of Markdown; null until it has been loaded. */
  readonly renderMarkdown: ((text: string) => string) | null;
  readonly mayStop: boolean;
  /** The last turn, where the AI may be asked again after a failure. */
  readonly retryableTurnId?: string | undefined;
  /** The message that is being changed, and its text so far. */
  readonly editing?: MessageEdit | null;
  onStop(turnId: string): void;
  onRetry(messageId: string): void;
  /** Left out where nothing can be done with a message. */
  onMenu?(entry: ChatEntry, opener: HTMLElement): void;
  onAsk?(message: string): void;
  onEdit?(edit: MessageEdit | null): void;
  onSave?(edit: MessageEdit): void;
}

export interface MessageEdit {
  readonly messageId: string;
  readonly text: string;
}

/** One item of the log. */
export function messageView(item: ConversationItem, context: MessageContext): TemplateResult {
  switch (item.kind) {
    case 'turn':
      return turnView(item.entry, item.turn, context);
    case 'reply':
      return replyView(item.entry, context);
    case 'message':
      return item.entry.kind === 'system'
        ? html`<p class="system faint s">${item.entry.text}</p>`
        : personView(item.entry, item.runsNext, context);
  }
}

function personView(entry: ChatEntry, runsNext: boolean, context: MessageContext): TemplateResult {
  const {members, me} = context.state;
  const color = members.find((member) => member.userId === entry.userId)?.color;
  const person = {name: entry.name, color: color ?? 1};
  return html`<article class="message">
    <header class="by">
      ${avatar(person, {away: color === undefined})}<b>${firstName(entry.name)}</b
      >${entry.userId === me?.userId ? html`<span class="for">you</span>` : nothing}<time
        >${entry.editedAt ? 'edited ' : nothing}${clockTime(entry.at)}</time
      >${menuButton(entry, `message of ${firstName(entry.name)}`, context)}
    </header>
    ${
      context.editing?.messageId === entry.id
        ? changeField(context.editing, context)
        : html`<p>${withMentions(entry.text)}</p>`
    }
    ${deliveryLine(entry, context)}
    ${runsNext ? html`<p class="line faint s"><i class="dot hollow"></i>Runs next</p>` : nothing}
  </article>`;
}

function menuButton(
  entry: ChatEntry | null,
  of: string,
  {onMenu}: MessageContext,
): TemplateResult | typeof nothing {
  if (!entry || !onMenu) return nothing;
  return html`<button
    type="button"
    class="icon-button small of"
    aria-label="Actions for the ${of}, ${clockTime(entry.at)}"
    title="Actions"
    aria-haspopup="menu"
    @click=${(event: MouseEvent) => onMenu(entry, event.currentTarget as HTMLElement)}
  >
    ${icon('more')}
  </button>`;
}

/** The text of one's own message while it is changed: Enter saves, Escape leaves it as it was. */
function changeField(edit: MessageEdit, {onEdit, onSave}: MessageContext): TemplateResult {
  return html`<div class="changing">
    ${messageField({
      value: edit.text,
      label: 'Change the message',
      placeholder: 'Message',
      onInput: (text) => onEdit?.({...edit, text}),
      onSubmit: () => onSave?.(edit),
      onEscape: () => onEdit?.(null),
    })}
    <div class="actions">
      <button type="button" class="button small quiet" @click=${() => onEdit?.(null)}>Cancel</button>
      <button type="button" class="button small" ?disabled=${!edit.text.trim()} @click=${() => onSave?.(edit)}>Save</button>
    </div>
  </div>`;
}

function deliveryLine(entry: ChatEntry, context: MessageContext): TemplateResult | typeof nothing {
  if (entry.delivery === 'refused') {
    return html`<p class="line refused s">
      ${icon('alert', {small: true})}<span>${entry.refusal ?? 'This was not sent.'}</span>
      <button type="button" class="button small quiet" @click=${() => context.onRetry(entry.id)}>Retry</button>
    </p>`;
  }
  const isLate = entry.delivery === 'waiting' && context.state.connection.status !== 'open';
  return isLate ? html`<p class="line faint s"><i class="dot hollow"></i>Waiting to send</p>` : nothing;
}

function turnView(entry: ChatEntry | null, turn: Turn, context: MessageContext): TemplateResult {
  const isWorking = turn.status === 'working';
  const text = entry?.text ?? '';
  const outcome = outcomeOf(turn, text);
  const onStop = context.mayStop ? () => context.onStop(turn.id) : undefined;
  return html`<article class="message ai" aria-busy=${isWorking}>
    ${aiHeader(turn.name, isWorking ? 'now' : clockTime(entry?.at ?? turn.startedAt), isWorking ? null : entry, context)}
    ${text || isWorking ? prose(text, isWorking, context) : nothing}
    ${outcome ? html`<p>${outcome}</p>` : nothing}
    ${turnCard({turn, onStop, onAsk: context.retryableTurnId === turn.id ? context.onAsk : undefined})}
  </article>`;
}

function replyView(entry: ChatEntry, context: MessageContext): TemplateResult {
  return html`<article class="message ai">
    ${aiHeader(entry.name, clockTime(entry.at), entry, context)} ${prose(entry.text, false, context)}
  </article>`;
}

function aiHeader(
  askedBy: string,
  time: string,
  entry: ChatEntry | null,
  context: MessageContext,
): TemplateResult {
  return html`<header class="by">
    ${aiAvatar}<b>AI</b><span class="for">for ${firstName(askedBy)}</span><time>${time}</time
    >${menuButton(entry, `reply to ${firstName(askedBy)}`, context)}
  </header>`;
}

function prose(text: string, isStreaming: boolean, {renderMarkdown}: MessageContext): TemplateResult {
  return html`<div class=${classMap({prose: true, streaming: isStreaming, plain: !renderMarkdown})}
    >${guard([text, renderMarkdown], () => (renderMarkdown ? unsafeHTML(renderMarkdown(text)) : text))}</div
  >`;
}
