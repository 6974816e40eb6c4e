import {type CloseCode, closeCodes, encodeMessage, limits} from '@codecraft/core/protocol';
import type {Connection} from '../host/connection.js';
import {metrics} from '../observability/metrics.js';

interface Flow {
  /** Sent since the last `pong` that answered the last `ping`. */
  unreadBytes: number;
  /** What the unanswered ping will have confirmed; 0 when none is under way. */
  askedBytes: number;
  pings: number;
}

/**
 * Sends, and cuts off who does not read. The platform buffers for a slow socket without telling how much, so
 * readers are asked now and then to say that they are still with us.
 */
export class Outflow {
  private readonly end: (connection: Connection, code: CloseCode, reason: string) => void;
  private readonly flows = new Map<string, Flow>();

  /** @param end Ends a connection that does not read. */
  constructor(end: (connection: Connection, code: CloseCode, reason: string) => void) {
    this.end = end;
  }

  send(connection: Connection, data: string | Uint8Array): void {
    const flow = this.flowOf(connection);
    flow.unreadBytes += data.length;
    if (flow.unreadBytes > limits.maxUnreadBytes) return this.cut(connection);
    connection.send(data);
    if (flow.askedBytes > 0 || flow.unreadBytes < limits.pingAfterBytes) return;
    flow.askedBytes = flow.unreadBytes;
    flow.pings += 1;
    connection.send(encodeMessage({type: 'ping', number: flow.pings}));
  }

  /** The reader has read up to a ping. An answer to another one is none. */
  confirm(connection: Connection, number: number): void {
    const flow = this.flowOf(connection);
    if (number !== flow.pings || flow.askedBytes === 0) return;
    flow.unreadBytes -= flow.askedBytes;
    flow.askedBytes = 0;
  }

  forget(connection: Connection): void {
    this.flows.delete(connection.id);
  }

  private cut(connection: Connection): void {
    metrics.framesRejected.add({code: String(closeCodes.tooSlow)});
    this.end(
      connection,
      closeCodes.tooSlow,
      'This connection is too slow for this project. It is tried again.',
    );
  }

  private flowOf(connection: Connection): Flow {
    let flow = this.flows.get(connection.id);
    if (!flow) this.flows.set(connection.id, (flow = {unreadBytes: 0, askedBytes: 0, pings: 0}));
    return flow;
  }
}
