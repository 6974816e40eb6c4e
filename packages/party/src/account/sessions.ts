import {CodecraftError} from '@codecraft/core/errors';
import {limits, newId, type User} from '@codecraft/core/protocol';
import {hmac} from '@noble/hashes/hmac.js';
import {sha256} from '@noble/hashes/sha2.js';
import {bytesToHex, utf8ToBytes} from '@noble/hashes/utils.js';
import {type Account, type AccountRoom, userOf} from './account.js';
import {deriveKey, hashOfSecret} from './keys.js';

/**
 * A device that is signed in. It renews itself with a secret that changes at each renewal; a secret that was
 * replaced some time ago can only come from a copy, so using one ends the session for thief and owner alike.
 */
export interface Session {
  readonly id: string;
  readonly secretHash: string;
  readonly previousHash: string | undefined;
  readonly renewedAt: number;
  readonly expiresAt: number;
  /** Projects it got tickets for, whose sockets close when it ends. */
  readonly projectIds: readonly string[];
}

/** What the HTTP side needs to answer and to set the cookie. */
export interface OpenedSession {
  readonly user: User;
  readonly epoch: number;
  readonly sessionId: string;
  readonly secret: string;
}

/**
 * Two tabs may renew at the same instant, and an answer may get lost on its way: for this long the secret just
 * replaced is answered with the same successor again.
 */
const graceMs = 10_000;

export const sessionKey = (id: string) => `sess:${id}`;

export async function openSession(room: AccountRoom, account: Account): Promise<OpenedSession> {
  const secret = newId(40);
  const session: Session = {
    id: newId(),
    secretHash: hashOfSecret(secret),
    previousHash: undefined,
    renewedAt: room.now(),
    expiresAt: room.now() + limits.sessionTtlSeconds * 1000,
    projectIds: [],
  };
  const ended = await endedSessions(room);
  await room.storage.write({put: {[sessionKey(session.id)]: session}, delete: ended});
  return {user: userOf(account), epoch: account.epoch, sessionId: session.id, secret};
}

/** @throws CodecraftError `not-signed-in`; a secret used twice also ends the session. */
export async function renewSession(
  room: AccountRoom,
  account: Account,
  {sessionId, secret}: {sessionId: string; secret: string},
): Promise<OpenedSession> {
  const session = await requireSession(room, sessionId);
  const opened = {user: userOf(account), epoch: account.epoch, sessionId};
  const next = successorOf(room, sessionId, secret);
  const hash = hashOfSecret(secret);
  if (hash === session.previousHash && room.now() < session.renewedAt + graceMs) {
    return {...opened, secret: next};
  }
  if (hash !== session.secretHash) {
    await room.storage.write({delete: [sessionKey(sessionId)]});
    throw signedOut();
  }
  const renewed: Session = {
    ...session,
    secretHash: hashOfSecret(next),
    previousHash: hash,
    renewedAt: room.now(),
    expiresAt: room.now() + limits.sessionTtlSeconds * 1000,
  };
  await room.storage.write({put: {[sessionKey(sessionId)]: renewed}});
  return {...opened, secret: next};
}

/** @throws CodecraftError `not-signed-in` when it ended or never was. */
export async function requireSession(room: AccountRoom, sessionId: string): Promise<Session> {
  const session = await room.storage.get<Session>(sessionKey(sessionId));
  if (session && session.expiresAt > room.now()) return session;
  throw signedOut();
}

async function endedSessions(room: AccountRoom): Promise<string[]> {
  const sessions = await room.storage.list<Session>({prefix: sessionKey('')});
  return [...sessions].filter(([, session]) => session.expiresAt <= room.now()).map(([key]) => key);
}

/** Computed rather than random, so that a repeated renewal gets the same one without storing it in the clear. */
function successorOf(room: AccountRoom, sessionId: string, secret: string): string {
  const key = deriveKey(room.secret, 'refresh');
  return bytesToHex(hmac(sha256, key, utf8ToBytes(`${sessionId} ${secret}`)));
}

function signedOut(): CodecraftError {
  return new CodecraftError('not-signed-in', 'This session has ended. Sign in again.');
}
