import {html, LitElement, nothing, type TemplateResult} from 'lit';
import {styleMap} from 'lit/directives/style-map.js';
import {composerStyles} from '../chat/composer.styles.js';
import {conversation} from '../chat/conversation.js';
import {messageStyles} from '../chat/message.styles.js';
import {type MessageContext, messageView} from '../chat/message-view.js';
import {turnCardStyles} from '../chat/turn-card.styles.js';
import {codeStyles} from '../editor/code.styles.js';
import {tabsStyles} from '../editor/tabs.styles.js';
import {rowView} from '../explorer/row-view.js';
import {treeStyles} from '../explorer/tree.styles.js';
import {treeRows} from '../explorer/tree-rows.js';
import {avatar, whoStyle} from '../internal/avatar.js';
import {controls} from '../internal/controls.styles.js';
import {define} from '../internal/define.js';
import {icon} from '../internal/icon.js';
import {tokens} from '../internal/tokens.js';
import {topBarStyles} from '../workspace/top-bar.styles.js';
import {colored, sceneCode} from './scene-code.js';
import {chat, files, jonas, mara, priya, turns} from './scene-project.js';
import {styles} from './sign-in-scene.styles.js';

const nothingToDo = () => undefined;
const openTabs = ['App.tsx', 'TodoItem.tsx', 'useTodos.ts'];

/**
 * A picture of a workspace beside the way in: the same views as the real one, of a scripted project, without a server
 * and without Monaco. Nobody can press or hear anything of it.
 */
export class CodecraftSignInScene extends LitElement {
  static override styles = [
    tokens,
    controls,
    topBarStyles,
    turnCardStyles,
    messageStyles,
    composerStyles,
    treeStyles,
    tabsStyles,
    codeStyles,
    styles,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.inert = true;
    this.ariaHidden = 'true';
  }

  override render(): TemplateResult {
    return html`<div class="frame">
      ${topBar()}
      <div class="body">
        ${conversationPanel()}
        <div class="sheet">${filesPanel()} ${codePanel()}</div>
      </div>
    </div>`;
  }
}

function topBar(): TemplateResult {
  return html`<div class="top">
    <span class="mark">${icon('mark')}</span>
    <span class="crumbs">
      <span class="muted">Projects</span><span class="slash">/</span
      ><span class="button quiet">Todo app${icon('chevron', {turn: 'down'})}</span>
    </span>
    <span class="faint s">Saved</span>
    <span class="spacer"></span>
    <span class="stack">${[mara, jonas, priya].map((person) => avatar(person, {size: 'medium'}))}</span>
    <span class="button">Invite</span>
    <span class="icon-button">${icon('more')}</span>
  </div>`;
}

function conversationPanel(): TemplateResult {
  const context: MessageContext = {
    state: {members: [mara, jonas, priya], me: priya, connection: {status: 'open'}},
    renderMarkdown: (text) => `<p>${text.replace(/`([^`]+)`/g, '<code>$1</code>')}</p>`,
    mayStop: true,
    onStop: nothingToDo,
    onRetry: nothingToDo,
  };
  return html`<section class="chat">
    <div class="panel-header">
      <h2>Chat</h2>
      <span class="spacer"></span>
      <span class="expiry">${icon('clock', {small: true})}Clears after 10 min</span>
      <span class="icon-button">${icon('more')}</span>
    </div>
    <div class="log">${conversation({chat, turns}).map((item) => messageView(item, context))}</div>
    <p class="typing"><i class="dot" style=${styleMap(whoStyle(jonas.color))}></i>Jonas is typing</p>
    <div class="composer">
      <span class="faint">Message, or @ai to change the project</span>
      <div class="actions"><span>AI is busy. Yours runs next.</span><span class="spacer"></span><span class="icon-button">${icon('send')}</span></div>
    </div>
  </section>`;
}

function filesPanel(): TemplateResult {
  const rows = treeRows(files, [], (path) => path === 'src');
  const marks = (path: string) => ({
    people: path === 'src/App.tsx' ? [mara, jonas] : [],
    isBeingWritten: path === 'src/TodoItem.tsx',
    isNew: path === 'src/FilterBar.tsx',
  });
  return html`<div class="files-panel">
    <div class="panel-header">
      <h2>Files</h2>
      <span class="spacer"></span>
      <span class="icon-button">${icon('file-plus')}</span><span class="icon-button">${icon('folder-plus')}</span>
    </div>
    <div class="tree">
      ${rows.map((row) =>
        rowView({
          row,
          mark: row.fileId ? marks(row.path) : null,
          isSelected: row.path === 'src/App.tsx',
          isCurrent: false,
          onChoose: nothingToDo,
        }),
      )}
    </div>
  </div>`;
}

function codePanel(): TemplateResult {
  return html`<div class="editor">
    <div class="tabs">
      <div role="tablist">
        ${openTabs.map(
          (name, index) => html`<span class="tab ${index === 0 ? 'active' : ''}"
            >${name}${index === 0 ? icon('close') : nothing}${index === 1 ? html`<i class="dot square working"></i>` : nothing}</span
          >`,
        )}
      </div>
    </div>
    <div class="area">
      <ol class="code">
        ${sceneCode.split('\n').map((line, index) => html`<li>${caretIn(index)}${colored(line)}</li>`)}
      </ol>
    </div>
  </div>`;
}

/** Jonas has selected `onAdd={add}`. */
function caretIn(index: number): TemplateResult | typeof nothing {
  if (index !== 27) return nothing;
  return html`<span class="remote-range" style=${styleMap({...whoStyle(jonas.color), '--column': '15'})}></span
    ><span class="remote-caret named" style=${styleMap({...whoStyle(jonas.color), '--column': '26'})}
      ><span class="flag">Jonas</span></span
    >`;
}

define('codecraft-sign-in-scene', CodecraftSignInScene);

declare global {
  interface HTMLElementTagNameMap {
    'codecraft-sign-in-scene': CodecraftSignInScene;
  }
}
