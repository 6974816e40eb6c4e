import type {FileSystemTree} from '../files/tree.js';
import {treeFiles} from '../files/tree-files.js';

interface Entry {
  name: Uint8Array;
  contents: Uint8Array;
  packed: Uint8Array;
  checksum: number;
  offset: number;
}

const localHeader = 0x04034b50;
const centralHeader = 0x02014b50;
const endOfDirectory = 0x06054b50;
const version = 20;
/** Names are UTF-8. */
const flags = 0x0800;
const deflate = 8;
/** 1 January 1980, the first day that the format knows: the same files make the same archive. */
const firstDay = 0x0021;

/** The files of a tree as a zip archive, by https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */
export async function zipTree(tree: FileSystemTree): Promise<Uint8Array> {
  const entries: Entry[] = [];
  const parts: Uint8Array[] = [];
  let offset = 0;
  const append = (...chunks: Uint8Array[]) => {
    parts.push(...chunks);
    for (const chunk of chunks) offset += chunk.length;
  };
  for (const [path, written] of treeFiles(tree)) {
    const contents = typeof written === 'string' ? new TextEncoder().encode(written) : written;
    const name = new TextEncoder().encode(path);
    const packed = await deflateRaw(contents);
    const entry = {name, contents, packed, checksum: crc32(contents), offset};
    entries.push(entry);
    append(header([4, localHeader], ...fields(entry), [2, 0]), name, packed);
  }
  const directory = offset;
  for (const entry of entries) {
    const {name, offset} = entry;
    // Made by this version; no comment, first disk, no attributes.
    const rest = [
      [2, 0],
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, offset],
    ] as const;
    append(header([4, centralHeader], [2, version], ...fields(entry), ...rest), name);
  }
  const count = entries.length;
  append(
    header(
      [4, endOfDirectory],
      [2, 0],
      [2, 0],
      [2, count],
      [2, count],
      [4, offset - directory],
      [4, directory],
      [2, 0],
    ),
  );
  return new Uint8Array(await new Blob(parts.map((part) => Uint8Array.from(part))).arrayBuffer());
}

/** What both headers of a file say, up to the length of its name. */
function fields({name, contents, packed, checksum}: Entry): Field[] {
  return [
    [2, version],
    [2, flags],
    [2, deflate],
    [2, 0],
    [2, firstDay],
    [4, checksum],
    [4, packed.length],
    [4, contents.length],
    [2, name.length],
  ];
}

type Field = readonly [bytes: 2 | 4, value: number];

function header(...values: Field[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.reduce((sum, [bytes]) => sum + bytes, 0)));
  let at = 0;
  for (const [bytes, value] of values) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += bytes;
  }
  return new Uint8Array(view.buffer);
}

async function deflateRaw(contents: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([Uint8Array.from(contents)])
    .stream()
    .pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const crcTable = Uint32Array.from({length: 256}, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ crcTable[(crc ^ byte) & 0xff]!;
  return (crc ^ 0xffffffff) >>> 0;
}
