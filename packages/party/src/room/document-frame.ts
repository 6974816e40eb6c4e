import {CodecraftError} from '@codecraft/core/errors';
import {type DocumentFrame, encodeDocumentFrame, may} from '@codecraft/core/protocol';
import {scanUpdate} from '../files/scan-update.js';
import type {Connection} from '../host/connection.js';
import {fileOf} from './file-tree.js';
import {guestsOnlyLook} from './guests.js';
import type {Room} from './room.js';

interface Options {
  /** Why nothing may be done now, such as too many frames. */
  readonly refusal: CodecraftError | undefined;
  /** Turns any failure into what a client may know. */
  readonly safe: (error: unknown) => CodecraftError;
}

/**
 * Opens a file for a socket, or takes an edit: checked, stored, acknowledged, told to the others.
 *
 * @returns Whether it was done; what was not is refused to the sender.
 */
export async function documentFrame(
  room: Room,
  connection: Connection,
  frame: DocumentFrame,
  {refusal, safe}: Options,
): Promise<boolean> {
  const {fileId} = frame;
  const number = frame.kind === 'update' ? frame.number : 0;
  try {
    if (refusal) throw refusal;
    if (frame.kind === 'open') await open(room, connection, frame);
    else if (frame.kind === 'update') await edit(room, connection, frame);
    else throw new CodecraftError('invalid-input', 'Only the server sends this kind of frame.');
    return true;
  } catch (error) {
    const {code, message} = safe(error);
    room.send(connection, encodeDocumentFrame({kind: 'refused', fileId, number, code, message}));
    return false;
  }
}

async function open(
  room: Room,
  connection: Connection,
  {fileId, stateVector}: DocumentFrame & {kind: 'open'},
) {
  room.requireReader(connection);
  fileOf(room.state, fileId);
  const diff = await room.documents.diff(fileId, stateVector);
  room.send(connection, encodeDocumentFrame({kind: 'state', fileId, ...diff}));
}

async function edit(room: Room, connection: Connection, frame: DocumentFrame & {kind: 'update'}) {
  const {fileId, number, update} = frame;
  const {userId} = connection.data;
  room.requireReader(connection);
  fileOf(room.state, fileId);
  // A viewer's client that synchronises has nothing to say, and may say so.
  const isViewer = connection.data.isGuest || !may(room.memberOf(userId).role, 'edit');
  const isViewersNothing = isViewer && scanUpdate(update).isEmpty;
  if (!isViewersNothing) {
    if (connection.data.isGuest) throw guestsOnlyLook();
    room.require(userId, 'edit');
    await room.documents.receive(fileId, update, userId);
  }
  room.send(connection, encodeDocumentFrame({kind: 'acknowledged', fileId, number}));
  if (!isViewersNothing) room.tellDocument({kind: 'update', fileId, number: 0, update}, connection);
}
