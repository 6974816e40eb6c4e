import {z} from 'zod';
import {errorCodes} from '../errors.js';
import {ChatMessage, ChatText, Turn} from './chat.js';
import {ConnectionId, FileId, MessageId, TurnId, UserId} from './ids.js';
import {limits} from './limits.js';
import {Peer, Presence} from './presence.js';
import {Role} from './roles.js';
import {NumberedEvent, RoomSettings, RoomState, Timestamp} from './state.js';

/** Raised when an older client would misread a newer server. A mismatch closes the socket with 4426. */
export const protocolVersion = 1;

/**
 * The number of the last event the sender knew when it asked. Refused with `conflict` when the same thing has been
 * changed since; without it, the last one to write wins.
 */
const BasedOn = z.number().int().nonnegative().optional();

const Path = z.string().min(1).max(limits.maxPathBytes);

/** What a client sends as text. All but `hello`, `presence` and `pong` carry an id and are acknowledged once stored. */
export const ClientMessage = z.discriminatedUnion('type', [
  /** First on every socket. `since` is the last sequence number seen, to get only what came after it. */
  z.object({
    type: z.literal('hello'),
    protocol: z.number().int(),
    since: z.number().int().nonnegative().optional(),
  }),
  z.object({type: z.literal('presence'), presence: Presence}),
  /** The answer to `ping`, once everything before it has been read. */
  z.object({type: z.literal('pong'), number: z.number().int()}),

  z.object({type: z.literal('chat-send'), id: MessageId, text: ChatText}),
  /** Changes one's own message. It expires when it would have. */
  z.object({type: z.literal('chat-edit'), id: MessageId, messageId: MessageId, text: ChatText}),
  /** Removes one's own message, or as an admin anyone's; everyone hears of it as of an expiry. */
  z.object({type: z.literal('chat-delete'), id: MessageId, messageId: MessageId}),
  /** Has read up to a time of the server's clock, on all of one's devices. */
  z.object({type: z.literal('chat-read'), id: MessageId, at: Timestamp}),
  z.object({type: z.literal('turn-stop'), id: MessageId, turnId: TurnId}),

  z.object({
    type: z.literal('file-create'),
    id: MessageId,
    fileId: FileId,
    path: Path,
    text: z.string().max(limits.maxFileBytes),
  }),
  z.object({type: z.literal('file-rename'), id: MessageId, fileId: FileId, path: Path, basedOn: BasedOn}),
  z.object({type: z.literal('file-delete'), id: MessageId, fileId: FileId, basedOn: BasedOn}),
  z.object({type: z.literal('folder-create'), id: MessageId, path: Path}),
  z.object({type: z.literal('folder-rename'), id: MessageId, from: Path, to: Path}),
  z.object({type: z.literal('folder-delete'), id: MessageId, path: Path}),

  z.object({type: z.literal('project-rename'), id: MessageId, name: RoomState.shape.name, basedOn: BasedOn}),
  /** Those that are named change; the others stay. */
  z.object({
    type: z.literal('settings-change'),
    id: MessageId,
    settings: RoomSettings.partial(),
    basedOn: BasedOn,
  }),
  z.object({type: z.literal('member-role'), id: MessageId, userId: UserId, role: Role, basedOn: BasedOn}),
  z.object({type: z.literal('member-remove'), id: MessageId, userId: UserId, basedOn: BasedOn}),
]);
export type ClientMessage = z.infer<typeof ClientMessage>;
/** A client message that is kept until the server has stored it. */
export type ClientRequest = Extract<ClientMessage, {id: string}>;
export type ClientMessageOf<Type extends ClientMessage['type']> = Extract<ClientMessage, {type: Type}>;

/** What the server sends as text. */
export const ServerMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('welcome'),
    protocol: z.number().int(),
    connectionId: ConnectionId,
    userId: UserId,
    /** The server's clock, to tell when a message expires on a machine whose clock is off. */
    time: Timestamp,
    /** The number of the last event that `state` or `events` include. */
    sequence: z.number().int().nonnegative(),
    /** The whole state for who joins; null for who comes back and gets `events` instead. */
    state: RoomState.nullable(),
    events: z.array(NumberedEvent),
    /** Unexpired messages, oldest first. */
    chat: z.array(ChatMessage),
    turns: z.array(Turn),
    peers: z.array(Peer),
    /** Who answers `@ai` here. */
    ai: Turn.shape.source,
    /** What of `flagNames` is on for this person. */
    flags: z.array(z.string()),
    /** How far this person has read, by the server's clock; 0 for never. */
    readUpTo: Timestamp,
  }),
  z.object({type: z.literal('events'), events: z.array(NumberedEvent)}),
  /** A new message, or a newer version of a known one. */
  z.object({type: z.literal('chat'), message: ChatMessage}),
  /** More text for a message that is being written. */
  z.object({type: z.literal('chat-append'), messageId: MessageId, text: z.string()}),
  z.object({type: z.literal('chat-expired'), messageIds: z.array(MessageId)}),
  z.object({type: z.literal('turn'), turn: Turn}),
  /** Who came or moved, and which connections ended. */
  z.object({type: z.literal('presence'), peers: z.array(Peer), left: z.array(ConnectionId)}),
  z.object({type: z.literal('acknowledged'), id: MessageId}),
  z.object({
    type: z.literal('refused'),
    id: MessageId,
    code: z.enum(errorCodes),
    message: z.string(),
    /** For what was based on a stale version: the number of the last event. */
    sequence: z.number().int().nonnegative().optional(),
  }),
  /** Another of this person's windows has read up to here. */
  z.object({type: z.literal('chat-read'), readUpTo: Timestamp}),
  /** Asks for a `pong`: much was sent, and who reads too slowly is cut off. */
  z.object({type: z.literal('ping'), number: z.number().int()}),
]);
export type ServerMessage = z.infer<typeof ServerMessage>;
export type ServerMessageOf<Type extends ServerMessage['type']> = Extract<ServerMessage, {type: Type}>;
