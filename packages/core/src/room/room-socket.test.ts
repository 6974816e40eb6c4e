import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {closeCodes} from '../protocol/index.js';
import {openRoomSocket, type RoomSocket} from './room-socket.js';

/** The browser's socket, opened and closed by the test, on a clock that the test moves. */
class FakeWebSocket extends EventTarget {
  static readonly OPEN = 1;
  static opened: FakeWebSocket[] = [];
  readonly url: string;
  readonly sentAt = Date.now();
  readyState = 0;
  binaryType = 'blob';

  constructor(url: string) {
    super();
    this.url = url;
    FakeWebSocket.opened.push(this);
  }

  open(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }

  /** Named as the browser's: the far end calls it too. */
  close(code = 1006): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.dispatchEvent(Object.assign(new Event('close'), {code, reason: '', wasClean: code !== 1006}));
  }
}

const attempts = () => FakeWebSocket.opened;
const latest = () => attempts().at(-1)!;
const network = new EventTarget();
const final: boolean[] = [];
let asked: number;
let socket: RoomSocket;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeWebSocket);
  vi.stubGlobal('addEventListener', network.addEventListener.bind(network));
  vi.stubGlobal('removeEventListener', network.removeEventListener.bind(network));
});
afterEach(() => {
  socket.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** @param chance What `Math.random()` answers, 0 to 1. */
async function start(chance = 0.5): Promise<void> {
  vi.spyOn(Math, 'random').mockReturnValue(chance);
  FakeWebSocket.opened = [];
  final.length = 0;
  asked = 0;
  const address = () => Promise.resolve(`ws://room.test/?ticket=${++asked}`);
  const onClose = ({isFinal}: {isFinal: boolean}) => void final.push(isFinal);
  socket = openRoomSocket(address, {onOpen: () => undefined, onMessage: () => undefined, onClose});
  await vi.advanceTimersByTimeAsync(0);
}

/** Ends the latest attempt, and answers how long it took until the next, in milliseconds. */
async function waitAfter(code?: number): Promise<number> {
  const endedAt = Date.now();
  const before = attempts().length;
  latest().close(code);
  while (attempts().length === before && vi.getTimerCount() > 0) await vi.advanceTimersToNextTimerAsync();
  return attempts().length > before ? latest().sentAt - endedAt : Number.POSITIVE_INFINITY;
}

async function waits(count: number): Promise<number[]> {
  const all: number[] = [];
  while (all.length < count) all.push(await waitAfter());
  return all;
}

describe('back-off', () => {
  it.each([0, 0.25, 0.5, 0.999])(
    'RC22 is within half a second and half a minute, by chance %d',
    async (chance) => {
      await start(chance);
      for (const wait of await waits(14)) {
        expect(wait).toBeGreaterThanOrEqual(500);
        expect(wait).toBeLessThanOrEqual(30_000);
      }
    },
  );

  it('RC22 grows to its longest, and goes on for ever', async () => {
    await start(0);
    const all = await waits(30);
    expect(all.slice(0, 4)).toEqual([500, 800, 1280, 2048]);
    for (const [index, wait] of all.entries()) expect(wait).toBeGreaterThanOrEqual(all[index - 1] ?? 0);
    expect(all.slice(-20)).toEqual(Array(20).fill(30_000));
  });

  it('RC22 differs from client to client, also where it is longest', async () => {
    await start(0.2);
    const one = await waits(14);
    socket.close();
    await start(0.8);
    const other = await waits(14);
    for (const [index, wait] of one.entries()) expect(wait).not.toBe(other[index]);
  });

  it('RC23 begins anew after a connection that held, and not after one that broke at once', async () => {
    await start(0);
    await waits(6);
    latest().open();
    await vi.advanceTimersByTimeAsync(1000);
    expect(await waitAfter()).toBeGreaterThan(5000);
    latest().open();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await waitAfter()).toBe(500);
  });

  it('RC23 asks for an address before each attempt', async () => {
    await start();
    await waits(3);
    expect(attempts().map(({url}) => url)).toEqual(
      [1, 2, 3, 4].map((ticket) => `ws://room.test/?ticket=${ticket}`),
    );
  });
});

it('RC24 there is no attempt after a close that says not to come back, whatever is asked', async () => {
  for (const code of [closeCodes.forbidden, closeCodes.notFound, closeCodes.tooManySockets]) {
    await start();
    latest().open();
    expect(await waitAfter(code)).toBe(Number.POSITIVE_INFINITY);
    expect(final).toEqual([true]);
    network.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(attempts()).toHaveLength(1);
  }
});

describe('trying at once', () => {
  it.each([
    ['when it is asked for', () => socket.reconnect()],
    ['when the browser is online again', () => network.dispatchEvent(new Event('online'))],
  ])('RC25 %s, instead of at the end of the wait', async (_when, tryNow) => {
    await start();
    await waits(8);
    latest().close();
    await vi.advanceTimersByTimeAsync(1000);
    expect(attempts()).toHaveLength(9);
    tryNow();
    await vi.advanceTimersByTimeAsync(0);
    expect(attempts()).toHaveLength(10);
    latest().open();
    // The wait that was given up ends: it takes no ticket and makes no second socket.
    await vi.advanceTimersByTimeAsync(60_000);
    expect(attempts()).toHaveLength(10);
    expect(asked).toBe(10);
  });

  it('RC25 leaves a connection alone that is open', async () => {
    await start();
    latest().open();
    socket.reconnect();
    network.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(attempts()).toHaveLength(1);
    expect(latest().readyState).toBe(1);
  });

  it('RC25 does nothing once the client has closed it', async () => {
    await start();
    socket.close();
    network.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(attempts()).toHaveLength(1);
  });
});
