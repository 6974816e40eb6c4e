/** One file of a tar, with its place in the archive's bytes. */
export interface TarFile {
  /** As it is written there, with `/` between folders: `package/dist/index.js`. */
  path: string;
  start: number;
  size: number;
}

const blockSize = 512;
const blank = 32;
const digit0 = 48;
const decoder = new TextDecoder();

/**
 * Lists the files of a tar: ustar with the longer names of pax and GNU. Folders and links are left out; npm packs none
 * of them.
 *
 * https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html#tag_20_92_13
 *
 * @throws RangeError where the bytes are no tar, or end too early
 */
export function readTar(bytes: Uint8Array): TarFile[] {
  const files: TarFile[] = [];
  let longPath: string | undefined;
  for (let at = 0; at + blockSize <= bytes.length && bytes[at] !== 0; ) {
    const size = readOctal(bytes, at + 124, 12);
    const start = at + blockSize;
    if (start + size > bytes.length) throw new RangeError('The archive ends in the middle of a file.');
    const type = String.fromCharCode(bytes[at + 156]!);
    if (type === 'x') longPath = paxPath(bytes.subarray(start, start + size)) ?? longPath;
    else if (type === 'L') longPath = readText(bytes, start, size);
    else {
      if (type === '0' || type === '\0') files.push({path: longPath ?? ustarPath(bytes, at), start, size});
      if (type !== 'g') longPath = undefined;
    }
    at = start + Math.ceil(size / blockSize) * blockSize;
  }
  if (files.length === 0) throw new RangeError('The archive has no files.');
  return files;
}

function ustarPath(bytes: Uint8Array, header: number): string {
  const name = readText(bytes, header, 100);
  const hasPrefix = bytes[header + 345] !== 0 && readText(bytes, header + 257, 5) === 'ustar';
  return hasPrefix ? `${readText(bytes, header + 345, 155)}/${name}` : name;
}

/** Records are `<length> <key>=<value>\n`; the length counts the whole record in bytes. */
function paxPath(records: Uint8Array): string | undefined {
  for (let at = 0; at < records.length; ) {
    const space = records.indexOf(blank, at);
    const length = Number(decoder.decode(records.subarray(at, space)));
    if (space < 0 || !(length > 0)) throw new RangeError('The archive has a broken header.');
    const record = decoder.decode(records.subarray(space + 1, at + length - 1));
    if (record.startsWith('path=')) return record.slice('path='.length);
    at += length;
  }
  return undefined;
}

/** Digits that spaces may stand before, and spaces or zero bytes after. */
function readOctal(bytes: Uint8Array, start: number, length: number): number {
  let at = start;
  const end = start + length;
  while (at < end && bytes[at] === blank) at++;
  let value = 0;
  for (; at < end && bytes[at] !== 0 && bytes[at] !== blank; at++) {
    const digit = bytes[at]! - digit0;
    if (digit < 0 || digit > 7) throw new RangeError('This is not a tar.');
    value = value * 8 + digit;
  }
  if (!Number.isSafeInteger(value)) throw new RangeError('This is not a tar.');
  return value;
}

/** Up to the first zero byte. */
function readText(bytes: Uint8Array, start: number, length: number): string {
  const zero = bytes.indexOf(0, start);
  return decoder.decode(bytes.subarray(start, zero < 0 ? start + length : Math.min(zero, start + length)));
}
