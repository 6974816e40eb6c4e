import {createStore, delMany, entries, set, type UseStore} from 'idb-keyval';
import {ClientMessage, type ClientRequest} from '../protocol/index.js';

/** Keeps what the server has not stored yet, so that closing the page loses nothing either. */
export interface UnsentStorage {
  load(scope: string): Promise<Unsent>;
  saveRequest(scope: string, request: ClientRequest): Promise<void>;
  /** `client` tells apart pages that edit the same file. */
  saveEdit(scope: string, edit: UnsentEdit & {client: number}): Promise<void>;
  /** Forgets entries by their key, as `load` answered them or `keyOf…` makes them. */
  remove(keys: readonly string[]): Promise<void>;
}

export interface UnsentEdit {
  fileId: string;
  update: Uint8Array;
}

export interface Unsent {
  requests: {key: string; request: ClientRequest}[];
  edits: (UnsentEdit & {key: string})[];
}

/** One person in one project at one server: nobody else's pages send it. */
export const scopeOf = (server: string, projectId: string, userId: string) =>
  `${server} ${projectId} ${userId}`;
export const keyOfRequest = (scope: string, id: string) => `${scope} request ${id}`;
export const keyOfEdit = (scope: string, fileId: string, client: number) =>
  `${scope} edit ${fileId} ${client}`;

/** In this browser's IndexedDB, one entry a request and file, so that pages side by side do not overwrite each other. */
export class BrowserUnsentStorage implements UnsentStorage {
  private readonly store: UseStore = createStore('codecraft-unsent', 'unsent');

  async load(scope: string): Promise<Unsent> {
    const unsent: Unsent = {requests: [], edits: []};
    for (const [key, value] of await entries<string, unknown>(this.store)) {
      if (key.startsWith(`${scope} request `)) {
        const message = ClientMessage.safeParse(value);
        if (message.success && 'id' in message.data) unsent.requests.push({key, request: message.data});
      }
      if (key.startsWith(`${scope} edit `) && value instanceof Uint8Array) {
        const fileId = key.slice(`${scope} edit `.length).split(' ')[0] ?? '';
        unsent.edits.push({key, fileId, update: value});
      }
    }
    return unsent;
  }

  saveRequest(scope: string, request: ClientRequest): Promise<void> {
    return set(keyOfRequest(scope, request.id), request, this.store);
  }

  saveEdit(scope: string, {fileId, client, update}: UnsentEdit & {client: number}): Promise<void> {
    return set(keyOfEdit(scope, fileId, client), update, this.store);
  }

  remove(keys: readonly string[]): Promise<void> {
    return delMany([...keys], this.store);
  }
}
