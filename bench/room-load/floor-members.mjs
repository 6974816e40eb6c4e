import {once} from 'node:events';
import {newFileId} from '@codecraft/core/protocol';
import {WebSocket} from 'ws';
import {member} from './party-members.mjs';

/** The party's members, with the same frames, in rooms that do nothing but relay. */
export class FloorMembers {
  static script = 'bench/server/floor.mjs';

  constructor(name) {
    this.name = name;
  }

  async prepare(server) {
    this.url = server.url;
  }

  /** @returns Members, each with `socket` and `send(kind)`. */
  async join({rooms, members}) {
    const joined = [];
    for (let room = 0; room < rooms; room++) {
      const address = `${this.url.replace('http', 'ws')}/${crypto.randomUUID()}`;
      const fileId = newFileId();
      for (let number = 0; number < members; number++) {
        const socket = new WebSocket(address, {perMessageDeflate: false});
        await once(socket, 'open');
        joined.push(member({socket, number, fileId}));
      }
    }
    return joined;
  }
}
