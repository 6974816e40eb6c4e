/** One file of a tar, with its place in the archive's bytes. */
export interface TarFile {
  /** As it is written there, with `/` between folders: `package/dist/index.js`. */
  path: string;
  start: number;
  size: number;
}

const blockSize = 512;
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
    const header = bytes.subarray(at, at + blockSize);
    const size = readOctal(header.subarray(124, 136));
    const start = at + blockSize;
    if (start + size > bytes.length) throw new RangeError('The archive ends in the middle of a file.');
    const type = String.fromCharCode(header[156]!);
    const contents = bytes.subarray(start, start + size);
    if (type === 'x') longPath = paxPath(contents) ?? longPath;
    else if (type === 'L') longPath = readText(contents);
    else {
      if (type === '0' || type === '\0') files.push({path: longPath ?? ustarPath(header), start, size});
      if (type !== 'g') longPath = undefined;
    }
    at = start + Math.ceil(size / blockSize) * blockSize;
  }
  if (files.length === 0) throw new RangeError('The archive has no files.');
  return files;
}

function ustarPath(header: Uint8Array): string {
  const name = readText(header.subarray(0, 100));
  const isUstar = readText(header.subarray(257, 262)) === 'ustar';
  const prefix = isUstar ? readText(header.subarray(345, 500)) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

/** Records are `<length> <key>=<value>\n`; the length counts the whole record in bytes. */
function paxPath(records: Uint8Array): string | undefined {
  for (let at = 0; at < records.length; ) {
    const space = records.indexOf(32, at);
    const length = Number(decoder.decode(records.subarray(at, space)));
    if (space < 0 || !(length > 0)) throw new RangeError('The archive has a broken header.');
    const record = decoder.decode(records.subarray(space + 1, at + length - 1));
    if (record.startsWith('path=')) return record.slice('path='.length);
    at += length;
  }
  return undefined;
}

function readOctal(field: Uint8Array): number {
  const text = readText(field).trim();
  const value = text === '' ? 0 : Number.parseInt(text, 8);
  if (!/^[0-7]*$/.test(text) || !Number.isSafeInteger(value)) throw new RangeError('This is not a tar.');
  return value;
}

/** Up to the first zero byte. */
function readText(field: Uint8Array): string {
  const end = field.indexOf(0);
  return decoder.decode(end < 0 ? field : field.subarray(0, end));
}
