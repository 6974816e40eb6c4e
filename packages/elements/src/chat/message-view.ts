import type {ChatEntry, ProjectState} from '@codecraft/core/project';
import type {Turn} from '@codecraft/core/protocol';
import {html, nothing, type TemplateResult} from 'lit';
import {classMap} from 'lit/directives/class-map.js';
import {guard} from 'lit/directives/guard.js';
import {unsafeHTML} from 'lit/directives/unsafe-html.js';
import {aiAvatar, avatar, firstName} from '../internal/avatar.js';
import {icon} from '../internal/icon.js';
import {withMentions} from '../internal/mentions.js';
import {clockTime} from '../internal/time.js';
import {type ConversationItem, outcomeOf} from './conversation.js';
import {turnCard} from './turn-card.js';

export interface MessageContext {
  readonly state: Pick<ProjectState, 'members' | 'me' | 'connection'>;
  /** Makes safe HTML of Markdown; null until it has been loaded. */
  readonly renderMarkdown: ((text: string) => string) | null;
  readonly mayStop: boolean;
  onStop(turnId: string): void;
  onRetry(messageId: string): void;
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
      >${entry.userId === me?.userId ? html`<span class="for">you</span>` : nothing}<time>${clockTime(entry.at)}</time>
    </header>
    <p>${withMentions(entry.text)}</p>
    ${deliveryLine(entry, context)}
    ${runsNext ? html`<p class="line faint s"><i class="dot hollow"></i>Runs next</p>` : nothing}
  </article>`;
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
    ${aiHeader(turn.name, isWorking ? 'now' : clockTime(entry?.at ?? turn.startedAt))}
    ${text || isWorking ? prose(text, isWorking, context) : nothing}
    ${outcome ? html`<p>${outcome}</p>` : nothing}
    ${turnCard({turn, onStop})}
  </article>`;
}

function replyView(entry: ChatEntry, context: MessageContext): TemplateResult {
  return html`<article class="message ai">
    ${aiHeader(entry.name, clockTime(entry.at))} ${prose(entry.text, false, context)}
  </article>`;
}

function aiHeader(askedBy: string, time: string): TemplateResult {
  return html`<header class="by">
    ${aiAvatar}<b>AI</b><span class="for">for ${firstName(askedBy)}</span><time>${time}</time>
  </header>`;
}

function prose(text: string, isStreaming: boolean, {renderMarkdown}: MessageContext): TemplateResult {
  return html`<div class=${classMap({prose: true, streaming: isStreaming, plain: !renderMarkdown})}
    >${guard([text, renderMarkdown], () => (renderMarkdown ? unsafeHTML(renderMarkdown(text)) : text))}</div
  >`;
}
