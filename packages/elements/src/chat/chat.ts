import type {ChatEntry, Project} from '@codecraft/core/project';
import {html, LitElement, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {property, query, state} from 'lit/decorators.js';
import {repeat} from 'lit/directives/repeat.js';
import {styleMap} from 'lit/directives/style-map.js';
import {
  ChatDeleteRequest,
  ChatEditRequest,
  ChatRetryRequest,
  ChatSendRequest,
  SettingsChangeRequest,
  TurnStopRequest,
} from '../events.js';
import {firstName, listNames, whoStyle} from '../internal/avatar.js';
import {controls} from '../internal/controls.styles.js';
import {copyText} from '../internal/copy-text.js';
import {define} from '../internal/define.js';
import {icon} from '../internal/icon.js';
import '../internal/menu.js';
import {mentionsAi} from '../internal/mentions.js';
import type {CodecraftMenu, MenuEntry} from '../internal/menu.js';
import {messageFieldStyles} from '../internal/message-field.js';
import {ProjectController} from '../internal/project-controller.js';
import {StickToEnd} from '../internal/stick-to-end.js';
import {durationText} from '../internal/time.js';
import {tokens} from '../internal/tokens.js';
import {styles} from './chat.styles.js';
import {chatMenu, messageMenu} from './chat-menus.js';
import {Composer} from './composer.js';
import {conversation, lastTurn, transcript, workingTurn} from './conversation.js';
import {type MessageContext, type MessageEdit, messageView} from './message-view.js';
import {namesToMention} from './name-completion.js';
import {turnTitle} from './turn-card.js';
import {TypingReporter} from './typing-reporter.js';
import {Unread} from './unread.js';

/**
 * The project's conversation: people, and the AI when a message asks it with `@ai`.
 *
 * Enter sends, Shift+Enter breaks the line, `@` offers names, Escape stops one's own running turn.
 *
 * @fires {ChatSendRequest} codecraft-chat-send - A message was written.
 * @fires {ChatRetryRequest} codecraft-chat-retry - A refused message is to be sent again.
 * @fires {ChatEditRequest} codecraft-chat-edit - A message of one's own was changed.
 * @fires {ChatDeleteRequest} codecraft-chat-delete - A message is to be deleted.
 * @fires {SettingsChangeRequest} codecraft-settings-change - Messages are to stay for another time.
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
  @state() private editing: MessageEdit | null = null;
  @query('.log') private readonly log!: HTMLElement | null;
  @query('codecraft-menu') private readonly menu!: CodecraftMenu;

  private readonly current = new ProjectController(this, (state) => state);
  private readonly end = new StickToEnd(this, () => this.log);
  private readonly unread = new Unread(this, () => this.end.isAtEnd);
  private readonly typing = new TypingReporter(this);
  private readonly composer = new Composer(this);
  private announcedTitle: string | undefined;

  /** Puts the cursor into the composer. */
  override focus(options?: FocusOptions): void {
    this.composer.input?.focus(options);
  }

  override render(): TemplateResult | typeof nothing {
    const state = this.current.value;
    if (!this.project || !state) return nothing;
    return html`${this.renderHeader()}
      <div class="log" part="log" role="log" aria-label="Chat" tabindex="0" @scroll=${() => this.onScroll()}>
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
        aria-label="Chat settings"
        title="Chat settings"
        aria-haspopup="menu"
        @click=${(event: MouseEvent) => this.openChatMenu(event.currentTarget as HTMLElement)}
      >
        ${icon('more')}
      </button>
    </div>`;
  }

  private renderMessages(): TemplateResult | unknown {
    const state = this.current.value;
    if (!state) return nothing;
    if (state.chat.length === 0) {
      return html`<p class="hint faint">${
        this.project?.may('chat')
          ? 'Write to the others, or ask @ai to change the project.'
          : 'Nobody has written anything yet.'
      }</p>`;
    }
    const context: MessageContext = {
      state,
      renderMarkdown: this.renderMarkdown,
      mayStop: this.mayPrompt,
      retryableTurnId: this.mayAsk ? lastTurn(state.turns)?.id : undefined,
      editing: this.editing,
      onStop: (turnId) => this.dispatchEvent(new TurnStopRequest(turnId)),
      onRetry: (messageId) => this.dispatchEvent(new ChatRetryRequest(messageId)),
      onAsk: (message) => this.dispatchEvent(new ChatSendRequest(message)),
      onMenu: (entry, opener) => this.openMessageMenu(entry, opener),
      onEdit: (edit) => this.edit(edit),
      onSave: (edit) => this.saveEdit(edit),
    };
    return repeat(
      conversation(state),
      (item) => item.id,
      (item) =>
        html`${
          item.id === this.unread.firstUnreadId ? html`<p class="unread s" role="separator">New</p>` : nothing
        }${messageView(item, context)}`,
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
    if (!this.project?.may('chat')) return html`<p class="reading muted">You read along as a guest.</p>`;
    return this.composer.render({
      draft: this.draft,
      placeholder: this.mayPrompt
        ? `Message, or @ai to change ${this.density === 'touch' ? 'it' : 'the project'}`
        : 'Message',
      hint: this.hint,
      names: namesToMention(this.current.value, this.mayAsk),
      onDraft: (text) => this.onInput(text),
      onSend: () => this.send(),
      onEscape: () => this.stopOwnTurn(),
    });
  }

  private get mayPrompt(): boolean {
    return this.project?.may('prompt') ?? false;
  }

  private get mayAsk(): boolean {
    return this.mayPrompt && this.current.value?.ai != null;
  }

  /** One line about what sending would lead to. */
  private get hint(): string {
    const state = this.current.value;
    const asks = mentionsAi(this.draft);
    if (!state?.ai) return asks ? 'There is no AI here.' : '';
    if (!this.mayPrompt) return asks ? 'Viewers cannot ask @ai.' : '';
    if (workingTurn(state.turns)) return 'AI is busy. Yours runs next.';
    return asks && state.ai === 'templates' ? 'No AI key: answers from templates.' : '';
  }

  private openChatMenu(opener: HTMLElement): void {
    if (!this.project) return;
    const entries = chatMenu({
      project: this.project,
      onLifetime: (messageTtlSeconds) => this.dispatchEvent(new SettingsChangeRequest({messageTtlSeconds})),
      onCopyAll: () => this.copy(transcript(this.current.value?.chat ?? [])),
    });
    this.openMenu(opener, entries, 'Chat settings');
  }

  private openMessageMenu(entry: ChatEntry, opener: HTMLElement): void {
    if (!this.project) return;
    const entries = messageMenu({
      project: this.project,
      entry,
      onCopy: () => this.copy(entry.text),
      onEdit: () => this.edit({messageId: entry.id, text: entry.text}),
      onDelete: () => this.dispatchEvent(new ChatDeleteRequest(entry.id)),
    });
    this.openMenu(opener, entries, 'Message');
  }

  private openMenu(opener: HTMLElement, entries: readonly MenuEntry[], label: string): void {
    void this.menu.open({element: opener, side: 'below-end'}, entries, label);
  }

  private copy(text: string): void {
    void copyText(text, this.renderRoot as ShadowRoot).then((isCopied) => {
      this.announcement = isCopied ? 'Copied' : 'This browser does not let text be copied.';
    });
  }

  private edit(edit: MessageEdit | null): void {
    const isNew = edit?.messageId !== this.editing?.messageId;
    this.editing = edit;
    if (!isNew) return;
    void this.updateComplete.then(() => {
      const field = this.renderRoot.querySelector<HTMLTextAreaElement>('.changing textarea');
      if (field) {
        field.focus();
        field.setSelectionRange(field.value.length, field.value.length);
      } else this.focus();
    });
  }

  private saveEdit({messageId, text}: MessageEdit): void {
    const before = this.current.value?.chat.find((entry) => entry.id === messageId)?.text;
    const after = text.trim();
    if (!after) return;
    if (after === before || this.dispatchEvent(new ChatEditRequest(messageId, after))) this.edit(null);
  }

  private onScroll(): void {
    this.end.onScroll();
    this.unread.markSeen();
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
