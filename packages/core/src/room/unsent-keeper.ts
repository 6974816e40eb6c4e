import type {ClientRequest} from '../protocol/index.js';
import type {Outbox} from './outbox.js';
import type {SharedDocument} from './shared-document.js';
import {keyOfEdit, keyOfRequest, scopeOf, type UnsentStorage} from './unsent-storage.js';

/** Edits are written this long after the last keystroke. */
const saveDelayMs = 250;

interface KeptEdit {
  timer: ReturnType<typeof setTimeout> | undefined;
  /** What to forget once the server has everything of this file. */
  keys: Set<string>;
}

/**
 * Writes what is unsent to the browser's storage and takes it up again in the next page.
 * Keeping is a safety net: when the browser refuses, the connection works on and `onFailure` says so once.
 */
export class UnsentKeeper {
  private readonly storage: UnsentStorage;
  private readonly onFailure: (cause: unknown) => void;
  private readonly where: {server: string; projectId: string};
  private readonly edits = new Map<string, KeptEdit>();
  private readonly keptRequests = new Set<string>();
  private scope: string | null = null;
  private hasFailed = false;

  constructor(
    storage: UnsentStorage,
    where: {server: string; projectId: string},
    onFailure: (cause: unknown) => void,
  ) {
    this.storage = storage;
    this.where = where;
    this.onFailure = onFailure;
  }

  /** Answers what an earlier page left. Once a page, when it is known who is here. */
  async takeUp(
    userId: string,
  ): Promise<{requests: ClientRequest[]; edits: {fileId: string; update: Uint8Array}[]}> {
    if (this.scope) return {requests: [], edits: []};
    this.scope = scopeOf(this.where.server, this.where.projectId, userId);
    try {
      const {requests, edits} = await this.storage.load(this.scope);
      for (const {request} of requests) this.keptRequests.add(request.id);
      for (const {key, fileId} of edits) this.edit(fileId).keys.add(key);
      return {requests: requests.map(({request}) => request), edits};
    } catch (cause) {
      this.fail(cause);
      return {requests: [], edits: []};
    }
  }

  /** Brings the kept requests up to the outbox. */
  followRequests(outbox: Outbox): void {
    const {scope} = this;
    if (!scope) return;
    const waiting = new Set<string>();
    for (const request of outbox.messages) {
      waiting.add(request.id);
      if (this.keptRequests.has(request.id)) continue;
      this.keptRequests.add(request.id);
      this.attempt(this.storage.saveRequest(scope, request));
    }
    const done = [...this.keptRequests].filter((id) => !waiting.has(id));
    if (done.length === 0) return;
    for (const id of done) this.keptRequests.delete(id);
    this.attempt(this.storage.remove(done.map((id) => keyOfRequest(scope, id))));
  }

  /** Keeps a document's unsent edits, or forgets them once there are none. */
  followDocument(document: SharedDocument): void {
    const {scope} = this;
    if (!scope) return;
    const kept = this.edits.get(document.fileId);
    if (document.isUnsent) {
      const edit = this.edit(document.fileId);
      edit.timer ??= setTimeout(() => {
        edit.timer = undefined;
        if (!document.isUnsent) return;
        const client = document.doc.clientID;
        edit.keys.add(keyOfEdit(scope, document.fileId, client));
        this.attempt(
          this.storage.saveEdit(scope, {fileId: document.fileId, client, update: document.unsentUpdate()}),
        );
      }, saveDelayMs);
    } else if (kept) {
      clearTimeout(kept.timer);
      this.edits.delete(document.fileId);
      if (kept.keys.size > 0) this.attempt(this.storage.remove([...kept.keys]));
    }
  }

  stop(): void {
    for (const {timer} of this.edits.values()) clearTimeout(timer);
  }

  private edit(fileId: string): KeptEdit {
    let edit = this.edits.get(fileId);
    if (!edit) this.edits.set(fileId, (edit = {timer: undefined, keys: new Set()}));
    return edit;
  }

  private attempt(work: Promise<void>): void {
    work.catch((cause) => this.fail(cause));
  }

  private fail(cause: unknown): void {
    if (this.hasFailed) return;
    this.hasFailed = true;
    this.onFailure(cause);
  }
}
