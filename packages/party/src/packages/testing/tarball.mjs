// @ts-check
import {gzipSync} from 'node:zlib';

const blockBytes = 512;

/**
 * A package as npm packs it: a gzipped tar with everything below `package/`.
 *
 * @param {Record<string, string | Buffer>} files contents by path
 */
export function packTarball(files) {
  const blocks = Object.entries(files).flatMap(([path, contents]) => {
    const body = Buffer.from(contents);
    return [header(`package/${path}`, body.length), body, Buffer.alloc(-body.length & (blockBytes - 1))];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(2 * blockBytes)]));
}

/** @param {string} path @param {number} bytes */
function header(path, bytes) {
  const block = Buffer.alloc(blockBytes);
  const [folder, name] = splitPath(path);
  block.write(name, 0);
  block.write('0000644\0', 100);
  block.write(`${bytes.toString(8).padStart(11, '0')}\0`, 124);
  block.write('        ', 148); // the checksum counts itself as blanks
  block.write('0', 156);
  block.write('ustar\x0000', 257);
  block.write(folder, 345);
  const checksum = block.reduce((sum, byte) => sum + byte, 0);
  block.write(`${checksum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

/**
 * A path of more than a hundred bytes has its folder in another field.
 *
 * @param {string} path
 * @returns {[folder: string, name: string]}
 */
function splitPath(path) {
  const cut = path.length > 100 ? path.indexOf('/', path.length - 101) : -1;
  return cut < 0 ? ['', path] : [path.slice(0, cut), path.slice(cut + 1)];
}
