import type {ProcessMessage, ServerReply} from '../protocol.js';

type ReplyPart = Extract<
  ProcessMessage,
  {type: 'response-start' | 'response-data' | 'response-end' | 'response-failed'}
>;

interface Pending {
  status: number;
  headers: [string, string][];
  parts: Uint8Array<ArrayBuffer>[];
  resolve: (reply: ServerReply) => void;
  reject: (error: Error) => void;
}

/** Requests that a server has yet to answer. Answers are handed over whole. */
export class PendingRequests {
  readonly #pending = new Map<number, Pending>();
  #requests = 0;

  add(): {id: number; reply: Promise<ServerReply>} {
    const id = ++this.#requests;
    const reply = new Promise<ServerReply>((resolve, reject) => {
      this.#pending.set(id, {status: 0, headers: [], parts: [], resolve, reject});
    });
    return {id, reply};
  }

  /** A part of an answer, in order. Answers that nobody asked for are dropped. */
  receive(part: ReplyPart): void {
    const pending = this.#pending.get(part.request);
    if (!pending) return;
    switch (part.type) {
      case 'response-start':
        pending.status = part.status;
        pending.headers = part.headers.flatMap(([name, value]) =>
          isHeader(name, value) ? [[name!, value!] as [string, string]] : [],
        );
        return;
      case 'response-data':
        pending.parts.push(part.data);
        return;
      case 'response-end':
        this.#pending.delete(part.request);
        return pending.resolve({
          // A program that never sent a status sent nonsense.
          status: pending.status || 500,
          headers: pending.headers,
          body: joined(pending.parts),
        });
      case 'response-failed':
        this.#pending.delete(part.request);
        return pending.reject(new Error(part.message));
    }
  }

  failAll(message: string): void {
    for (const {reject} of this.#pending.values()) reject(new Error(message));
    this.#pending.clear();
  }
}

/** What `Headers` of the browser would refuse later is left out now. */
function isHeader(name: string | undefined, value: string | undefined): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name ?? '') && /^[\t\x20-\x7e\x80-\xff]*$/.test(value ?? '\n');
}

function joined(parts: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const body = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    body.set(part, at);
    at += part.length;
  }
  return body;
}
