import type {FrameCommand, FrameMessage} from '../../protocol.js';
import {
  brokenOff,
  goingAway,
  type SocketCall,
  type UnnumberedCall,
  type UnnumberedEvent,
} from '../../socket-protocol.js';
import {Allowance, costOf} from '../../stream-window.js';
import type {OpenSocket} from './page-origin.js';

/** Sockets that a document may have at a time; more are broken off at once. */
const maxSockets = 50;

interface FrameSocket {
  call: (call: UnnumberedCall) => void;
  /** What the document may send over it. */
  allowance: Allowance;
}

/** The WebSockets of one document to servers of the project. */
export class FrameSockets {
  readonly #connect: OpenSocket;
  readonly #send: (command: FrameCommand) => void;
  /** By the id that the document gave. */
  readonly #open = new Map<number, FrameSocket>();

  constructor(connect: OpenSocket, send: (command: FrameCommand) => void) {
    this.#connect = connect;
    this.#send = send;
  }

  /** Whether this is a message that the server has made room for. */
  expects(message: FrameMessage): boolean {
    return message.type === 'socket-send' && this.#open.get(message.id)?.allowance.isOpen === true;
  }

  open({id, address, protocols}: FrameMessage & {type: 'socket-open'}): void {
    if (this.#open.has(id)) return;
    if (this.#open.size >= maxSockets) return this.#send({...brokenOff, id});
    try {
      const call = this.#connect(address, protocols, (event) => this.#hear(id, event));
      this.#open.set(id, {call, allowance: new Allowance()});
    } catch {
      // Nothing listens there: a page is told no more than that.
      this.#send({...brokenOff, id});
    }
  }

  receive({id, ...call}: SocketCall): void {
    const socket = this.#open.get(id);
    if (!socket) return;
    // Not said by pages, but of them: of a worker that has ended.
    if (call.type === 'socket-close' && call.code === goingAway) return this.#leave(id);
    if (call.type === 'socket-send' && !socket.allowance.take(costOf(call.data))) {
      this.#leave(id);
      return this.#send({...brokenOff, id});
    }
    socket.call(call);
  }

  /** The document is gone. */
  close(): void {
    for (const id of this.#open.keys()) this.#leave(id);
  }

  #hear(id: number, event: UnnumberedEvent): void {
    if (event.type === 'socket-room') this.#open.get(id)?.allowance.give(event.cost);
    if (event.type === 'socket-closed') this.#open.delete(id);
    this.#send({...event, id});
  }

  #leave(id: number): void {
    const socket = this.#open.get(id);
    this.#open.delete(id);
    socket?.call({type: 'socket-close', code: goingAway, reason: ''});
  }
}
