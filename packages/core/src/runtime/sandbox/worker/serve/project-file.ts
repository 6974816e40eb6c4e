import type {FetchReply} from '../../answer-protocol.js';
import type {FileSystem} from '../files/file-system.js';
import {mediaTypeOf} from '../files/media-types.js';
import {baseName, normalizePath} from '../files/paths.js';
import type {PageRequest} from './page-origin.js';

/** The file that a request for `path` means: from `public/` first, as Vite does, then from the project. */
export function findServedFile(files: FileSystem, path: string): string | undefined {
  const normalized = normalizePath(decode(path));
  // Secrets are for the build, not for the page.
  if (baseName(normalized).startsWith('.env')) return undefined;
  return [`/public${normalized}`, normalized].find((candidate) => files.isFile(candidate));
}

/** The files that may be the page for an address: the file itself, `name.html`, or the folder's `index.html`. */
export function pagesFor(pathname: string): string[] {
  const path = normalizePath(decode(pathname));
  const stem = path === '/' ? '' : path;
  const pages = [path, `${stem}.html`, `${stem}/index.html`].filter((page) => /\.html?$/.test(page));
  return [...pages, ...pages.map((page) => `/public${page}`)];
}

export function findPage(files: FileSystem, pathname: string): string | undefined {
  return pagesFor(pathname).find((page) => files.isFile(page));
}

export interface ServedFile extends FetchReply {
  /** The file that was sent. */
  file?: string;
}

const notAllowed: ServedFile = {status: 405, headers: [['content-type', 'text/plain']], body: null};

/** Answers a request as a server of files does. */
export function serveRequest(files: FileSystem, {method, address}: PageRequest): ServedFile {
  const isRead = method === 'GET' || method === 'HEAD';
  return isRead ? serveFile(files, address.replace(/[?#].*$/, '')) : notAllowed;
}

function serveFile(files: FileSystem, path: string): ServedFile {
  const file = findServedFile(files, path);
  if (file === undefined) {
    return {
      status: 404,
      headers: [['content-type', 'text/plain']],
      body: encode(`There is no file ${path}.`),
    };
  }
  // A copy: the reply is transferred, and the file must stay.
  const body = Uint8Array.from(files.readBytes(file));
  return {status: 200, headers: [['content-type', mediaTypeOf(file)]], body, file};
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
