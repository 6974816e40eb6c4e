/**
 * Unpacks gzip.
 *
 * @returns undefined where it would be more than `maxBytes`
 * @throws TypeError where the bytes are no gzip or are cut off
 */
export async function gunzip(
  packed: Uint8Array<ArrayBuffer>,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const announced = announcedSize(packed);
  if (announced > maxBytes) return undefined;
  let unpacked = new Uint8Array(announced);
  let size = 0;
  const gzip = new DecompressionStream('gzip');
  const reader = gzip.readable.getReader();
  const writer = gzip.writable.getWriter();
  // Broken gzip fails the reading, too, and is told there.
  writer.write(packed).catch(() => undefined);
  writer.close().catch(() => undefined);
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    const end = size + next.value.length;
    if (end > maxBytes) {
      await reader.cancel();
      return undefined;
    }
    if (end > unpacked.length) unpacked = grown(unpacked, Math.min(maxBytes, end * 2));
    unpacked.set(next.value, size);
    size = end;
  }
  return unpacked.subarray(0, size);
}

/** The last four bytes tell the size, modulo 2³²; a liar only makes us copy. https://www.rfc-editor.org/rfc/rfc1952 */
function announcedSize(packed: Uint8Array): number {
  if (packed.length < 18) return 0;
  return new DataView(packed.buffer, packed.byteOffset).getUint32(packed.length - 4, true);
}

function grown(bytes: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(length);
  larger.set(bytes);
  return larger;
}
