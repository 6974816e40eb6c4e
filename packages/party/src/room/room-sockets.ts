import {CodecraftError} from '@codecraft/core/errors';
import {
  type ClientMessage,
  type CloseCode,
  closeCodes,
  decodeClientMessage,
  decodeDocumentFrame,
  encodeMessage,
  limits,
} from '@codecraft/core/protocol';
import type {Connection} from '../host/connection.js';
import {metrics} from '../observability/metrics.js';
import {documentFrame} from './document-frame.js';
import {guestsOnlyLook} from './guests.js';
import type {Handler} from './handlers/handler.js';
import {handlers} from './handlers/index.js';
import {PresenceBatch} from './presence-batch.js';
import {Rate} from './rate.js';
import {hasEnded, type Room} from './room.js';
import {StaleError} from './stale-error.js';
import {welcome} from './welcome.js';

/** Frames a socket may send at once, such as the outbox of someone who was offline. */
const frameBurst = 5 * limits.maxFramesPerSecond;
/** An edit that is refused may have cost a copy of its file, so it counts as this many frames. */
const refusedEditCost = 20;

/** Between the sockets of a room and its handlers: limits, decoding, answering, presence. */
export class RoomSockets {
  private readonly room: Room;
  /** By connection id. */
  private readonly rates = new Map<string, Rate>();
  private readonly presence = new PresenceBatch();
  private isPresenceDue = false;
  private presenceToldAt = 0;

  constructor(room: Room) {
    this.room = room;
  }

  /** A socket opened; who it belongs to has been proven. */
  connect(connection: Connection): void {
    metrics.socketsOpened.add();
    const others = this.room.connectionsOf(connection.data.userId).filter(({id}) => id !== connection.id);
    if (others.length >= limits.maxSocketsPerUser) this.makeRoom(others);
  }

  /** Takes a frame. Resolves when it is done with; a bad one costs its own socket and nothing else. */
  receive(connection: Connection, data: string | Uint8Array): Promise<void> {
    return this.room.serial.run(async () => {
      try {
        if (hasEnded(connection.data, this.room.host.now())) throw new Unacceptable(closeCodes.tokenEnded);
        const isOverRate = this.takeFrame(connection);
        if (typeof data !== 'string') await this.receiveDocumentFrame(connection, data, isOverRate);
        else await this.receiveMessage(connection, data, isOverRate);
      } catch (error) {
        this.end(connection, error);
      }
    });
  }

  /** A socket is gone. */
  close(connection: Connection): void {
    metrics.socketsClosed.add();
    this.rates.delete(connection.id);
    this.room.outflow.forget(connection);
    this.room.audience.remove(connection);
    if (!connection.data.isGreeted || connection.data.isGuest) return;
    this.presence.leave(connection.id);
    this.tellPresenceSoon();
  }

  /**
   * Closes those of a person's sockets that were silent the longest. Refusing the new one instead would lock out who
   * is on a bad network: sockets that are gone stay open here until the network notices, which can take minutes.
   */
  private makeRoom(others: readonly Connection[]): void {
    // One that was not heard since the room woke up is silent for longer than any that was.
    const heardAt = ({id}: Connection) => this.rates.get(id)?.takenAt ?? 0;
    const bySilence = [...others].sort((one, other) => heardAt(one) - heardAt(other));
    const ended = bySilence.slice(0, others.length - limits.maxSocketsPerUser + 1).map(({id}) => id);
    this.room.closeWhere(
      ({id}) => ended.includes(id),
      closeCodes.tooManySockets,
      `This project was opened in more than ${limits.maxSocketsPerUser} windows. Close another one and reload.`,
    );
  }

  private async receiveMessage(connection: Connection, text: string, isOverRate: boolean): Promise<void> {
    if (text.length > limits.maxFrameBytes) throw new Unacceptable(closeCodes.tooLarge);
    const message = decodeOrEnd(text);
    if (message.type !== 'file-create' && text.length > limits.maxControlFrameBytes) {
      throw new Unacceptable(closeCodes.tooLarge);
    }
    if (message.type === 'hello') return this.greet(connection, message);
    if (!connection.data.isGreeted) throw new Unacceptable(closeCodes.badFrame, 'Say hello first.');
    if (message.type === 'pong') return this.room.outflow.confirm(connection, message.number);
    if (message.type === 'presence') return this.move(connection, message.presence);
    if (isOverRate) return this.refuse(connection, message.id, overRate());
    if (connection.data.isGuest) return this.refuse(connection, message.id, guestsOnlyLook());
    await this.answer(connection, message);
  }

  private async greet(connection: Connection, hello: ClientMessage & {type: 'hello'}): Promise<void> {
    if (connection.data.isGreeted) throw new Unacceptable(closeCodes.badFrame, 'Hello was said already.');
    await welcome(this.room, connection, hello);
    if (connection.data.isGreeted) this.move(connection, connection.data.presence);
  }

  private move(connection: Connection, presence: Connection['data']['presence']): void {
    if (connection.data.isGuest) return; // a guest has no name to show
    if (presence !== connection.data.presence) connection.data = {...connection.data, presence};
    this.presence.move({...presence, connectionId: connection.id, userId: connection.data.userId});
    this.tellPresenceSoon();
  }

