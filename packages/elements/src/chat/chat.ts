import type {Project} from '@codecraft/core/project';
import {html, LitElement, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {property, query, state} from 'lit/decorators.js';
import {repeat} from 'lit/directives/repeat.js';
import {styleMap} from 'lit/directives/style-map.js';
import {ChatRetryRequest, ChatSendRequest, TurnStopRequest} from '../events.js';
import {firstName, listNames, whoStyle} from '../internal/avatar.js';
import {controls} from '../internal/controls.styles.js';
import {define} from '../internal/define.js';
import {icon} from '../internal/icon.js';
import '../internal/menu.js';
import {mentionsAi} from '../internal/mentions.js';
import type {CodecraftMenu, MenuEntry} from '../internal/menu.js';
import {messageField, messageFieldStyles} from '../internal/message-field.js';
import {ProjectController} from '../internal/project-controller.js';
import {StickToEnd} from '../internal/stick-to-end.js';
import {durationText} from '../internal/time.js';
import {tokens} from '../internal/tokens.js';
import {styles} from './chat.styles.js';
import {conversation, transcript, workingTurn} from './conversation.js';
import {type MessageContext, messageView} from './message-view.js';
import {turnTitle} from './turn-card.js';
import {TypingReporter} from './typing-reporter.js';

/**
 * The project's conversation: people, and the AI when a message asks it with `@ai`.
 *
 * Enter sends, Shift+Enter breaks the line, Escape stops one's own running turn.
 *
 * @fires {ChatSendRequest} codecraft-chat-send - A message was written.
 * @fires {ChatRetryRequest} codecraft-chat-retry - A refused message is to be sent again.
 * @fires {TurnStopRequest} codecraft-turn-stop - A running AI turn is to end.
 * @csspart log - The messages.
 * @csspart turn - What one AI turn does to the files.
 * @csspart composer - Where a message is written.
 */
export class CodecraftChat extends LitElement {
  static override styles = [tokens, controls, messageFieldStyles, styles];

  @property({attribute: false}) project: Project | null = null;

  /** `touch` for one panel at a time and fingers. */
  @property({reflect: true}) density = '';

  /** What is written and not sent yet. */
  @property({attribute: false}) draft = '';

  @state() private renderMarkdown: ((text: string) => string) | null = null;
  @state() private announcement = '';
  @query('.log') private readonly log!: HTMLElement | null;
  @query('codecraft-menu') private readonly menu!: CodecraftMenu;
  @query('textarea') private readonly input!: HTMLTextAreaElement | null;

  private readonly current = new ProjectController(this, (state) => state);
  private readonly end = new StickToEnd(this, () => this.log);
  private readonly typing = new TypingReporter(this);
  private announcedTitle: string | undefined;

  /** Puts the cursor into the composer. */
  override focus(options?: FocusOptions): void {
    this.input?.focus(options);
  }

  override render(): TemplateResult | typeof nothing {
    const state = this.current.value;
    if (!this.project || !state) return nothing;
    return html`${this.renderHeader()}
      <div class="log" part="log" role="log" aria-label="Chat" tabindex="0" @scroll=${() => this.end.onScroll()}>
        ${this.renderMessages()}
      </div>
      <p class="visually-hidden" role="status">${this.announcement}</p>
      <p class="typing">
        ${this.renderTyping()}<span class="spacer"></span><span class="hint in-line">${this.hint}</span>
      </p>
      ${this.renderComposer()}<codecraft-menu></codecraft-menu>`;
  }

  protected override willUpdate(): void {
    const state = this.current.value;
    if (state?.chat.some((entry) => entry.kind === 'ai')) this.loadMarkdown();
    const turn = state && workingTurn(state.turns);
    const title = turn && `AI is working for ${firstName(turn.name)}`;
    if (title === this.announcedTitle) return;
    if (title || this.announcedTitle) this.announcement = title ?? this.endAnnouncement();
    this.announcedTitle = title;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('project')) this.end.jump();
  }

  private endAnnouncement(): string {
    const turns = Object.values(this.current.value?.turns ?? {});
    const last = turns.sort((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0)).at(-1);
    return last ? `AI has ended: ${turnTitle(last)}` : 'AI has ended';
  }

  private renderHeader(): TemplateResult {
    const seconds = this.current.value?.settings?.messageTtlSeconds;
    return html`<div class="panel-header">
      <h2>Chat</h2>
      <span class="spacer"></span>
      ${
        seconds
          ? html`<span class="expiry">${icon('clock', {small: true})}Clears after ${durationText(seconds)}</span>`
          : nothing
      }
      <button
        type="button"
        class="icon-button"
        aria-label="Chat actions"
        title="Chat actions"
        aria-haspopup="menu"
        @click=${(event: MouseEvent) => this.openMenu(event.currentTarget as HTMLElement)}
      >
        ${icon('more')}
      </button>
    </div>`;
  }

  private renderMessages(): TemplateResult | unknown {
    const state = this.current.value;
    if (!state) return nothing;
    if (state.chat.length === 0) {
      return html`<p class="hint faint">Write to the others, or ask @ai to change the project.</p>`;
    }
    const context: MessageContext = {
      state,
      renderMarkdown: this.renderMarkdown,
      mayStop: this.project?.may('prompt') ?? false,
      onStop: (turnId) => this.dispatchEvent(new TurnStopRequest(turnId)),
      onRetry: (messageId) => this.dispatchEvent(new ChatRetryRequest(messageId)),
    };
    return repeat(
      conversation(state),
      (item) => item.id,
      (item) => messageView(item, context),
    );
  }

  private renderTyping(): unknown {
    const state = this.current.value;
    const typing = new Set(state?.peers.filter((peer) => peer.isTyping).map((peer) => peer.userId));
    const people =
      state?.members.filter((member) => typing.has(member.userId) && member.userId !== state.me?.userId) ??
      [];
    if (people.length === 0) return nothing;
    const names = listNames(people.map((person) => firstName(person.name)));
    const dots = people.map((person) => html`<i class="dot" style=${styleMap(whoStyle(person.color))}></i>`);
    return html`${dots}<span>${names} ${people.length === 1 ? 'is' : 'are'} typing</span>`;
  }

  private renderComposer(): TemplateResult {
    const mayPrompt = this.project?.may('prompt') ?? false;
    return html`<div class="composer" part="composer">
      ${messageField({
        value: this.draft,
        label: 'Message',
        placeholder: mayPrompt
          ? `Message, or @ai to change ${this.density === 'touch' ? 'it' : 'the project'}`
          : 'Message',
        onInput: (value) => this.onInput(value),
        onSubmit: () => this.send(),
        onEscape: () => this.stopOwnTurn(),
      })}
      <div class="actions">
        <span class="hint">${this.hint}</span><span class="spacer"></span>
        <button
          type="button"
          class="icon-button"
          aria-label="Send"
          title="Send"
          ?disabled=${!this.draft.trim()}
          @click=${() => this.send()}
        >
          ${icon('send')}
        </button>
      </div>
    </div>`;
  }

  /** One line about what sending would lead to. */
  private get hint(): string {
    const state = this.current.value;
    const asks = mentionsAi(this.draft);
    if (!state?.ai) return asks ? 'There is no AI here.' : '';
    if (!this.project?.may('prompt')) return asks ? 'Viewers cannot ask @ai.' : '';
    if (workingTurn(state.turns)) return 'AI is busy. Yours runs next.';
    return asks && state.ai === 'templates' ? 'No AI key: answers from templates.' : '';
  }

  private openMenu(opener: HTMLElement): void {
    const chat = this.current.value?.chat ?? [];
    const copy: MenuEntry = {
      label: 'Copy all messages',
      icon: 'copy',
      select: () => void navigator.clipboard.writeText(transcript(chat)),
    };
    void this.menu.open({element: opener, side: 'below-end'}, [copy], 'Chat actions');
  }

  private onInput(value: string): void {
    this.draft = value;
    this.typing.report(value !== '');
  }

  private send(): void {
    const text = this.draft.trim();
    if (!text || !this.dispatchEvent(new ChatSendRequest(text))) return;
    this.draft = '';
    this.typing.report(false);
    this.end.jump();
    this.focus();
  }

  private stopOwnTurn(): void {
    const turn = workingTurn(this.current.value?.turns ?? {});
    if (turn && turn.userId === this.current.value?.me?.userId)
      this.dispatchEvent(new TurnStopRequest(turn.id));
  }

  private loadMarkdown(): void {
    if (this.renderMarkdown) return;
    void import('./markdown.js').then(
      (markdown) => {
        this.renderMarkdown = markdown.renderMarkdown;
      },
      // The text stays readable without it; the next reply tries again.
      (error: unknown) =>
        console.warn('codecraft-chat: Markdown could not be loaded, replies show as plain text.', error),
    );
  }
}

define('codecraft-chat', CodecraftChat);

declare global {
  interface HTMLElementTagNameMap {
    'codecraft-chat': CodecraftChat;
  }
}
