import {contentOf} from '@codecraft/core/files';
import * as Y from 'yjs';
import type {PartySocket} from './party-client.js';

/** A replica of a file as an editor has it. */
export async function openFile(socket: PartySocket, fileId: string): Promise<Y.Doc> {
  const state = await socket.askFrame({kind: 'open', fileId, stateVector: new Uint8Array([0])});
  if (state.kind !== 'state') throw new Error(`The file was not opened: ${state.kind}`);
  const replica = new Y.Doc();
  Y.applyUpdate(replica, state.update);
  return replica;
}

/** Types at the start of a file. @returns What the editor would send. */
export function type(replica: Y.Doc, text: string): Uint8Array {
  const before = Y.encodeStateVector(replica);
  contentOf(replica).insert(0, text);
  return Y.encodeStateAsUpdate(replica, before);
}
