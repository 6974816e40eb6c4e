import {contentOf} from '@codecraft/core/files';
import {encodeDocumentFrame, encodeMessage, newFileId, newId} from '@codecraft/core/protocol';
import {WebSocket} from 'ws';
import * as Y from 'yjs';
import {openBareSocket} from '../server/bare-socket.mjs';
import {createProjectFor, registerPeople} from '../server/people.mjs';
import {stamp} from './stamp.mjs';

const socketsPerPerson = 5;

/** People with accounts, projects and tickets, on bare sockets. Within every limit of the party. */
export class PartyMembers {
  static script = 'bench/server/party.mjs';
  #people;

  constructor(name) {
    this.name = name;
  }

  async prepare(server, peopleCount) {
    this.#people = await registerPeople(server.url, peopleCount);
  }

  /** Makes new projects, each with its own people. @returns Members, each with `socket` and `send(kind)`. */
  async join({rooms, members}) {
    const joined = [];
    // As many people as there are, for each may say ten things a minute; then more sockets of the same.
    const count = Math.max(Math.ceil(members / socketsPerPerson), Math.min(members, this.#people.length));
    const people = this.#people.slice(0, count);
    for (let room = 0; room < rooms; room++) {
      const projectId = await createProjectFor(people);
      const fileId = newFileId();
      for (let number = 0; number < members; number++) {
        const {session} = people[number % people.length];
        const {socket} = await openBareSocket(session, projectId);
        if (number === 0) await createFile(socket, fileId);
        joined.push(member({socket, number, fileId}));
      }
    }
    return joined;
  }
}

/** One who writes what the party's client would. */
export function member({socket, number, fileId}) {
  // Knows only its own words, which is enough to write more of them.
  const replica = new Y.Doc();
  const text = contentOf(replica);
  let edits = 0;
  const write = {
    chat: () => encodeMessage({type: 'chat-send', id: newId(), text: stamp(number).padEnd(100, '.')}),
    edit: () => {
      const before = Y.encodeStateVector(replica);
      text.insert(text.length, stamp(number));
      const update = Y.encodeStateAsUpdate(replica, before);
      return encodeDocumentFrame({kind: 'update', fileId, number: ++edits, update});
    },
    presence: () => {
      const anchor = stamp(number);
      const presence = {fileId, anchor, head: anchor.replace('~t', ''), isTyping: false};
      return encodeMessage({type: 'presence', presence});
    },
  };
  return {
    socket,
    number,
    send(kind) {
      if (socket.readyState === WebSocket.OPEN) socket.send(write[kind]());
    },
  };
}

/** @returns {Promise<void>} */
function createFile(socket, fileId) {
  const id = newId();
  socket.send(encodeMessage({type: 'file-create', id, fileId, path: 'notes.txt', text: ''}));
  return new Promise((resolve) => {
    const look = (data) => {
      if (!data.includes(`"acknowledged","id":"${id}"`)) return;
      socket.off('message', look);
      resolve();
    };
    socket.on('message', look);
  });
}
