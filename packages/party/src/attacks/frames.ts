import {contentOf} from '@codecraft/core/files';
import {
  closeCodes,
  encodeDocumentFrame,
  limits,
  newFileId,
  newId,
  nowhere,
  protocolVersion,
} from '@codecraft/core/protocol';
import * as encoding from 'lib0/encoding';
import {describe, expect, it} from 'vitest';
import * as Y from 'yjs';
import {openFile} from '../testing/replica.js';
import type {World} from './world.js';

const noVector = new Uint8Array([0]);

const broken: [string, (world: World) => string | Uint8Array, number][] = [
  ['that is no JSON', () => '{', closeCodes.badFrame],
  ['that is empty', () => '', closeCodes.badFrame],
  ['that is a list', () => '[]', closeCodes.badFrame],
  ['that is null', () => 'null', closeCodes.badFrame],
  ['of a type that is none', () => '{"type":"become-admin","id":"x"}', closeCodes.badFrame],
  ['of a type that every object has', () => '{"type":"constructor"}', closeCodes.badFrame],
  [
    'that only the server sends',
    () => JSON.stringify({type: 'chat-expired', messageIds: []}),
    closeCodes.badFrame,
  ],
  ['without an id', () => '{"type":"chat-send","text":"x"}', closeCodes.badFrame],
  ['with an object for an id', () => '{"type":"chat-send","id":{},"text":"x"}', closeCodes.badFrame],
  [
    'with a very long id',
    () => JSON.stringify({type: 'chat-send', id: 'x'.repeat(5000), text: 'x'}),
    closeCodes.badFrame,
  ],
  [
    'with more text than a message holds',
    () => JSON.stringify({type: 'chat-send', id: newId(), text: 'x'.repeat(limits.maxChatBytes + 1)}),
    closeCodes.badFrame,
  ],
  [
    'with a role that is none',
    (w) =>
      JSON.stringify({
        type: 'member-role',
        id: newId(),
        userId: w.host.jonas.session?.user.id,
        role: 'owner',
      }),
    closeCodes.badFrame,
  ],
  [
    'with settings out of range',
    () => JSON.stringify({type: 'settings-change', id: newId(), settings: {messageTtlSeconds: 1e12}}),
    closeCodes.badFrame,
  ],
  [
    'with an origin that is a script',
    () =>
      JSON.stringify({
        type: 'settings-change',
        id: newId(),
        settings: {embedOrigins: ['javascript:alert(1)']},
      }),
    closeCodes.badFrame,
  ],
  ['as deep as a well', () => '['.repeat(30_000), closeCodes.badFrame],
  [
    'larger than a message may be',
    () => JSON.stringify({type: 'presence', presence: nowhere, pad: 'x'.repeat(limits.maxControlFrameBytes)}),
    closeCodes.tooLarge,
  ],
  [
    'that says hello again',
    () => JSON.stringify({type: 'hello', protocol: protocolVersion}),
    closeCodes.badFrame,
  ],
  ['of no bytes', () => new Uint8Array(), closeCodes.badFrame],
  ['of an unknown kind', () => new Uint8Array([99, 0]), closeCodes.badFrame],
  ['of a kind that never ends', () => new Uint8Array(9).fill(255), closeCodes.badFrame],
  [
    'with a file id that is a path',
    () => {
      const encoder = encoding.createEncoder();
      encoding.writeVarUint(encoder, 0);
      encoding.writeVarString(encoder, '../../etc');
      encoding.writeVarUint8Array(encoder, noVector);
      return encoding.toUint8Array(encoder);
    },
    closeCodes.badFrame,
  ],
  ['with a length that is a lie', () => new Uint8Array([0, 12, 97, 97, 97]), closeCodes.badFrame],
  [
    'with bytes after its end',
    (w) =>
      new Uint8Array([...encodeDocumentFrame({kind: 'open', fileId: w.fileId, stateVector: noVector}), 1]),
    closeCodes.badFrame,
  ],
];

const forgeries: [string, (replica: Y.Doc) => Uint8Array][] = [
  ['of seven bytes for hundreds of megabytes', () => new Uint8Array([1, 0x80, 0x80, 0x80, 0x40, 1, 0])],
  ['that is noise', () => crypto.getRandomValues(new Uint8Array(200))],
  ['that is cut', (replica) => Y.encodeStateAsUpdate(replica).slice(0, -3)],
  ['in the newer format', (replica) => Y.encodeStateAsUpdateV2(replica)],
  [
    'signed as the server',
    (replica) => {
      const server = [...replica.store.clients.keys()][0] ?? 0;
      const forged = new Y.Doc();
      Y.applyUpdate(forged, Y.encodeStateAsUpdate(replica));
      forged.clientID = server;
      return changeOf(forged, (text) => text.insert(0, 'EVIL '));
    },
  ],
  [
    'on top of what nobody has',
    (replica) => {
      const other = new Y.Doc();
      Y.applyUpdate(other, Y.encodeStateAsUpdate(replica));
      contentOf(other).insert(0, 'missing');
      return changeOf(other, (text) => text.insert(3, 'x'));
    },
  ],
  ['of another root', () => updateOf((document) => document.getText('other').insert(0, 'x'))],
  ['of a map', () => updateOf((document) => document.getMap('content').set('__proto__', 1))],
  [
    'with an embed',
    () => updateOf((document) => contentOf(document).insertEmbed(0, {image: 'https://evil.example'})),
  ],
  [
    'with a document inside',
    () => updateOf((document) => document.getArray('content').insert(0, [new Y.Doc()])),
  ],
  [
    'larger than a file',
    () => updateOf((document) => contentOf(document).insert(0, 'x'.repeat(limits.maxFileBytes + 1))),
  ],
];

