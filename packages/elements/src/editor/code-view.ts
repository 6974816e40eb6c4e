import type {Place} from './line-index.js';
import {acquireMonaco, adoptMonacoStyles, type Monaco, releaseMonaco} from './load-monaco.js';
import type {editor, IDisposable} from './monaco.js';
import {RemoteCursors} from './remote-cursors.js';

export interface CodeSelection {
  readonly anchor: Place;
  /** Where the caret is. */
  readonly head: Place;
}

export interface CodeViewOptions {
  /** Where Monaco is drawn, inside a shadow root. */
  readonly container: HTMLElement;
  /** The width of line numbers and the gap to the text, in pixels. */
  readonly gutterWidth: number;
  /** Null while nobody has been in the shown file. */
  readonly onCursor: (selection: CodeSelection | null) => void;
}

/** Monaco's gap between numbers and text grows by this when folding is on. */
const foldingWidth = 16;

/** One Monaco editor in a shadow root, dressed by our tokens. */
export class CodeView implements IDisposable {
  readonly monaco: Monaco;
  readonly cursors: RemoteCursors;
  private readonly editor: editor.IStandaloneCodeEditor;
  private readonly gutterWidth: number;
  private readonly onCursor: CodeViewOptions['onCursor'];
  private readonly viewStates = new WeakMap<editor.ITextModel, editor.ICodeEditorViewState>();

  /** Rejects when Monaco cannot be loaded. */
  static async create(options: CodeViewOptions): Promise<CodeView> {
    return new CodeView(await acquireMonaco(), options);
  }

  private constructor(monaco: Monaco, {container, gutterWidth, onCursor}: CodeViewOptions) {
    this.monaco = monaco;
    this.gutterWidth = gutterWidth;
    this.onCursor = onCursor;
    adoptMonacoStyles(container.getRootNode() as ShadowRoot, monaco);
    const announcements = document.createElement('div');
    this.editor = monaco.editor.create(container, {
      ...appearance,
      ...fontOf(container),
      ariaContainerElement: announcements,
      model: null,
    });
    container.append(announcements);
    this.editor.onDidFocusEditorWidget(() => {
      announcements.replaceChildren();
      monaco.setARIAContainer(announcements);
    });
    this.cursors = new RemoteCursors(monaco, this.editor);
    this.editor.onDidChangeCursorSelection(() => onCursor(this.selection));
    this.fitGutter();
  }

  get model(): editor.ITextModel | null {
    return this.editor.getModel();
  }

  private get selection(): CodeSelection | null {
    const selection = this.editor.getSelection();
    if (!selection) return null;
    const anchor = {lineNumber: selection.selectionStartLineNumber, column: selection.selectionStartColumn};
    return {anchor, head: selection.getPosition()};
  }

  /** Shows a model where it was left. */
  show(model: editor.ITextModel | null): void {
    const before = this.editor.getModel();
    if (model === before) return;
    const viewState = this.editor.saveViewState();
    if (before && viewState) this.viewStates.set(before, viewState);
    this.cursors.show([]);
    this.editor.setModel(model);
    const known = model ? this.viewStates.get(model) : undefined;
    if (known) this.editor.restoreViewState(known);
    this.onCursor(known ? this.selection : null);
    this.fitGutter();
  }

  /** `label` is what a screen reader calls the editor. */
  describe(label: string, isReadOnly: boolean): void {
    this.editor.updateOptions({ariaLabel: label, readOnly: isReadOnly, domReadOnly: isReadOnly});
  }

  goTo(place: Place): void {
    this.editor.setPosition(place);
    this.editor.revealPositionInCenterIfOutsideViewport(place);
  }

  focus(): void {
    this.editor.focus();
  }

  /** Runs one of Monaco's actions, such as `actions.find`. */
  run(actionId: string): void {
    this.editor.focus();
    this.editor.trigger('menu', actionId, null);
  }

  dispose(): void {
    const container = this.editor.getContainerDomNode();
    this.cursors.dispose();
    this.editor.dispose();
    container.replaceChildren(); // the theme's style element stays behind
    releaseMonaco(this.monaco);
  }

  /** Numbers end 20 px before the text, whatever the font; a fifth digit makes room for itself. */
  private fitGutter(): void {
    const digits = String(this.editor.getModel()?.getLineCount() ?? 1).length;
    const lineNumbersMinChars = Math.max(3, digits);
    this.editor.updateOptions({lineNumbersMinChars, lineDecorationsWidth: 0});
    const {lineNumbersWidth} = this.editor.getLayoutInfo();
    const gutter = Math.max(this.gutterWidth, lineNumbersWidth + 20);
    this.editor.updateOptions({lineDecorationsWidth: gutter - lineNumbersWidth - foldingWidth});
    this.editor.getContainerDomNode().style.setProperty('--gutter', `${gutter}px`);
  }
}

const appearance: editor.IStandaloneEditorConstructionOptions = {
  automaticLayout: true,
  bracketPairColorization: {enabled: false},
  fixedOverflowWidgets: true,
  fontLigatures: false,
  glyphMargin: false,
  guides: {indentation: false, bracketPairs: false, highlightActiveIndentation: false},
  hideCursorInOverviewRuler: true,
  lineNumbersMinChars: 3,
  links: true,
  minimap: {enabled: false},
  overviewRulerBorder: false,
  overviewRulerLanes: 0,
  padding: {top: 8, bottom: 8},
  readOnlyMessage: {value: 'You can read this project, not change it.'},
  renderLineHighlight: 'all',
  renderLineHighlightOnlyWhenFocus: true,
  renderWhitespace: 'selection',
  roundedSelection: false,
  scrollBeyondLastLine: false,
  scrollbar: {horizontalScrollbarSize: 10, useShadows: false, verticalScrollbarSize: 10},
  stickyScroll: {enabled: false},
  tabSize: 2,
  theme: 'codecraft',
  // Menus would get a shadow root inside ours, where our styles do not reach.
  useShadowDOM: false,
};

function fontOf(element: HTMLElement): {fontFamily: string; fontSize: number; lineHeight: number} {
  const style = getComputedStyle(element);
  return {
    fontFamily: style.fontFamily,
    fontSize: Number.parseFloat(style.fontSize),
    lineHeight: Number.parseFloat(style.lineHeight),
  };
}