  private async answer(connection: Connection, message: Extract<ClientMessage, {id: string}>): Promise<void> {
    const {userId} = connection.data;
    const startedAt = this.room.host.now();
    try {
      const isRepeated = await this.room.answered.has(userId, message.id);
      if (!isRepeated) {
        // The table pairs each type with its handler; TypeScript cannot follow a pair through an index.
        const handler = handlers[message.type] as Handler<typeof message.type>;
        await handler(this.room, {by: userId, messageId: message.id}, message as never);
      }
      this.room.send(connection, encodeMessage({type: 'acknowledged', id: message.id}));
      metrics.messages.add({type: message.type, outcome: isRepeated ? 'repeated' : 'done'});
    } catch (error) {
      const refusal = this.safe(error, message.type);
      this.refuse(connection, message.id, refusal);
      metrics.messages.add({type: message.type, outcome: refusal.code});
    }
    metrics.messageSeconds.observe((this.room.host.now() - startedAt) / 1000, {type: message.type});
  }

  private async receiveDocumentFrame(connection: Connection, bytes: Uint8Array, isOverRate: boolean) {
    if (bytes.length > limits.maxFrameBytes) throw new Unacceptable(closeCodes.tooLarge);
    if (!connection.data.isGreeted) throw new Unacceptable(closeCodes.badFrame, 'Say hello first.');
    const frame = decodeFrameOrEnd(bytes);
    const isDone = await documentFrame(this.room, connection, frame, {
      refusal: isOverRate ? overRate() : undefined,
      safe: (error) => this.safe(error, `document-${frame.kind}`),
    });
    metrics.edits.add({kind: frame.kind, outcome: isDone ? 'done' : 'refused'});
    if (!isDone) this.takeFrame(connection, refusedEditCost);
  }

  /** @returns Whether the sender should be told to slow down. @throws Unacceptable when they were told before. */
  private takeFrame(connection: Connection, cost = 1): boolean {
    const now = this.room.host.now();
    const rate =
      this.rates.get(connection.id) ??
      new Rate({perSecond: limits.maxFramesPerSecond, burst: frameBurst, now});
    this.rates.set(connection.id, rate);
    const excess = rate.take(now, cost);
    if (excess > frameBurst) throw new Unacceptable(closeCodes.rateLimited);
    return excess > 0;
  }

  /** At once in a quiet room; in a busy one, what comes within a batch's time goes out as one message. */
  private tellPresenceSoon(): void {
    if (this.isPresenceDue) return;
    this.isPresenceDue = true;
    const {host} = this.room;
    host.later(Math.max(0, this.presenceToldAt + limits.presenceBatchMs - host.now()), () => {
      this.isPresenceDue = false;
      this.presenceToldAt = host.now();
      this.room.tell({type: 'presence', ...this.presence.take()});
    });
  }

  private refuse(connection: Connection, id: string, refusal: CodecraftError): void {
    const {code, message} = refusal;
    const stale = refusal instanceof StaleError && {sequence: refusal.version};
    this.room.send(connection, encodeMessage({type: 'refused', id, code, message, ...stale}));
  }

  /** What a client may know of a failure. What is not ours goes to the log. */
  private safe(error: unknown, event: string): CodecraftError {
    if (error instanceof CodecraftError) return error;
    this.room.host.log.error('message-failed', error, {event});
    return new CodecraftError('internal', 'The server could not do this. Try again in a moment.');
  }

  private end(connection: Connection, error: unknown): void {
    const {code, message} = error instanceof Unacceptable ? error : new Unacceptable(closeCodes.badFrame);
    if (!(error instanceof Unacceptable)) this.room.host.log.error('frame-failed', error);
    this.room.host.log.warn('socket-closed', {code});
    metrics.framesRejected.add({code: String(code)});
    this.room.end(connection, code, message);
  }
}

/** A frame that ends its socket. */
class Unacceptable extends Error {
  readonly code: CloseCode;

  constructor(code: CloseCode, reason = reasons[code] ?? '') {
    super(reason);
    this.code = code;
  }
}

const reasons: Partial<Record<CloseCode, string>> = {
  [closeCodes.badFrame]: 'This frame cannot be read.',
  [closeCodes.tooLarge]: 'This frame is too large.',
  [closeCodes.tokenEnded]: 'Your sign-in has to be renewed.',
  [closeCodes.rateLimited]: 'Too many frames. Come back in a while.',
};

function decodeOrEnd(text: string): ClientMessage {
  try {
    return decodeClientMessage(text);
  } catch {
    throw new Unacceptable(closeCodes.badFrame); // what was wrong with it is for the sender to know already
  }
}

function decodeFrameOrEnd(bytes: Uint8Array) {
  try {
    return decodeDocumentFrame(bytes);
  } catch {
    throw new Unacceptable(closeCodes.badFrame);
  }
}

function overRate(): CodecraftError {
  return new CodecraftError('rate-limited', 'Too much at once. Wait a few seconds and try again.');
}
