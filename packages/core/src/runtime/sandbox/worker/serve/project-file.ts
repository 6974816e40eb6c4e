import type {FileSystem} from '../files/file-system.js';
import {mediaTypeOf} from '../files/media-types.js';
import {baseName, normalizePath} from '../files/paths.js';

/** The file that a request for `path` means: from `public/` first, as Vite does, then from the project. */
export function findServedFile(files: FileSystem, path: string): string | undefined {
  const normalized = normalizePath(decode(path));
  // Secrets are for the build, not for the page.
  if (baseName(normalized).startsWith('.env')) return undefined;
  return [`/public${normalized}`, normalized].find((candidate) => files.isFile(candidate));
}

/** The page for an address: the file itself, `name.html`, or the folder's `index.html`. */
export function findPage(files: FileSystem, pathname: string): string | undefined {
  const path = normalizePath(decode(pathname));
  const stem = path === '/' ? '' : path;
  const candidates = [path, `${stem}.html`, `${stem}/index.html`];
  const page = candidates.find((candidate) => /\.html?$/.test(candidate) && files.isFile(candidate));
  return (
    page ??
    candidates
      .map((candidate) => `/public${candidate}`)
      .find((one) => /\.html?$/.test(one) && files.isFile(one))
  );
}

export function serveFile(
  files: FileSystem,
  path: string,
): {status: number; headers: [string, string][]; body: Uint8Array<ArrayBuffer>} {
  const found = findServedFile(files, path);
  if (found === undefined) {
    return {
      status: 404,
      headers: [['content-type', 'text/plain']],
      body: encode(`There is no file ${path}.`),
    };
  }
  // A copy: the reply is transferred, and the file must stay.
  return {
    status: 200,
    headers: [['content-type', mediaTypeOf(found)]],
    body: Uint8Array.from(files.readBytes(found)),
  };
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(new TextEncoder().encode(text));
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // A stray % is part of the name.
    return path;
  }
}
