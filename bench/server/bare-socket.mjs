import {once} from 'node:events';
import {
  decodeDocumentFrame,
  decodeServerMessage,
  encodeDocumentFrame,
  encodeMessage,
  protocolVersion,
} from '@codecraft/core/protocol';
import {WebSocket} from 'ws';
import * as Y from 'yjs';

/** Opens a socket without the room client, says hello, and waits for the welcome. */
export async function openBareSocket(session, projectId, hello = {}) {
  const socket = new WebSocket(await session.roomAddress(projectId), {perMessageDeflate: false});
  await once(socket, 'open');
  socket.send(encodeMessage({type: 'hello', protocol: protocolVersion, ...hello}));
  const ended = once(socket, 'close').then(([code, reason]) => {
    throw new Error(`The socket closed with ${code} (${reason}) before the welcome.`);
  });
  const [data] = await Promise.race([once(socket, 'message'), ended]);
  ended.catch(() => undefined);
  const welcome = decodeServerMessage(data.toString());
  if (welcome.type !== 'welcome') throw new Error(`Instead of a welcome came “${welcome.type}”.`);
  return {socket, welcome};
}

/** Everything a newcomer would see: the events after a number, the chat, and the text of one file. */
export async function readRoom(session, projectId, {since, fileId}) {
  const {socket, welcome} = await openBareSocket(session, projectId, {since});
  const stateVector = new Uint8Array([0]);
  const state = new Promise((resolve) => {
    socket.on('message', (/** @type {Buffer} */ data, isBinary) => {
      const frame = isBinary && decodeDocumentFrame(new Uint8Array(data));
      if (frame && frame.fileId === fileId && frame.kind === 'state') resolve(frame);
    });
  });
  socket.send(encodeDocumentFrame({kind: 'open', fileId, stateVector}));
  const replica = new Y.Doc();
  Y.applyUpdate(replica, (await state).update);
  socket.close();
  return {...welcome, text: replica.getText('content').toString()};
}
