import {describe, expect, it} from 'vitest';
import {type DocumentFrame, decodeDocumentFrame, encodeDocumentFrame} from './document-frames.js';

const fileId = 'app000000000';
const bytes = new Uint8Array([0, 1, 127, 128, 255]);

const frames: DocumentFrame[] = [
  {kind: 'open', fileId, stateVector: bytes},
  {kind: 'state', fileId, stateVector: bytes, update: new Uint8Array()},
  {kind: 'update', fileId, number: 0, update: bytes},
  {kind: 'update', fileId, number: 4_000_000_000, update: bytes},
  {kind: 'acknowledged', fileId, number: 7},
  {kind: 'refused', fileId, number: 7, code: 'forbidden', message: 'Only members edit.'},
];

describe('document frames', () => {
  it.each(frames)('PR5 $kind comes back as it was sent', (frame) => {
    expect(decodeDocumentFrame(encodeDocumentFrame(frame))).toEqual(frame);
  });

  it.each(frames)('PR6 $kind cut anywhere, or with bytes after it, is refused', (frame) => {
    const whole = encodeDocumentFrame(frame);
    for (let length = 0; length < whole.length; length++) {
      expect(() => decodeDocumentFrame(whole.subarray(0, length))).toThrowError(
        expect.objectContaining({code: 'invalid-input'}),
      );
    }
    expect(() => decodeDocumentFrame(new Uint8Array([...whole, 0]))).toThrow('cannot be read');
  });

  it('PR7 any other bytes are refused, whatever they say of their length', () => {
    let seed = 1;
    const random = () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) / 0x7fffffff;
    let refused = 0;
    for (let round = 0; round < 5_000; round++) {
      const noise = Uint8Array.from({length: Math.floor(random() * 40)}, () => Math.floor(random() * 256));
      try {
        decodeDocumentFrame(noise);
      } catch (error) {
        expect(error).toMatchObject({code: 'invalid-input'});
        refused++;
      }
    }
    expect(refused).toBe(5_000);
  });

  it('PR8 a frame does not keep the message it came in', () => {
    const message = new Uint8Array(1024 * 1024);
    message.set(encodeDocumentFrame({kind: 'update', fileId, number: 1, update: bytes}));
    const whole = encodeDocumentFrame({kind: 'update', fileId, number: 1, update: bytes});
    const frame = decodeDocumentFrame(message.subarray(0, whole.length));
    expect(frame.kind === 'update' && frame.update.buffer.byteLength).toBe(bytes.length);
  });
});
