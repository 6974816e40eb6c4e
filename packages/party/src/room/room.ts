import {CodecraftError} from '@codecraft/core/errors';
import {
  type ChatMessage,
  type CloseCode,
  closeCodes,
  type DocumentFrame,
  encodeDocumentFrame,
  encodeMessage,
  type Member,
  may,
  type NumberedEvent,
  type Peer,
  type Permission,
  type RoomEvent,
  type RoomState,
  reduceRoom,
  type ServerMessage,
  type Turn,
} from '@codecraft/core/protocol';
import type {Turns} from '../ai/turns.js';
import type {Environment} from '../environment.js';
import {Documents} from '../files/documents.js';
import type {Connection, SocketOwner} from '../host/connection.js';
import type {RoomHost} from '../host/room-host.js';
import {Serial} from '../host/serial.js';
import {mergeChanges, type StorageChange} from '../host/storage.js';
import {metrics} from '../observability/metrics.js';
import {AnsweredIds} from './answered-ids.js';
import {Audience} from './audience.js';
import {ChatLog} from './chat-log.js';
import {Outflow} from './outflow.js';
import {ReadMarks} from './read-marks.js';
import {eventChange, loadRoom, roomChange, type StoredRoom} from './room-storage.js';
import {TurnLog} from './turn-log.js';
import {UserRates} from './user-rates.js';

/** Who caused a change, and the message that asked for it, to be answered once. */
export interface Cause {
  /** A user's id, or `ai` for what a turn writes. */
  readonly by: string;
  readonly messageId?: string;
}

/**
 * One project: its state, contents, chat and sockets. The state changes only through `commit`; what is told was
 * stored before. Knows neither the host, nor a socket, nor a database.
 */
export class Room {
  readonly host: RoomHost;
  readonly environment: Environment;
  readonly documents: Documents;
  readonly chat: ChatLog;
  readonly turnLog: TurnLog;
  readonly answered: AnsweredIds;
  readonly chatRates: UserRates;
  readonly readMarks: ReadMarks;
  readonly outflow = new Outflow((...ending) => this.end(...ending));
  readonly audience: Audience;
  /** Every message and call goes through here, one after the other. */
  readonly serial = new Serial();
  readonly turns: Turns;
  private stored: StoredRoom | undefined;
  /** When the host will wake the room. */
  private wakesAt = Number.POSITIVE_INFINITY;

  constructor(host: RoomHost, environment: Environment, createTurns: (room: Room) => Turns) {
    this.host = host;
    this.environment = environment;
    this.documents = new Documents(host.storage);
    this.chat = new ChatLog(host.storage);
    this.turnLog = new TurnLog(host.storage);
    this.answered = new AnsweredIds(host.storage);
    this.chatRates = new UserRates(() => host.now());
    this.readMarks = new ReadMarks(host.storage);
    this.audience = new Audience(() => host.connections());
    this.turns = createTurns(this);
  }

  /** To be called whenever the room wakes up, before anything else. */
  async start(): Promise<void> {
    this.stored = await loadRoom(this.host.storage);
    await this.documents.start();
    await this.turns.start();
    // The local host forgets alarms when it restarts.
    await this.wakeForNext();
  }

  /** @throws CodecraftError `not-found` for a project that does not exist; strangers get the same answer. */
  get state(): RoomState {
    if (this.stored) return this.stored.state;
    throw noSuchProject();
  }

  get exists(): boolean {
    return this.stored !== undefined;
  }

  /** The number of the last event. */
  get sequence(): number {
    return this.stored?.sequence ?? 0;
  }

  get updatedAt(): number {
    return this.stored?.updatedAt ?? 0;
  }

  /** Gives the room its first state. @param also Written with it. @throws CodecraftError `already-exists`. */
  async create(state: RoomState, also: StorageChange): Promise<void> {
    if (this.stored) throw new CodecraftError('already-exists', 'This project already exists.');
    const created: StoredRoom = {state, sequence: 0, updatedAt: this.host.now()};
    await this.host.storage.write(mergeChanges(roomChange(undefined, created), also));
    this.stored = created;
  }

  /** Removes everything there is of the project and closes its sockets. */
  async destroy(): Promise<void> {
    const {name} = this.state;
    this.turns.stopAll();
    this.closeWhere(() => true, closeCodes.notFound, `${name} was deleted.`);
    await this.host.storage.deleteAll();
    this.documents.forget();
    this.answered.forget();
    this.chat.forget();
    this.stored = undefined;
    this.wakesAt = Number.POSITIVE_INFINITY;
  }

  /** Changes the state: reduce, store, tell everyone. @param also Written with it, or not at all. */
  async commit(event: RoomEvent, cause: Cause, also: StorageChange = {}): Promise<void> {
    const before = this.state;
    const now = this.host.now();
    const numbered: NumberedEvent = {sequence: this.sequence + 1, at: now, by: cause.by, event};
    const after: StoredRoom = {
      state: reduceRoom(before, event),
      sequence: numbered.sequence,
      updatedAt: now,
    };
    await this.write(mergeChanges(roomChange(before, after), eventChange(numbered), also), cause);
    this.stored = after;
    this.tell({type: 'events', events: [numbered]});
  }

  /** Keeps a new message and tells everyone. */
  async say(message: ChatMessage, cause: Cause): Promise<void> {
    await this.write(this.chat.add(message), cause);
    this.chat.note(message.id);
    this.tell({type: 'chat', message});
    await this.wakeBy(message.expiresAt);
  }

  /** Keeps a newer version of a message and tells everyone. One that is gone stays gone. */
  async sayAgain(message: ChatMessage, cause: Cause): Promise<void> {
    const change = await this.chat.change(message);
    if (!change.put) return;
    await this.write(change, cause);
    this.tell({type: 'chat', message});
  }

