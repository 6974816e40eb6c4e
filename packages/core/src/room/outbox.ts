import type {CodecraftError} from '../errors.js';
import type {ClientRequest} from '../protocol/index.js';

interface Entry {
  message: ClientRequest;
  resolve: () => void;
  reject: (error: CodecraftError) => void;
}

/**
 * Requests the server has not answered, in the order they were made. After a cut they are sent again;
 * the server knows their ids and answers a repeated one without doing it twice.
 */
export class Outbox {
  private readonly entries = new Map<string, Entry>();

  get messages(): ClientRequest[] {
    return [...this.entries.values()].map((entry) => entry.message);
  }

  /** Resolves once the server has stored it. */
  add(message: ClientRequest): Promise<void> {
    return new Promise((resolve, reject) => {
      this.entries.set(message.id, {message, resolve, reject});
    });
  }

  acknowledge(id: string): void {
    this.entries.get(id)?.resolve();
    this.entries.delete(id);
  }

  refuse(id: string, error: CodecraftError): void {
    this.entries.get(id)?.reject(error);
    this.entries.delete(id);
  }

  /** Gives up on everything: the connection will not come back. */
  abandon(error: CodecraftError): void {
    for (const id of [...this.entries.keys()]) this.refuse(id, error);
  }
}
