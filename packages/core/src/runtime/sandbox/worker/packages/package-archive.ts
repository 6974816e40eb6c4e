import {readTar} from './tar-reader.js';

/** Where each file of a package lies in its archive. As it is stored, so plain data only. */
export interface ArchiveIndex {
  /** Below the package's folder: `dist/index.js`. */
  paths: string[];
  starts: Uint32Array;
  sizes: Uint32Array;
  /** Every package.json in it, by path: resolving reads them all the time. */
  manifests: Record<string, string>;
}

const decoder = new TextDecoder();

/** The files of one version of a package, unpacked but lying in one piece, in memory or on disk. */
export class PackageArchive {
  readonly integrity: string;
  readonly index: ArchiveIndex;
  #contents: Uint8Array<ArrayBuffer> | Blob;

  constructor(integrity: string, index: ArchiveIndex, contents: Uint8Array<ArrayBuffer> | Blob) {
    this.integrity = integrity;
    this.index = index;
    this.#contents = contents;
  }

  /** @throws RangeError where the bytes are no tar of a package */
  static fromTar(integrity: string, tar: Uint8Array<ArrayBuffer>): PackageArchive {
    const files = readTar(tar);
    const paths = files.map(({path}) => pathInPackage(path));
    const manifests = files.flatMap(({start, size}, number): [string, string][] => {
      const path = paths[number]!;
      const isManifest = path === 'package.json' || path.endsWith('/package.json');
      return isManifest ? [[path, decoder.decode(tar.subarray(start, start + size))]] : [];
    });
    const index: ArchiveIndex = {
      paths,
      starts: Uint32Array.from(files, ({start}) => start),
      sizes: Uint32Array.from(files, ({size}) => size),
      manifests: Object.fromEntries(manifests),
    };
    return new PackageArchive(integrity, index, tar);
  }

  get contents(): Uint8Array<ArrayBuffer> | Blob {
    return this.#contents;
  }

  /** Frees the memory: from now on what is asked for is read from the disk. */
  leaveOnDisk(contents: Blob): void {
    this.#contents = contents;
  }

  loadIntoMemory(): void {
    if (this.#contents instanceof Blob) this.#contents = readBlob(this.#contents);
  }

  /** @param number of the file in the index */
  read(number: number): Uint8Array | string {
    const {paths, starts, sizes, manifests} = this.index;
    const path = paths[number]!;
    if (Object.hasOwn(manifests, path)) return manifests[path]!;
    const start = starts[number]!;
    const end = start + sizes[number]!;
    if (this.#contents instanceof Uint8Array) return this.#contents.subarray(start, end);
    return readBlob(this.#contents.slice(start, end));
  }
}

/** Workers may wait for a disk. The compiler is given the types of a window, so it does not know. */
declare class FileReaderSync {
  readAsArrayBuffer(blob: Blob): ArrayBuffer;
}

function readBlob(blob: Blob): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new FileReaderSync().readAsArrayBuffer(blob));
}

/** Without the first folder, which npm ignores whatever it is called. */
function pathInPackage(path: string): string {
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  if (segments.length < 2 || segments.includes('..')) {
    throw new RangeError(`A file of it would be written to ${JSON.stringify(path)}.`);
  }
  return segments.slice(1).join('/');
}
