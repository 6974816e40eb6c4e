const sentences: Record<string, {errno: number; text: string}> = {
  ENOENT: {errno: -2, text: 'no such file or directory'},
  EEXIST: {errno: -17, text: 'file already exists'},
  ENOTDIR: {errno: -20, text: 'not a directory'},
  EISDIR: {errno: -21, text: 'illegal operation on a directory'},
  ENOTEMPTY: {errno: -39, text: 'directory not empty'},
  EBADF: {errno: -9, text: 'bad file descriptor'},
  EINVAL: {errno: -22, text: 'invalid argument'},
  EPERM: {errno: -1, text: 'operation not permitted'},
};

/** An error of the operating system as Node words it: `ENOENT: no such file or directory, open '/a'`. */
export function systemError(code: string, syscall: string, path?: string, to?: string): Error {
  const {errno, text} = sentences[code]!;
  const place = (path === undefined ? '' : ` '${path}'`) + (to === undefined ? '' : ` -> '${to}'`);
  const error = new Error(`${code}: ${text}, ${syscall}${place}`);
  return Object.assign(error, {errno, code, syscall, ...(path !== undefined && {path})});
}

/** An argument of the wrong type, as Node words it. */
export function argumentError(name: string, expected: string, value: unknown): TypeError {
  const received = value === null ? 'null' : typeof value;
  return Object.assign(new TypeError(`The "${name}" argument must be ${expected}. Received ${received}`), {
    code: 'ERR_INVALID_ARG_TYPE',
  });
}
