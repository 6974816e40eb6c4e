import {expect, test} from 'vitest';
import {encodeClose, encodeFrame, FrameError, FrameReader} from './web-socket-frames.js';
import {Receiver, Sender} from './ws-codec.test-support.js';

type Bytes = Uint8Array<ArrayBuffer>;

const limit = 1000;

/** What a server sends: bytes as they are, with the given head. */
const frame = (first: number, payload: readonly number[] = [], second = payload.length) =>
  Uint8Array.of(first, second, ...payload);
const bytesOf = (text: string) => new TextEncoder().encode(text);

function read(parts: Iterable<Uint8Array>): unknown[] {
  const found: unknown[] = [];
  const reader = new FrameReader(limit, {
    message: (data) => found.push(typeof data === 'string' ? data : [...data]),
    ping: (payload) => found.push({ping: [...payload]}),
    close: (code, reason) => found.push({code, reason}),
  });
  for (const part of parts) reader.push(part);
  return found;
}

const cases: [name: string, bytes: Bytes, found: unknown[]][] = [
  ['a text', frame(0x81, [...bytesOf('Hé')]), ['Hé']],
  ['bytes', frame(0x82, [0, 255]), [[0, 255]]],
  ['an empty message', frame(0x81), ['']],
  ['a ping and a pong', join(frame(0x89, [1]), frame(0x8a, [2])), [{ping: [1]}]],
  [
    'a message in three frames, with a ping between them and a letter across two',
    join(frame(0x01, [0x48, 0xc3]), frame(0x89), frame(0x00, [0xa9]), frame(0x80, [0x21])),
    [{ping: []}, 'Hé!'],
  ],
  ['two messages', join(frame(0x81, [65]), frame(0x82, [66])), ['A', [66]]],
  [
    'a length of two bytes',
    join(frame(0x81, [], 126), Uint8Array.of(0, 200), new Uint8Array(200).fill(65)),
    ['A'.repeat(200)],
  ],
  ['a close', frame(0x88, [0x0f, 0xa0, ...bytesOf('bye')]), [{code: 4000, reason: 'bye'}]],
  ['a close without a code', frame(0x88), [{code: 1005, reason: ''}]],
];

test.each(cases)('RT-S8 reads %s', (_, bytes, found) => {
  expect(read([bytes])).toEqual(found);
  expect(read([...bytes].map((byte) => Uint8Array.of(byte))), 'one byte at a time').toEqual(found);
});

test.each([
  ['a reserved bit', frame(0xc1, [65]), 1002],
  ['a masked frame', frame(0x81, [0, 0, 0, 0], 0x80), 1002],
  ['an unknown kind', frame(0x83), 1002],
  ['a control frame in parts', frame(0x09), 1002],
  ['a control frame of 126 bytes', join(frame(0x89, [], 126), Uint8Array.of(0, 126)), 1002],
  ['a continuation of nothing', frame(0x80, [65]), 1002],
  ['a message within a message', join(frame(0x01, [65]), frame(0x81, [65])), 1002],
  ['a close of one byte', frame(0x88, [3]), 1002],
  ['a code that may not be sent', frame(0x88, [0x03, 0xee]), 1002],
  ['text that is no UTF-8', frame(0x81, [0xff]), 1007],
  [
    'a length that is too large, before any of it came',
    join(frame(0x82, [], 127), new Uint8Array(8).fill(1)),
    1009,
  ],
  [
    'parts that are too large together',
    join(
      frame(0x02, [], 126),
      Uint8Array.of(3, 132),
      new Uint8Array(900),
      frame(0x80, [], 126),
      Uint8Array.of(3, 132),
    ),
    1009,
  ],
])('RT-S8 refuses %s', (_, bytes, code) => {
  expect(() => read([bytes])).toThrow(FrameError);
  expect(codeOf(() => read([bytes]))).toBe(code);
});

test.each([0, 125, 126, 65_535, 65_536])(
  'RT-S8 the package ws reads what is written, of %d bytes',
  async (length) => {
    const receiver = new Receiver({isServer: true});
    const messages: [Buffer, boolean][] = [];
    receiver.on('message', (data: Buffer, isBinary: boolean) => messages.push([data, isBinary]));
    const closed = new Promise((resolve) =>
      receiver.on('conclude', (...said: [number, Buffer]) => resolve(said.map(String))),
    );
    const payload = new Uint8Array(length).map((_, at) => at);
    receiver.write(encodeFrame('binary', payload));
    receiver.write(encodeFrame('text', bytesOf('é'.repeat(length / 2))));
    receiver.write(encodeClose(4001, 'bye'));
    expect(await closed).toEqual(['4001', 'bye']);
    expect(
      messages.map(([data, isBinary]) => [isBinary, isBinary ? data.equals(payload) : String(data)]),
    ).toEqual([
      [true, true],
      [false, 'é'.repeat(length / 2)],
    ]);
  },
);

test('RT-S8 what the package ws writes is read', () => {
  const written: Uint8Array[] = [];
  const socket = {
    write: (bytes: Buffer | string) => written.push(Buffer.from(bytes as string)),
    cork: () => undefined,
    uncork: () => undefined,
  };
  const sender = new Sender(socket);
  const plain = {fin: true, mask: false, compress: false};
  sender.send('text', {...plain, binary: false});
  sender.send(Buffer.from([1, 2]), {...plain, binary: true});
  sender.ping(Buffer.from('p'), false, () => undefined);
  sender.close(1000, 'done', false, () => undefined);
  expect(read(written)).toEqual(['text', [1, 2], {ping: [112]}, {code: 1000, reason: 'done'}]);
});

function join(...parts: Uint8Array[]): Bytes {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function codeOf(act: () => unknown): number | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return error instanceof FrameError ? error.code : undefined;
  }
}
