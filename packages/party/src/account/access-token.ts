import {CodecraftError} from '@codecraft/core/errors';
import {limits, newId, UserId} from '@codecraft/core/protocol';
import {decodeJwt, jwtVerify, SignJWT} from 'jose';
import {z} from 'zod';
import {deriveKey} from './keys.js';

const algorithm = 'HS256';
const issuer = 'codecraft';
const audience = 'codecraft-api';

/** Who asks, as the access token says. `accountId` leads to the room that knows whether it still holds. */
const Claims = z.object({
  sub: UserId,
  account: z.string().regex(/^[0-9a-f]{64}$/),
  sid: z.string().min(1).max(64),
  epoch: z.number().int(),
});

export interface AccessClaims {
  readonly userId: string;
  readonly accountId: string;
  readonly sessionId: string;
  readonly epoch: number;
}

/** @returns The token and when it ends, in milliseconds since 1970. */
export async function issueAccessToken(secret: string, claims: AccessClaims, now: number) {
  const expiresAt = now + limits.accessTokenTtlSeconds * 1000;
  const token = await new SignJWT({account: claims.accountId, sid: claims.sessionId, epoch: claims.epoch})
    .setProtectedHeader({alg: algorithm, typ: 'JWT'})
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(claims.userId)
    .setJti(newId())
    .setIssuedAt(Math.floor(now / 1000))
    .setExpirationTime(Math.floor(expiresAt / 1000))
    .sign(deriveKey(secret, 'access-token'));
  return {token, expiresAt};
}

/** Whether a token names another issuer than this server. Says nothing about whether it holds. */
export function namesAnotherIssuer(token: string): boolean {
  try {
    const {iss} = decodeJwt(token);
    return iss !== undefined && iss !== issuer;
  } catch {
    return false; // no JWT, and so from nobody
  }
}

/** @throws CodecraftError `not-signed-in` for anything but a token of ours that has not ended. */
export async function readAccessToken(secret: string, token: string, now: number): Promise<AccessClaims> {
  if (token.length > limits.maxTokenBytes) throw refusal();
  try {
    const {payload} = await jwtVerify(token, deriveKey(secret, 'access-token'), {
      algorithms: [algorithm],
      issuer,
      audience,
      requiredClaims: ['sub', 'exp', 'iat', 'jti'],
      currentDate: new Date(now),
    });
    const {sub, account, sid, epoch} = Claims.parse(payload);
    return {userId: sub, accountId: account, sessionId: sid, epoch};
  } catch (cause) {
    throw refusal(cause);
  }
}

function refusal(cause?: unknown): CodecraftError {
  return new CodecraftError('not-signed-in', 'You are not signed in. Sign in and try again.', {cause});
}
