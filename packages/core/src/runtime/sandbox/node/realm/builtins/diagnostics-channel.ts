type Subscriber = (message: unknown, name: string) => void;

/** `diagnostics_channel.Channel` */
class Channel {
  readonly name: string;
  readonly #subscribers = new Set<Subscriber>();

  constructor(name: string) {
    this.name = name;
  }

  get hasSubscribers(): boolean {
    return this.#subscribers.size > 0;
  }

  subscribe(subscriber: Subscriber): void {
    this.#subscribers.add(subscriber);
  }

  unsubscribe(subscriber: Subscriber): boolean {
    return this.#subscribers.delete(subscriber);
  }

  publish(message: unknown): void {
    for (const subscriber of this.#subscribers) subscriber(message, this.name);
  }
}

const channels = new Map<string, Channel>();

function channel(name: string): Channel {
  const known = channels.get(name) ?? new Channel(name);
  channels.set(name, known);
  return known;
}

/** The five channels of one operation. Without somebody who listens the operation just runs. */
function tracingChannel(name: string) {
  const run = (
    call: (...args: unknown[]) => unknown,
    _context?: object,
    self?: unknown,
    ...args: unknown[]
  ) => call.apply(self, args);
  return {
    ...Object.fromEntries(
      ['start', 'end', 'asyncStart', 'asyncEnd', 'error'].map((kind) => [
        kind,
        channel(`tracing:${name}:${kind}`),
      ]),
    ),
    hasSubscribers: false,
    traceSync: run,
    tracePromise: run,
    traceCallback: (
      call: (...args: unknown[]) => unknown,
      _position?: number,
      ...rest: [object?, unknown?]
    ) => run(call, ...rest),
  };
}

/** `node:diagnostics_channel` */
export const diagnosticsChannel = {
  Channel,
  channel,
  tracingChannel,
  hasSubscribers: (name: string) => channel(name).hasSubscribers,
  subscribe: (name: string, subscriber: Subscriber) => channel(name).subscribe(subscriber),
  unsubscribe: (name: string, subscriber: Subscriber) => channel(name).unsubscribe(subscriber),
};
