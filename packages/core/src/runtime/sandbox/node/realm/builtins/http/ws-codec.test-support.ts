import type {Writable} from 'node:stream';
import * as ws from 'ws';

/** Reads what a client sends, and emits `message` and `conclude`. */
interface WsReceiver extends Writable {}

/** Writes what a server sends. */
interface WsSender {
  send(
    data: string | Buffer,
    options: {fin: boolean; mask: boolean; compress: boolean; binary: boolean},
  ): void;
  ping(data: Buffer, mask: boolean, done: () => void): void;
  close(code: number, reason: string, mask: boolean, done: () => void): void;
}

/** The package ws also exports its codec, of which its types say nothing. */
export const {Receiver, Sender} = ws as unknown as {
  Receiver: new (options: {isServer: boolean}) => WsReceiver;
  Sender: new (
    socket: Pick<Writable, 'cork' | 'uncork'> & {write(data: Buffer | string): unknown},
  ) => WsSender;
};
