import {CodecraftError, type ErrorCode} from '../errors.js';

/** The server refused a request. */
export class ApiError extends CodecraftError {
  override readonly name = 'ApiError';
  readonly status: number;
  /** Names the server's log lines about this request. */
  readonly requestId: string;
  /** Which field of the form is meant, such as `password`. */
  readonly field: string | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    details: {status: number; requestId: string; field?: string | undefined},
  ) {
    super(code, message);
    this.status = details.status;
    this.requestId = details.requestId;
    this.field = details.field;
  }
}
