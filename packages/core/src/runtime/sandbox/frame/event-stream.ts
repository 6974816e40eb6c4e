/** What an event stream holds. */
export interface EventStreamEvents {
  event: (type: string, data: string, lastEventId: string) => void;
  /** How long to wait before connecting again. */
  retry: (milliseconds: number) => void;
}

/** Reads an event stream (https://html.spec.whatwg.org/#event-stream-interpretation), whose text comes in any parts. */
export class EventStreamParser {
  readonly #on: EventStreamEvents;
  /** A line that has not ended. */
  #rest = '';
  #endsInReturn = false;
  #type = '';
  #data = '';
  #id: string;

  /** @param id of the last event of the connection before */
  constructor(id: string, on: EventStreamEvents) {
    this.#id = id;
    this.#on = on;
  }

  push(text: string): void {
    if (text === '') return;
    // The other half of a line end.
    const more = this.#endsInReturn && text.startsWith('\n') ? text.slice(1) : text;
    this.#endsInReturn = text.endsWith('\r');
    const lines = (this.#rest + more).split(/\r\n|\r|\n/);
    this.#rest = lines.pop()!;
    for (const line of lines) this.#read(line);
  }

  #read(line: string): void {
    if (line === '') return this.#dispatch();
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line)!;
    if (field === 'event') this.#type = value;
    else if (field === 'data') this.#data += `${value}\n`;
    else if (field === 'id' && !value.includes('\0')) this.#id = value;
    else if (field === 'retry' && /^\d+$/.test(value)) this.#on.retry(Number(value));
  }

  #dispatch(): void {
    const type = this.#type || 'message';
    const data = this.#data;
    this.#type = this.#data = '';
    if (data !== '') this.#on.event(type, data.slice(0, -1), this.#id);
  }
}
