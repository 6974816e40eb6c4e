import {CodecraftError} from '../errors.js';
import {limits} from '../protocol/limits.js';
import {utf8Length} from '../protocol/utf8-length.js';

/** Cc, the line separators, and the marks that reverse the order in which a name is read. */
const invisible = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const loneSurrogate = /\p{Cs}/u;

/**
 * Accepts a path exactly as it is, or refuses it; nothing is ever trimmed, resolved or replaced.
 * A path is relative to the project and written with `/`, such as `src/App.tsx`.
 *
 * @throws CodecraftError `invalid-path` with the reason.
 */
export function checkPath(path: string): void {
  const reason = reasonAgainst(path);
  if (reason) throw new CodecraftError('invalid-path', reason);
}

/** The folder a path lies in, `''` for the project itself. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The last segment: `App.tsx` of `src/App.tsx`. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** What follows the last dot of the name, with the dot: `.tsx`. `''` for `Makefile` and for `.gitignore`. */
export function extensionOf(path: string): string {
  const name = nameOf(path);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot) : '';
}

/** The folders a path lies in, outermost first: `a` and `a/b` of `a/b/c.ts`. */
export function ancestorsOf(path: string): string[] {
  const ancestors: string[] = [];
  for (let slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
    ancestors.push(path.slice(0, slash));
  }
  return ancestors;
}

/** A path as a sentence can show it: quoted, shortened, and with what is invisible made visible. */
export function quotePath(path: string): string {
  const start = [...path.slice(0, 200)];
  const shown = start.slice(0, 80).map((character) => {
    const isVisible = !invisible.test(character) && !loneSurrogate.test(character);
    return isVisible ? character : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
  return `“${shown.join('')}${start.length > 80 ? '…' : ''}”`;
}

function reasonAgainst(path: string): string | undefined {
  if (path === '') return 'A path is empty. Give the file a name.';
  const quoted = quotePath(path);
  // A UTF-16 unit takes at least one byte, so that a hostile length is never encoded to be measured.
  if (path.length > limits.maxPathBytes || utf8Length(path) > limits.maxPathBytes) {
    return `The path ${quoted} is longer than ${limits.maxPathBytes} bytes. Choose a shorter one.`;
  }
  if (loneSurrogate.test(path)) return `The path ${quoted} is not well-formed Unicode. Write it anew.`;
  if (invisible.test(path)) return `The path ${quoted} has a character that cannot be seen. Write it anew.`;
  if (path.includes('\\')) return `The path ${quoted} has a backslash. Separate folders with “/”.`;
  if (path.startsWith('/')) return `The path ${quoted} starts with “/”. Paths begin at the project.`;
  if (path.endsWith('/')) return `The path ${quoted} ends with “/”. Give the file a name.`;
  for (const segment of path.split('/')) {
    const reason = reasonAgainstSegment(segment, quoted);
    if (reason) return reason;
  }
  return undefined;
}

function reasonAgainstSegment(segment: string, quoted: string): string | undefined {
  if (segment === '') return `The path ${quoted} has an empty folder name. Write “/” once.`;
  if (segment === '.' || segment === '..') {
    return `The path ${quoted} contains “${segment}”. Write the whole path from the project.`;
  }
  if (utf8Length(segment) > limits.maxPathSegmentBytes) {
    return `A name in ${quoted} is longer than ${limits.maxPathSegmentBytes} bytes. Choose a shorter one.`;
  }
  // A tree is a plain object by name, and these names lead to what every object inherits.
  if (segment in Object.prototype) {
    return `The name “${segment}” is reserved in JavaScript. Choose another name for ${quoted}.`;
  }
  return undefined;
}
