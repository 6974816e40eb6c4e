import {boolean, bytes, type Infer, nullable, number, object, type Shape, ShapeError, text} from './shape.js';

/*
 * A WebSocket of the preview to a server of the project, on its way through the worker. Whole messages cross realms;
 * frames are between the server and our codec beside it (node/realm/builtins/http/web-socket-frames.ts).
 */

/** A longer message closes the socket with 1009, as servers do. */
export const maxMessageLength = 16 * 1024 * 1024;
/** Of a reason, in UTF-8 (RFC 6455 §5.5). */
export const maxReasonBytes = 123;

const id = number(0, 1e9);
const code = number(1000, 4999);
const reason = text(maxReasonBytes);
const room = object({id, cost: number(0, 1e9)});

const message: Shape<string | Uint8Array<ArrayBuffer>> = (value, place) => {
  if (typeof value !== 'string') return bytes(maxMessageLength)(value, place);
  if (value.length <= maxMessageLength) return value;
  throw new ShapeError(`${place} is longer than ${maxMessageLength} characters`);
};

/** What the page's side says. `socket-open` is each hop's own. A socket without a code closes as one that has none. */
export const socketCalls = {
  'socket-send': object({id, data: message}),
  /** As much of what the server sent was read; see stream-window.ts. */
  'socket-room': room,
  'socket-close': object({id, code: nullable(code), reason}),
};

/** What the server's side says. */
export const socketEvents = {
  'socket-opened': object({id, protocol: text(200)}),
  'socket-message': object({id, data: message}),
  'socket-room': room,
  /** The last word about a socket. */
  'socket-closed': object({id, code, reason, wasClean: boolean}),
};

type Messages<V extends Record<string, Shape<object>>> = {[K in keyof V]: {type: K} & Infer<V[K]>}[keyof V];
/** Without the id, which each hop gives anew. Distributes over the union, unlike the built-in Omit. */
export type WithoutId<M> = M extends unknown ? Omit<M, 'id'> : never;

export type SocketCall = Messages<typeof socketCalls>;
export type SocketEvent = Messages<typeof socketEvents>;
export type UnnumberedCall = WithoutId<SocketCall>;
export type UnnumberedEvent = WithoutId<SocketEvent>;

/** The page has gone (RFC 6455 §7.4.1). Pages themselves cannot close with this code. */
export const goingAway = 1001;
/** Broken off: what a page is told where no close frame came. */
export const brokenOff = {type: 'socket-closed', code: 1006, reason: '', wasClean: false} as const;
