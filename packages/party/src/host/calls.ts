import {CodecraftError, type ErrorCode, isErrorCode} from '@codecraft/core/errors';
import {StaleError} from '../room/stale-error.js';
import type {Log} from './log.js';

/**
 * How the HTTP side asks a room: by the name of a function in the room's table, with one JSON value in and one
 * out. The request travels inside the server only; the host refuses the same request from outside.
 */
export type CallTable<Target> = Record<string, (target: Target, input: never) => Promise<unknown>>;

/** The same table as seen by the caller. */
export type Caller<Table> = {
  readonly [Name in keyof Table]: Table[Name] extends (target: never, input: infer Input) => infer Output
    ? (input: Input) => Output
    : never;
};

interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  /** Of a `StaleError`. */
  readonly version?: number;
}

type Answer = {ok: true; value: unknown} | ({ok: false} & Failure);

/** @param send Delivers a request to the room, such as a PartyKit stub's `fetch`. */
export function createCaller<Table>(
  send: (path: string, init: RequestInit) => Promise<Response>,
): Caller<Table> {
  const call = (name: string) => async (input: unknown) => {
    const response = await send(`/${name}`, {method: 'POST', body: JSON.stringify(input ?? null)});
    const answer = (await response.json()) as Answer;
    if (answer.ok) return answer.value;
    if (answer.version !== undefined) throw new StaleError(answer.version, answer.message);
    throw new CodecraftError(answer.code, answer.message);
  };
  return new Proxy({} as Caller<Table>, {get: (_, name) => call(String(name))});
}

/** Answers a request that `createCaller` sent. Failures that are not ours reach the log, never the caller. */
export async function answerCall<Target>(
  table: CallTable<Target>,
  target: Target,
  request: {url: string; json(): Promise<unknown>},
  log: Log,
): Promise<Response> {
  const name = new URL(request.url).pathname.split('/').at(-1) ?? '';
  try {
    const call = Object.hasOwn(table, name) ? table[name] : undefined;
    if (!call) throw new CodecraftError('not-found', `There is no call “${name}”.`);
    const value = await call(target, (await request.json()) as never);
    return Response.json({ok: true, value: value ?? null} satisfies Answer);
  } catch (error) {
    return Response.json({ok: false, ...describeFailure(error, log, name)} satisfies Answer);
  }
}

function describeFailure(error: unknown, log: Log, call: string): Failure {
  if (error instanceof CodecraftError && isErrorCode(error.code)) {
    const {code, message} = error;
    return error instanceof StaleError ? {code, message, version: error.version} : {code, message};
  }
  log.error('call-failed', error, {call});
  return {code: 'internal', message: 'The server could not do this. Try again in a moment.'};
}
