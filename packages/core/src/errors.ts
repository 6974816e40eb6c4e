/**
 * Why something was refused or failed. Stable: programs may branch on these; sentences may change.
 *
 * The wire carries a code, a safe sentence and a request id. Stacks stay in the server's log.
 */
export const errorCodes = [
  // asking
  'invalid-input',
  'invalid-path',
  'too-large',
  'limit-reached',
  'rate-limited',
  'not-found',
  'already-exists',
  'conflict',
  // who you are
  'not-signed-in',
  'wrong-credentials',
  'email-taken',
  'forbidden',
  'origin-refused',
  // the wire
  'protocol-mismatch',
  'connection-lost',
  'unavailable',
  'internal',
  // AI
  'reply-unreadable',
  'model-failed',
  'model-stopped',
  // running code
  'package-missing',
  'unsupported',
  'compile-failed',
  'runtime-failed',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** The one error of this library. `message` says what happened, to what, and what to try. */
export class CodecraftError extends Error {
  override readonly name: string = 'CodecraftError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** True for a string that is one of our codes; a newer server may send one this client does not know. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && (errorCodes as readonly string[]).includes(value);
}
