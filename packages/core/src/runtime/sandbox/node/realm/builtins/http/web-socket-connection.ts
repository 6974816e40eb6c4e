import {sha1} from '@noble/hashes/legacy.js';
import {Buffer} from 'buffer';
import {brokenOff, goingAway, maxMessageLength, type UnnumberedEvent} from '../../../../socket-protocol.js';
import {costOf, Receipts, SendWindow} from '../../../../stream-window.js';
import type {SocketRequest} from '../../../protocol.js';
import {Socket} from './socket.js';
import {encodeClose, encodeFrame, FrameError, FrameReader} from './web-socket-frames.js';

const handshakeGuid = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const maxHeadBytes = 65_536;

/**
 * A WebSocket of a page to a server of this process (RFC 6455), from the client's side: the server speaks to `socket`
 * as it would to a connection of the network, and the page's side hears of whole messages.
 */
export class WebSocketConnection {
  /** The server's end. */
  readonly socket: Socket;
  /** Of the request that asks for the upgrade. */
  readonly headers: readonly (readonly string[])[];
  readonly #protocols: readonly string[];
  readonly #accept: string;
  readonly #emit: (event: UnnumberedEvent) => void;
  readonly #window = new SendWindow();
  readonly #receipts = new Receipts((cost) => this.#emit({type: 'socket-room', cost}));
  readonly #reader: FrameReader;
  /** The server's answer to the handshake, as far as it has come. Undefined once it was accepted. */
  #head: Buffer | undefined = Buffer.alloc(0);
  /** Cost of what the server has not read. */
  #unread = 0;
  #hasSentClose = false;
  /** The page has heard the last word. */
  #isOver = false;

  constructor({headers, protocols}: SocketRequest, emit: (event: UnnumberedEvent) => void) {
    const key = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
    const digest = sha1(new TextEncoder().encode(key + handshakeGuid));
    this.#accept = Buffer.from(Uint8Array.from(digest)).toString('base64');
    this.#protocols = protocols;
    this.#emit = emit;
    this.headers = [
      ...headers,
      ['connection', 'Upgrade'],
      ['upgrade', 'websocket'],
      ['sec-websocket-version', '13'],
      ['sec-websocket-key', key],
      ...(protocols.length > 0 ? [['sec-websocket-protocol', protocols.join(', ')]] : []),
    ];
    this.#reader = new FrameReader(maxMessageLength, {
      message: (data) => this.#window.send(costOf(data), () => this.#emit({type: 'socket-message', data})),
      ping: (payload) => this.socket.push(encodeFrame('pong', payload)),
      close: (code, reason) => this.#closedByServer(code, reason),
    });
    this.socket = new Socket({
      read: () => this.#tellRoom(),
      write: (chunk, _encoding, done) => this.#receive(chunk, done),
      final: (done) => {
        done();
        this.#end(brokenOff);
        this.socket.push(null);
      },
      destroy: (error, done) => {
        this.#window.clear();
        this.#end(brokenOff);
        done(error);
      },
    });
  }

  /** A message of the page. */
  send(data: string | Uint8Array<ArrayBuffer>): void {
    if (this.#hasSentClose) return;
    const isText = typeof data === 'string';
    this.#unread += costOf(data);
    const payload = isText ? new TextEncoder().encode(data) : data;
    if (this.socket.push(encodeFrame(isText ? 'text' : 'binary', payload))) this.#tellRoom();
  }

  /** The page took as much of what the server sent. */
  giveRoom(cost: number): void {
    this.#window.give(cost);
  }

  /** The page closes; the server's own close frame is the last word, unless the page has gone. */
  close(code: number | null, reason: string): void {
    if (this.#head) return void this.socket.destroy();
    this.#sendClose(code, reason);
    if (code !== goingAway) return;
    this.#window.clear();
    this.#isOver = true;
    // The connection goes too, once the server has read that.
    this.socket.once('end', () => this.socket.destroy());
    this.socket.push(null);
  }

  #receive(chunk: Buffer, done: () => void): void {
    try {
      const frames = this.#head ? this.#shakeHands(this.#head, chunk) : chunk;
      if (!this.#isOver) this.#reader.push(frames);
      // The server may go on once the page has room.
      this.#window.send(0, done);
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.#sendClose(error.code, error.message);
      done();
      this.socket.destroy();
    }
  }

  /** @returns what follows the head */
  #shakeHands(before: Buffer, chunk: Buffer): Uint8Array {
    const bytes = Buffer.concat([before, chunk]);
    const text = bytes.toString('latin1');
    const end = text.indexOf('\r\n\r\n');
    if (end < 0 && bytes.length > maxHeadBytes) throw new FrameError(1002, 'The answer has no end.');
    this.#head = bytes;
    if (end < 0) return new Uint8Array();
    const [status = '', ...lines] = text.slice(0, end).split('\r\n');
    const headers = new Map(
      lines.map((line) => {
        const [, name = '', value = ''] = /^([^:]*):\s*(.*?)\s*$/.exec(line) ?? [];
        return [name.toLowerCase(), value];
      }),
    );
    const protocol = headers.get('sec-websocket-protocol');
    const isAccepted =
      /^HTTP\/1\.1 101\b/.test(status) &&
      headers.get('upgrade')?.toLowerCase() === 'websocket' &&
      headers.get('sec-websocket-accept') === this.#accept &&
      !headers.has('sec-websocket-extensions') &&
      (protocol === undefined || this.#protocols.includes(protocol));
    if (!isAccepted) throw new FrameError(1002, 'The server refused the handshake.');
    this.#head = undefined;
    this.#emit({type: 'socket-opened', protocol: protocol ?? ''});
    return bytes.subarray(end + 4);
  }

  #closedByServer(code: number, reason: string): void {
    this.#sendClose(code === 1005 ? null : code, '');
    this.#window.send(0, () => this.#end({type: 'socket-closed', code, reason, wasClean: true}));
    this.socket.push(null);
  }

  #sendClose(code: number | null, reason: string): void {
    if (this.#hasSentClose || this.#head) return;
    this.#hasSentClose = true;
    this.socket.push(encodeClose(code, reason));
  }

  #end(event: UnnumberedEvent & {type: 'socket-closed'}): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#emit(event);
  }

  #tellRoom(): void {
    this.#receipts.take(this.#unread);
    this.#unread = 0;
  }
}
