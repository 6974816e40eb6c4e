import {hmac} from '@noble/hashes/hmac.js';
import {sha256} from '@noble/hashes/sha2.js';
import {bytesToHex, utf8ToBytes} from '@noble/hashes/utils.js';

type Purpose = 'account-id' | 'issued-account-id' | 'access-token' | 'refresh';

/** One key for each purpose out of the server's one secret, so that no two uses share a key. */
export function deriveKey(secret: string, purpose: Purpose): Uint8Array {
  return hmac(sha256, utf8ToBytes(secret), utf8ToBytes(`codecraft ${purpose}`));
}

/**
 * The name of an address's account room: keyed, so that nobody outside can tell whether an address has one.
 * 64 characters `[0-9a-f]`, as PartyKit's room names need.
 */
export function accountIdOf(secret: string, email: string): string {
  const key = deriveKey(secret, 'account-id');
  return bytesToHex(hmac(sha256, key, utf8ToBytes(normalizeEmail(email))));
}

/**
 * The name of the account room of someone a trusted site vouches for. Another key than for addresses: whatever a
 * site calls its user, that is never the account of an address, nor of another site's user.
 */
export function issuedAccountIdOf(secret: string, issuer: string, subject: string): string {
  const key = deriveKey(secret, 'issued-account-id');
  return bytesToHex(hmac(sha256, key, utf8ToBytes(JSON.stringify([issuer, subject]))));
}

/** Addresses that differ only in case are one account. */
export function normalizeEmail(email: string): string {
  return email.trim().normalize('NFC').toLowerCase();
}

export function hashOfSecret(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}
