import {CodecraftError} from '@codecraft/core/errors';
import {type ChatMessage, type ChatPage, limits} from '@codecraft/core/protocol';
import {type Storage, type StorageChange, sortable} from '../host/storage.js';

/** The most a joiner gets at once. */
const welcomeMessages = 200;
/** Purged in one go; the alarm goes on with the rest. */
const purgeBatch = 128;

const chatPrefix = 'chat:';
/** Sorts after every key of a message. */
const chatEnd = 'chat;';
/** What follows the prefix in a message’s key. */
const cursorForm = /^\d{13}:\d{12}:[a-z0-9]{20}$/;
/** Leads from a message's id to its key, for as long as the message lives. */
const placePrefix = 'chat-place:';
const placeKey = (messageId: string) => placePrefix + messageId;
/** Ids kept in memory; in a room with more messages each new one is looked up. */
const maxKnownIds = 4096;

/**
 * The messages that have not expired, under `chat:<expiryMs>:<count12>:<id>`: what expires first comes first, and of one
 * millisecond what came first, counted since the room woke. Reading leaves out what has expired, so that a late alarm
 * shows nothing to anyone.
 */
export class ChatLog {
  private readonly storage: Storage;
  private readonly maxKnownIds: number;
  private added = 0;
  /** Of every message there is. Undefined before anyone asked; null when there are too many to keep. */
  private ids: Set<string> | null | undefined;

  constructor(storage: Storage, options = {maxKnownIds}) {
    this.storage = storage;
    this.maxKnownIds = options.maxKnownIds;
  }

  /** To be called when the storage was emptied. */
  forget(): void {
    this.ids = undefined;
  }

  /** Oldest first. */
  async unexpired(now: number): Promise<ChatMessage[]> {
    const messages = await this.storage.list<ChatMessage>({
      start: expiryStart(now + 1),
      end: chatEnd,
      limit: welcomeMessages,
      reverse: true,
    });
    // From newest to oldest as read; sorting keeps the order of those that came in the same millisecond.
    return [...messages.values()].reverse().sort((a, b) => a.at - b.at);
  }

  /** @param before The cursor of an earlier page. @throws CodecraftError `invalid-input` for what is no cursor. */
  async page(now: number, before?: string): Promise<ChatPage> {
    if (before !== undefined && !cursorForm.test(before)) {
      throw new CodecraftError('invalid-input', '“before” is the cursor of a page.');
    }
    const messages = await this.storage.list<ChatMessage>({
      start: expiryStart(now + 1),
      end: before === undefined ? chatEnd : chatPrefix + before,
      limit: limits.chatPageSize,
      reverse: true,
    });
    const isFull = messages.size === limits.chatPageSize;
    const oldest = [...messages.keys()].at(-1);
    return {
      messages: [...messages.values()].reverse(),
      before: isFull && oldest ? oldest.slice(chatPrefix.length) : null,
    };
  }

  async count(now: number): Promise<number> {
    return (await this.storage.list({start: expiryStart(now + 1), end: chatEnd})).size;
  }

  /** @throws CodecraftError `not-found` for one that has expired or never was. */
  async find(messageId: string, now: number): Promise<ChatMessage> {
    const key = await this.storage.get<string>(placeKey(messageId));
    const message = key === undefined ? undefined : await this.storage.get<ChatMessage>(key);
    if (message && message.expiresAt > now) return message;
    throw new CodecraftError('not-found', 'This message is gone.');
  }

  /** Whether a message has this id, expired or not. */
  async has(messageId: string): Promise<boolean> {
    if (this.ids === undefined) this.ids = await this.loadIds();
    return this.ids?.has(messageId) ?? (await this.storage.get(placeKey(messageId))) !== undefined;
  }

  /** What to write to keep a new message; call `note` once it is written. */
  add(message: ChatMessage): StorageChange {
    this.added += 1;
    const key = `${expiryStart(message.expiresAt)}${sortable(this.added)}:${message.id}`;
    return {put: {[key]: message, [placeKey(message.id)]: key}};
  }

  note(messageId: string): void {
    this.ids?.add(messageId);
    if (this.ids && this.ids.size > this.maxKnownIds) this.ids = null;
  }

  /** What to write to change a message that is still there. */
  async change(message: ChatMessage): Promise<StorageChange> {
    const key = await this.storage.get<string>(placeKey(message.id));
    return key ? {put: {[key]: message}} : {};
  }

  /** What to write to remove a message; call `noteGone` once it is written. */
  async remove(messageId: string): Promise<StorageChange> {
    const key = await this.storage.get<string>(placeKey(messageId));
    return {delete: key ? [key, placeKey(messageId)] : []};
  }

  noteGone(messageIds: readonly string[]): void {
    for (const id of messageIds) this.ids?.delete(id);
  }

  /** Removes what has expired. @returns The ids removed. */
  async purge(now: number): Promise<string[]> {
    const expired = await this.storage.list<ChatMessage>({
      start: chatPrefix,
      end: expiryStart(now + 1),
      limit: purgeBatch,
    });
    if (expired.size === 0) return [];
    const ids = [...expired.values()].map((message) => message.id);
    await this.storage.write({delete: [...expired.keys(), ...ids.map(placeKey)]});
    this.noteGone(ids);
    return ids;
  }

  /** When the next message expires. */
  async nextExpiry(): Promise<number | undefined> {
    const first = await this.storage.list<ChatMessage>({start: chatPrefix, end: chatEnd, limit: 1});
    for (const message of first.values()) return message.expiresAt;
    return undefined;
  }

  private async loadIds(): Promise<Set<string> | null> {
    const places = await this.storage.list({prefix: placePrefix, limit: this.maxKnownIds + 1});
    if (places.size > this.maxKnownIds) return null;
    return new Set([...places.keys()].map((key) => key.slice(placePrefix.length)));
  }
}

/** Milliseconds take 13 digits until the year 2286. */
function expiryStart(expiryMs: number): string {
  return `${chatPrefix}${sortable(expiryMs, 13)}:`;
}
