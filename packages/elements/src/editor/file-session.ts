import type {CodecraftError} from '@codecraft/core/errors';
import {languageOf} from '@codecraft/core/files';
import type {OpenDocument, Project} from '@codecraft/core/project';
import type {FileEntry} from '@codecraft/core/protocol';
import type * as Y from 'yjs';
import type {Place} from './line-index.js';
import type {Monaco} from './load-monaco.js';
import type {editor, IDisposable} from './monaco.js';
import {TextBinding} from './yjs-binding.js';

/** Two editors may show the same file: each has a model of its own. */
let modelCount = 0;

/** One file that is open in one editor: its live text and, once Monaco is there, the model bound to it. */
export class FileSession implements IDisposable {
  readonly fileId: string;
  binding: TextBinding | null = null;
  private readonly onChange: () => void;
  private readonly onUndo: (place: Place) => void;
  private document: OpenDocument | null = null;
  private stopWatching: (() => void) | undefined;
  private model: editor.ITextModel | null = null;
  private modelPath = '';
  private isDisposed = false;
  private failed: CodecraftError | null = null;

  /** `onChange` is called when the text arrives or is another one, and after each change of it. */
  constructor(project: Project, fileId: string, onChange: () => void, onUndo: (place: Place) => void) {
    this.fileId = fileId;
    this.onChange = onChange;
    this.onUndo = onUndo;
    this.open(project).catch((error: CodecraftError) => {
      this.failed = error;
      onChange();
    });
  }

  /** Why the text did not arrive. */
  get failure(): CodecraftError | null {
    return this.failed;
  }

  /** Null until the text has arrived. */
  get text(): Y.Text | null {
    return this.document?.text ?? null;
  }

  /** The model of the file, made on the first call; null until the text has arrived. */
  modelIn(monaco: Monaco, {path}: FileEntry): editor.ITextModel | null {
    if (!this.document) return null;
    if (this.model && !canKeep(this.modelPath, path)) this.disposeModel();
    const language = languageOf(path).id;
    if (!this.model) {
      modelCount += 1;
      // The TypeScript worker tells .ts from .tsx by the end of the address.
      const uri = monaco.Uri.from({scheme: 'codecraft', authority: String(modelCount), path: `/${path}`});
      this.model = monaco.editor.createModel(this.document.text.toString(), language, uri);
      this.bind();
    } else if (this.modelPath !== path) {
      monaco.editor.setModelLanguage(this.model, language);
    }
    this.modelPath = path;
    return this.model;
  }

  dispose(): void {
    this.isDisposed = true;
    this.disposeModel();
    this.stopWatching?.();
    this.document?.text.unobserve(this.onChange);
    this.document?.release();
    this.document = null;
  }

  private async open(project: Project): Promise<void> {
    const document = await project.openDocument(this.fileId);
    if (this.isDisposed) {
      document.release();
      return;
    }
    this.document = document;
    let {text} = document;
    text.observe(this.onChange);
    this.stopWatching = document.onReplaced(() => {
      text.unobserve(this.onChange);
      ({text} = document);
      text.observe(this.onChange);
      this.bind();
      this.onChange();
    });
    this.onChange();
  }

  private bind(): void {
    this.binding?.dispose();
    this.binding = null;
    if (!this.model || !this.document) return;
    this.binding = new TextBinding(this.document.text, this.model, this.onUndo);
  }

  private disposeModel(): void {
    this.binding?.dispose();
    this.binding = null;
    this.model?.dispose();
    this.model = null;
  }
}

const extensionOf = (path: string): string => path.slice(path.lastIndexOf('.'));
const canKeep = (before: string, after: string): boolean => extensionOf(before) === extensionOf(after);
