import type {Place} from './line-index.js';
import type {Monaco} from './load-monaco.js';
import type {editor, IDisposable} from './monaco.js';

/** Where someone else is in the shown file. */
export interface RemoteCursor {
  readonly connectionId: string;
  readonly name: string;
  /** Which of the eight member colours, 1–8. */
  readonly color: number;
  readonly anchor: Place;
  readonly head: Place;
}

/** How long a name stays after its caret moved, in milliseconds. */
const flagMs = 2000;

/** The carets, names and selections of others in one editor. */
export class RemoteCursors implements IDisposable {
  private readonly monaco: Monaco;
  private readonly editor: editor.IStandaloneCodeEditor;
  private readonly selections: editor.IEditorDecorationsCollection;
  private readonly carets = new Map<string, Caret>();

  constructor(monaco: Monaco, codeEditor: editor.IStandaloneCodeEditor) {
    this.monaco = monaco;
    this.editor = codeEditor;
    this.selections = codeEditor.createDecorationsCollection();
  }

  show(cursors: readonly RemoteCursor[]): void {
    this.selections.set(cursors.flatMap((cursor) => this.selectionOf(cursor)));
    const here = new Set(cursors.map(({connectionId}) => connectionId));
    for (const [connectionId, caret] of this.carets) {
      if (here.has(connectionId)) continue;
      this.editor.removeContentWidget(caret);
      caret.dispose();
      this.carets.delete(connectionId);
    }
    for (const cursor of cursors) this.showCaret(cursor);
  }

  dispose(): void {
    this.show([]);
  }

  private showCaret(cursor: RemoteCursor): void {
    const known = this.carets.get(cursor.connectionId);
    if (known) {
      if (known.moveTo(cursor)) this.editor.layoutContentWidget(known);
      return;
    }
    const caret = new Caret(this.monaco, this.editor, cursor);
    this.carets.set(cursor.connectionId, caret);
    this.editor.addContentWidget(caret);
  }

  private selectionOf({anchor, head, color}: RemoteCursor): editor.IModelDeltaDecoration[] {
    const {lineNumber, column} = anchor;
    const range = this.monaco.Selection.fromPositions({lineNumber, column}, head);
    return range.isEmpty() ? [] : [{range, options: {className: `remote-range who-${color}`}}];
  }
}

class Caret implements editor.IContentWidget {
  readonly allowEditorOverflow = false;
  readonly suppressMouseDown = true;
  private readonly preference: editor.ContentWidgetPositionPreference;
  private readonly editor: editor.IStandaloneCodeEditor;
  private readonly id: string;
  private readonly node = document.createElement('div');
  private readonly flag = document.createElement('span');
  private place: Place;
  private fading: ReturnType<typeof setTimeout> | undefined;

  constructor(monaco: Monaco, codeEditor: editor.IStandaloneCodeEditor, cursor: RemoteCursor) {
    this.preference = monaco.editor.ContentWidgetPositionPreference.EXACT;
    this.editor = codeEditor;
    this.id = `codecraft-caret-${cursor.connectionId}`;
    this.place = cursor.head;
    this.flag.className = 'flag';
    // Who is where is said in words by the status bar.
    this.node.ariaHidden = 'true';
    this.node.append(this.flag);
    this.draw(cursor);
  }

  getId(): string {
    return this.id;
  }

  getDomNode(): HTMLElement {
    return this.node;
  }

  getPosition(): editor.IContentWidgetPosition {
    return {position: this.place, preference: [this.preference]};
  }

  /** A flag stays inside the editor: left of the caret at the right edge, under it in the first line. */
  afterRender(preference: unknown): void {
    if (preference === null) return;
    const caret = this.node.getBoundingClientRect();
    const around = this.editor.getContainerDomNode().getBoundingClientRect();
    const {verticalScrollbarWidth} = this.editor.getLayoutInfo();
    this.flag.classList.toggle(
      'flip',
      caret.left + this.flag.offsetWidth > around.right - verticalScrollbarWidth,
    );
    this.flag.classList.toggle('below', caret.top - this.flag.offsetHeight < around.top);
  }

  /** True if it has moved. */
  moveTo(cursor: RemoteCursor): boolean {
    const {lineNumber, column} = this.place;
    if (cursor.head.lineNumber === lineNumber && cursor.head.column === column) return false;
    this.place = cursor.head;
    this.draw(cursor);
    return true;
  }

  dispose(): void {
    clearTimeout(this.fading);
  }

  private draw({name, color}: RemoteCursor): void {
    this.flag.textContent = name;
    this.node.className = `remote-caret who-${color} named`;
    clearTimeout(this.fading);
    this.fading = setTimeout(() => this.node.classList.remove('named'), flagMs);
  }
}
