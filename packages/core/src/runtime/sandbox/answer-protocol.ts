import {number, object, type Shape} from './shape.js';

/*
 * How requests of the preview and of Node processes are answered: files whole, and what a server says piece by piece and
 * as fast as it is read.
 */

export interface FetchReply {
  status: number;
  headers: [string, string][];
  body: Uint8Array<ArrayBuffer> | null;
}

const id = number(0, 1e9);

/** What whoever asked says of an answer. The request is each hop's own. */
export const answerCalls = {
  /** As much of it was read; see stream-window.ts. */
  'fetch-room': object({id, cost: number(0, 1e9)}),
  /** Nobody wants it, or the rest of it. */
  'fetch-abort': object({id}),
};

type Messages<V extends Record<string, Shape<object>>> = {
  [K in keyof V]: {type: K} & ReturnType<V[K]>;
}[keyof V];

export type AnswerCall = Messages<typeof answerCalls>;

export type AnswerEvent =
  | {type: 'fetch-reply'; id: number; reply: FetchReply}
  /** The body comes in pieces, until `fetch-end` or `request-failed`. */
  | {type: 'fetch-start'; id: number; status: number; headers: [string, string][]}
  | {type: 'fetch-data'; id: number; data: Uint8Array<ArrayBuffer>}
  | {type: 'fetch-end'; id: number}
  | {type: 'request-failed'; id: number; message: string};