  /** Removes a message and tells everyone. */
  async unsay(messageId: string, cause: Cause): Promise<void> {
    await this.write(await this.chat.remove(messageId), cause);
    this.chat.noteGone([messageId]);
    this.tell({type: 'chat-expired', messageIds: [messageId]});
  }

  /** Keeps a turn's new version and tells everyone. */
  async report(turn: Turn): Promise<void> {
    await this.host.storage.write(this.turnLog.change(turn));
    this.tell({type: 'turn', turn});
  }

  /** Makes a file's text equal `text` and tells everyone who has it open. */
  async writeFile(fileId: string, text: string): Promise<void> {
    const update = await this.documents.write(fileId, text);
    if (update) this.tellDocument({kind: 'update', fileId, number: 0, update});
  }

  /** Writes a change and, in the same breath, that the message behind it is done. */
  async write(change: StorageChange, {by, messageId}: Cause): Promise<void> {
    if (messageId === undefined) return this.host.storage.write(change);
    await this.host.storage.write(mergeChanges(change, await this.answered.change(by, messageId)));
    await this.answered.note(by, messageId);
  }

  /** @throws CodecraftError `forbidden`, or `not-found` for who is no member. */
  require(userId: string, permission: Permission): Member {
    const member = this.memberOf(userId);
    if (may(member.role, permission)) return member;
    throw new CodecraftError('forbidden', refusals[permission]);
  }

  /** @throws CodecraftError `not-found`, as for a project that does not exist. */
  memberOf(userId: string): Member {
    const member = this.state.members[userId];
    if (member) return member;
    throw noSuchProject();
  }

  /** @throws CodecraftError `not-found` for who may not even look. */
  requireReader({data}: Connection): void {
    if (!data.isGuest) this.require(data.userId, 'read');
    else if (this.state.settings.guests === 'off') throw noSuchProject();
  }

  /** Sends a message to everyone who has been welcomed. */
  tell(message: ServerMessage): void {
    const text = encodeMessage(message);
    for (const connection of this.audience) this.send(connection, text);
  }

  /** Sends to one socket. */
  send(connection: Connection, data: string | Uint8Array): void {
    this.outflow.send(connection, data);
  }

  tellDocument(frame: DocumentFrame, except?: Connection): void {
    const bytes = encodeDocumentFrame(frame);
    for (const connection of this.audience) {
      if (connection.id !== except?.id) this.send(connection, bytes);
    }
  }

  connectionsOf(userId: string): Connection[] {
    return [...this.host.connections()].filter(({data}) => data.userId === userId);
  }

  /** Where everyone is. Guests have no name to show. */
  peers(): Peer[] {
    return [...this.host.connections()]
      .filter(({data}) => data.isGreeted && !data.isGuest)
      .map(({id, data}) => ({...data.presence, connectionId: id, userId: data.userId}));
  }

  /** Ends every socket of which this holds, for a reason the client understands. */
  closeWhere(condition: (connection: Connection) => boolean, code: CloseCode, reason: string): void {
    for (const connection of [...this.host.connections()]) {
      if (condition(connection)) this.end(connection, code, reason);
    }
  }

  /** Ends one socket. It is told nothing more, however long the other side takes to hang up. */
  end(connection: Connection, code: CloseCode, reason: string): void {
    this.audience.remove(connection);
    connection.close(code, reason);
  }

  /** Does what was to be done at this time: removes expired messages, and sockets whose token has ended. */
  async wake(): Promise<void> {
    metrics.alarms.add();
    this.wakesAt = Number.POSITIVE_INFINITY;
    const now = this.host.now();
    this.closeWhere(
      ({data}) => hasEnded(data, now),
      closeCodes.tokenEnded,
      'Your sign-in has to be renewed.',
    );
    for (;;) {
      const messageIds = await this.chat.purge(this.host.now());
      if (messageIds.length === 0) break;
      this.tell({type: 'chat-expired', messageIds});
    }
    await this.wakeForNext();
  }

  /** Asks to be woken at this time or before; who is woken early looks for what ends next. */
  async wakeBy(at: number): Promise<void> {
    if (at >= this.wakesAt) return;
    await this.host.storage.setAlarm(Math.max(at, this.host.now() + 1));
    this.wakesAt = at;
  }

  private async wakeForNext(): Promise<void> {
    const ends = [...this.host.connections()].map(({data}) => data.endsAt ?? Number.POSITIVE_INFINITY);
    await this.wakeBy(Math.min((await this.chat.nextExpiry()) ?? Number.POSITIVE_INFINITY, ...ends));
  }
}

const refusals: Record<Permission, string> = {
  read: 'You cannot read this project.',
  chat: 'You cannot write messages here.',
  edit: 'Viewers cannot change files. Ask an admin to make you a member.',
  prompt: 'Viewers cannot ask the AI. Ask an admin to make you a member.',
  rename: 'Only an admin can rename the project.',
  invite: 'Only an admin can invite people.',
  'change-role': 'Only an admin can change roles.',
  'remove-member': 'Only an admin can remove people.',
  settings: 'Only an admin can change the settings.',
  'remove-message': 'Only an admin can delete other people’s messages.',
  audit: 'Only an admin can see who changed what.',
  'delete-project': 'Only an admin can delete the project.',
};

export function hasEnded({endsAt}: SocketOwner, now: number): boolean {
  return endsAt !== null && endsAt <= now;
}

function noSuchProject(): CodecraftError {
  return new CodecraftError('not-found', 'There is no such project, or you are not a member of it.');
}
