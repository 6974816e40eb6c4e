import {CodecraftError, type ErrorCode} from '@codecraft/core/errors';
import type {Problem} from '@codecraft/core/protocol';
import type {ContentfulStatusCode} from 'hono/utils/http-status';
import {StaleError} from '../room/stale-error.js';

/** An input error that names the field of the body it is about. */
export class FieldError extends CodecraftError {
  readonly field: string;

  constructor(field: string, message: string) {
    super('invalid-input', message);
    this.field = field;
  }
}

/** A failure as RFC 9457 problem details. What is not ours says nothing about itself. */
export function problemOf(error: unknown, requestId: string): Problem {
  const known =
    error instanceof CodecraftError
      ? error
      : new CodecraftError('internal', 'The server could not do this. Try again in a moment.');
  const field = known instanceof FieldError ? known.field : fieldOfCode[known.code];
  return {
    type: 'about:blank',
    title: titles[known.code] ?? 'Error',
    status: statusOf(known.code),
    code: known.code,
    detail: known.message,
    requestId,
    ...(field && {field}),
    ...(known instanceof StaleError && {version: known.version}),
  };
}

const fieldOfCode: Partial<Record<ErrorCode, string>> = {'email-taken': 'email'};

const statuses: Partial<Record<ErrorCode, ContentfulStatusCode>> = {
  'invalid-input': 400,
  'invalid-path': 400,
  'not-signed-in': 401,
  'wrong-credentials': 401,
  forbidden: 403,
  'origin-refused': 403,
  'not-found': 404,
  'already-exists': 409,
  'email-taken': 409,
  conflict: 409,
  'too-large': 413,
  'limit-reached': 409,
  'rate-limited': 429,
  unavailable: 503,
  'package-missing': 404,
  unsupported: 422,
};

export function statusOf(code: ErrorCode): ContentfulStatusCode {
  return statuses[code] ?? 500;
}

const titles: Partial<Record<ErrorCode, string>> = {
  'invalid-input': 'Invalid input',
  'invalid-path': 'Invalid path',
  'not-signed-in': 'Not signed in',
  'wrong-credentials': 'Wrong credentials',
  forbidden: 'Forbidden',
  'origin-refused': 'Origin refused',
  'not-found': 'Not found',
  'already-exists': 'Already exists',
  'email-taken': 'E-mail taken',
  conflict: 'Conflict',
  'too-large': 'Too large',
  'limit-reached': 'Limit reached',
  'rate-limited': 'Too many requests',
  unavailable: 'Unavailable',
  'package-missing': 'Package missing',
  unsupported: 'Not supported',
  internal: 'Internal error',
};
