// The least a room on this platform can be. Relays each frame as it came, and answers its sender with as much as the
// party's acknowledgement weighs. It asks nobody who they are, reads no frame and counts nothing.

const acknowledgement = JSON.stringify({type: 'acknowledged', id: 'a'.repeat(20)});
const acknowledgedEdit = new Uint8Array(16);

export class Room {
  #state;
  #isStoring;
  #sockets;
  #stored = 0;

  constructor(state, {STORES}) {
    this.#state = state;
    this.#isStoring = STORES === 'true';
    this.#sockets = new Set(state.getWebSockets());
  }

  fetch() {
    const {0: client, 1: server} = new WebSocketPair();
    this.#state.acceptWebSocket(server); // sleeps as the party's rooms do
    this.#sockets.add(server);
    return new Response(null, {status: 101, webSocket: client});
  }

  /** A cursor goes to the others and is neither stored nor answered; an edit goes to the others, chat to everyone. */
  webSocketMessage(sender, frame) {
    const isEdit = typeof frame !== 'string';
    const isCursor = !isEdit && frame.startsWith('{"type":"presence"');
    const isChat = !isEdit && !isCursor;
    if (this.#isStoring && !isCursor) void this.#state.storage.put(`frame:${this.#stored++}`, frame);
    for (const socket of this.#sockets) {
      if (socket !== sender || isChat) socket.send(frame);
    }
    if (!isCursor) sender.send(isEdit ? acknowledgedEdit : acknowledgement);
  }

  webSocketClose(socket) {
    this.#sockets.delete(socket);
    socket.close();
  }
}

export default {
  fetch(request, {ROOM}) {
    return ROOM.get(ROOM.idFromName(new URL(request.url).pathname)).fetch(request);
  },
};
