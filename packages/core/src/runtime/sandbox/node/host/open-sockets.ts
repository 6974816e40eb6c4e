import {brokenOff, goingAway, type SocketEvent, type UnnumberedEvent} from '../../socket-protocol.js';
import {Allowance, costOf} from '../../stream-window.js';
import type {ProcessCommand, ProcessMessage} from '../protocol.js';
import type {PortServer} from './server-ports.js';

interface OpenSocket {
  listener: (event: UnnumberedEvent) => void;
  /** What the process may send of it. */
  allowance: Allowance;
}

/** The WebSockets that pages have to the servers of one process. */
export class OpenSockets {
  readonly #send: (command: ProcessCommand) => void;
  readonly #open = new Map<number, OpenSocket>();
  #count = 0;

  constructor(send: (command: ProcessCommand) => void) {
    this.#send = send;
  }

  open(...[request, listener]: Parameters<PortServer['connect']>): ReturnType<PortServer['connect']> {
    const id = ++this.#count;
    const allowance = new Allowance();
    this.#open.set(id, {listener, allowance});
    this.#send({type: 'socket-open', id, ...request});
    return (call) => {
      if (!this.#open.has(id)) return;
      if (call.type === 'socket-room') allowance.give(call.cost);
      if (call.type === 'socket-close' && call.code === goingAway) this.#open.delete(id);
      this.#send({...call, id});
    };
  }

  /** Whether this is a message that the page has made room for. */
  expects(message: ProcessMessage): boolean {
    return message.type === 'socket-message' && this.#open.get(message.id)?.allowance.isOpen === true;
  }

  /** What a server says, in order. Of sockets that nobody opened nothing is heard. */
  receive({id, ...event}: SocketEvent): void {
    const socket = this.#open.get(id);
    if (!socket) return;
    if (event.type === 'socket-message' && !socket.allowance.take(costOf(event.data))) {
      this.#send({type: 'socket-close', id, code: goingAway, reason: ''});
      return this.#break(id);
    }
    if (event.type === 'socket-closed') this.#open.delete(id);
    socket.listener(event);
  }

  /** The process has ended. */
  breakAll(): void {
    for (const id of this.#open.keys()) this.#break(id);
  }

  #break(id: number): void {
    const socket = this.#open.get(id);
    this.#open.delete(id);
    socket?.listener(brokenOff);
  }
}