function updateOf(write: (document: Y.Doc) => void): Uint8Array {
  const document = new Y.Doc();
  write(document);
  return Y.encodeStateAsUpdate(document);
}

function changeOf(document: Y.Doc, change: (text: Y.Text) => void): Uint8Array {
  const before = Y.encodeStateVector(document);
  change(contentOf(document));
  return Y.encodeStateAsUpdate(document, before);
}

export function frameAttacks(world: World): void {
  /** The room still answers a second person. */
  const isAlive = () =>
    world.with(world.host.jonas, (socket) =>
      socket.ask({type: 'folder-create', id: newId(), path: newId(8)}),
    );

  describe('PT57 a frame', () => {
    it.each(broken)('%s closes its own socket and no other', async (_, frame, code) => {
      await world.with(world.host.priya, async (witness) => {
        const socket = await world.host.mara.enter(world.projectId);
        socket.sendRaw(frame(world));
        expect(await socket.closed).toBe(code);
        witness.send({type: 'chat-read', id: newId(), at: 1});
        await witness.next('acknowledged');
      });
    });

    it('before hello closes its socket', async () => {
      const socket = world.host.mara.openSocket(
        world.projectId,
        await world.host.mara.ticket(world.projectId),
      );
      await socket.opened;
      socket.send({type: 'presence', presence: nowhere});
      expect(await socket.closed).toBe(closeCodes.badFrame);
    });

    it.each([0, 99, -1])('of protocol %i closes its socket with a code that says so', async (protocol) => {
      const socket = world.host.mara.openSocket(
        world.projectId,
        await world.host.mara.ticket(world.projectId),
      );
      await socket.opened;
      socket.send({type: 'hello', protocol});
      expect(await socket.closed).toBe(closeCodes.protocolMismatch);
    });

    it.each(['state', 'acknowledged', 'refused'] as const)(
      'of the server’s kind “%s” is refused',
      async (kind) => {
        await world.with(world.host.jonas, async (socket) => {
          const parts = {
            stateVector: noVector,
            update: noVector,
            number: 1,
            code: 'internal',
            message: '',
          } as const;
          const answer = await socket.askFrame({kind, fileId: world.fileId, ...parts});
          expect(answer).toMatchObject({kind: 'refused', code: 'invalid-input'});
        });
      },
    );
  });

  describe('PT58 an edit', () => {
    it.each(forgeries)('%s is refused and changes nothing', async (_, forge) => {
      await world.with(world.host.jonas, async (socket) => {
        const replica = await openFile(socket, world.fileId);
        const before = contentOf(replica).toString();
        const answer = await socket.askFrame({
          kind: 'update',
          fileId: world.fileId,
          number: 1,
          update: forge(replica),
        });
        expect(answer).toMatchObject({kind: 'refused', number: 1});
        expect(contentOf(await openFile(socket, world.fileId)).toString()).toBe(before);
      });
      expect(await isAlive()).toMatchObject({type: 'acknowledged'});
    });

    it('of a viewer’s is refused', async () => {
      await world.with(world.host.priya, async (socket) => {
        const replica = await openFile(socket, world.fileId);
        const update = changeOf(replica, (text) => text.insert(0, 'x'));
        expect(
          await socket.askFrame({kind: 'update', fileId: world.fileId, number: 1, update}),
        ).toMatchObject({
          kind: 'refused',
          code: 'forbidden',
        });
      });
    });
  });

  describe('PT59 a path', () => {
    it.each([
      '../a.txt',
      'a/../../b',
      '/etc/passwd',
      'a//b',
      'a/./b',
      'a/',
      '.',
      'C:\\windows',
      'a\u0000b',
      'a\u202etxt.exe',
      '\ud800',
      '__proto__',
      'src/constructor/x.js',
      `${'x'.repeat(300)}.txt`,
    ])('%j is refused, for files and for folders', async (path) => {
      await world.with(world.host.jonas, async (socket) => {
        const refused = {type: 'refused', code: 'invalid-path'};
        const file = {type: 'file-create', id: newId(), fileId: newFileId(), path, text: ''} as const;
        expect(await socket.ask(file)).toMatchObject(refused);
        expect(await socket.ask({type: 'folder-create', id: newId(), path})).toMatchObject(refused);
        expect(
          await socket.ask({type: 'file-rename', id: newId(), fileId: world.fileId, path}),
        ).toMatchObject(refused);
      });
    });
  });
}
