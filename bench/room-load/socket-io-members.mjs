import {once} from 'node:events';
import {WebSocket} from 'ws';
import {stamp} from './stamp.mjs';

/** Bare sockets that speak Socket.io's text protocol: both servers get clients that cost next to nothing. */
export class SocketIoMembers {
  static script = 'bench/room-load/socket-io-server.mjs';
  name = 'Socket.io 4.8';

  async prepare(server) {
    this.url = server.url;
  }

  /** @returns Members, each with `socket` and `send(kind)`. */
  async join({rooms, members}) {
    const joined = [];
    for (let room = 0; room < rooms; room++) {
      for (let number = 0; number < members; number++) joined.push(await this.#open(`room-${room}`, number));
    }
    return joined;
  }

  async #open(room, number) {
    const address = `${this.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket&room=${room}&name=Person`;
    const socket = new WebSocket(address, {perMessageDeflate: false});
    await once(socket, 'message'); // Engine.io's opening packet
    socket.send('40');
    await once(socket, 'message'); // Socket.io's
    socket.on('message', (data) => {
      if (String(data) === '2') socket.send('3'); // a ping
    });
    let acknowledgements = 0;
    const send = (kind) => {
      const id = kind === 'presence' ? '' : acknowledgements++;
      socket.send(`42${id}${JSON.stringify([kind, payloads[kind](stamp(number))])}`);
    };
    return {socket, number, send};
  }
}

/** As large as what the party's client sends. */
const payloads = {
  chat: (text) => text.padEnd(100, '.'),
  edit: (text) => text.padEnd(60, '.'),
  presence: (text) => ({fileId: 'notes0000000', anchor: text, head: text.replace('~t', ''), isTyping: false}),
};
