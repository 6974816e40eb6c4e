import * as Y from 'yjs';
import {contentOf} from '../files/index.js';
import type {DocumentFrame} from '../protocol/index.js';

/** Keystrokes closer together than this travel as one update. */
const batchMs = 25;

export interface SharedDocumentHooks {
  send(frame: DocumentFrame): void;
  /** What is unsent has changed. */
  onChange(): void;
  /** The server did not keep an edit; `text` is what the file would have become. */
  onRefused(refusal: {reason: string; text: string}): void;
}

/**
 * One file's text, kept the same here and on the server.
 *
 * Nothing unsent is queued: the document itself is the queue. After a cut both sides say what they have
 * (Yjs state vectors) and send what the other lacks, so an edit is neither lost nor applied twice.
 */
export class SharedDocument {
  readonly fileId: string;
  private readonly hooks: SharedDocumentHooks;
  private current = new Y.Doc();
  private readonly replaced = new Set<() => void>();
  private loading!: Promise<void>;
  private resolveLoading!: () => void;
  private isLive = false;
  /** Local edits since the last flush. */
  private batch: Uint8Array[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private sent = 0;
  private acknowledged = 0;
  /** What the server had when it last said everything was stored. */
  private storedVector: Uint8Array | undefined;
  /** Edits made while cut off, or sent and cut before the answer. */
  private isBehind = false;

  constructor(fileId: string, hooks: SharedDocumentHooks) {
    this.fileId = fileId;
    this.hooks = hooks;
    this.begin();
  }

  get doc(): Y.Doc {
    return this.current;
  }

  get text(): Y.Text {
    return contentOf(this.current);
  }

  /** Resolves when the server's text is here. */
  get loaded(): Promise<void> {
    return this.loading;
  }

  get isUnsent(): boolean {
    return this.isBehind || this.batch.length > 0 || this.acknowledged < this.sent;
  }

  /** Called when `doc` has become another one, because the server refused what was in it. */
  onReplaced(listener: () => void): () => void {
    this.replaced.add(listener);
    return () => this.replaced.delete(listener);
  }

  connect(): void {
    this.hooks.send({kind: 'open', fileId: this.fileId, stateVector: Y.encodeStateVector(this.current)});
  }

  /** Takes up edits that an earlier page could not send. */
  takeUp(update: Uint8Array): void {
    Y.applyUpdate(this.current, update, this);
    if (this.isLive) this.sendUpdate(update);
    else this.isBehind = true;
    this.hooks.onChange();
  }

  /** Everything the server is not known to have, to be taken up by a later page. */
  unsentUpdate(): Uint8Array {
    return Y.encodeStateAsUpdate(this.current, this.storedVector);
  }

  disconnect(): void {
    this.isBehind = this.isUnsent;
    this.isLive = false;
    this.batch = [];
    this.sent = this.acknowledged = 0;
  }

  receive(frame: DocumentFrame): void {
    switch (frame.kind) {
      case 'state':
        this.synchronise(frame.update, frame.stateVector);
        break;
      case 'update':
        Y.applyUpdate(this.current, frame.update, this);
        break;
      case 'acknowledged':
        this.acknowledged = Math.max(this.acknowledged, frame.number);
        if (!this.isUnsent) this.storedVector = Y.encodeStateVector(this.current);
        this.hooks.onChange();
        break;
      case 'refused':
        this.startOver(frame.message);
        break;
      case 'open': // only clients open
        break;
    }
  }

  destroy(): void {
    clearTimeout(this.timer);
    this.current.destroy();
  }

  private begin(): void {
    this.loading = new Promise((resolve) => {
      this.resolveLoading = resolve;
    });
    this.current.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === this) return;
      if (!this.isLive) {
        this.isBehind = true;
        return this.hooks.onChange();
      }
      this.batch.push(update);
      this.timer ??= setTimeout(() => this.flush(), batchMs);
      if (this.batch.length === 1) this.hooks.onChange();
    });
  }

  private synchronise(update: Uint8Array, serverVector: Uint8Array): void {
    Y.applyUpdate(this.current, update, this);
    this.isLive = true;
    this.storedVector = serverVector;
    if (this.isBehind) {
      this.isBehind = false;
      this.sendUpdate(Y.encodeStateAsUpdate(this.current, serverVector));
    }
    this.resolveLoading();
    this.hooks.onChange();
  }

  private flush(): void {
    this.timer = undefined;
    if (!this.isLive || this.batch.length === 0) return;
    const update = Y.mergeUpdates(this.batch);
    this.batch = [];
    this.sendUpdate(update);
  }

  private sendUpdate(update: Uint8Array): void {
    this.hooks.send({kind: 'update', fileId: this.fileId, number: ++this.sent, update});
  }

  /**
   * A CRDT cannot forget an edit, so what was refused can only be left behind with its document.
   * Answers to edits sent before that are about the old document; reopening begins the count anew.
   */
  private startOver(reason: string): void {
    const text = this.text.toString();
    clearTimeout(this.timer);
    this.timer = undefined;
    this.current.destroy();
    this.current = new Y.Doc();
    this.disconnect();
    this.isBehind = false;
    this.storedVector = undefined;
    this.begin();
    this.hooks.onRefused({reason, text});
    this.connect();
    void this.loading.then(() => {
      for (const listener of [...this.replaced]) listener();
    });
  }
}
