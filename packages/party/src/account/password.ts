import {argon2id} from '@noble/hashes/argon2.js';
import {randomBytes, utf8ToBytes} from '@noble/hashes/utils.js';

/** OWASP's second choice for argon2id; some 180 ms in workerd, so never run it in a project's room. */
const cost = {memoryKiB: 19_456, passes: 2, lanes: 1};
const saltBytes = 16;
const hashBytes = 32;

/** A hash as a PHC string: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
export function hashPassword(password: string): string {
  const salt = randomBytes(saltBytes);
  const hash = compute(password, salt, cost);
  const parameters = `m=${cost.memoryKiB},t=${cost.passes},p=${cost.lanes}`;
  return `$argon2id$v=19$${parameters}$${encode(salt)}$${encode(hash)}`;
}

/** @throws Error for a string that `hashPassword` cannot have written. */
export function verifyPassword(password: string, phc: string): boolean {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(phc);
  if (!match) throw new Error('A stored password hash cannot be read.');
  const [, memoryKiB, passes, lanes, salt, hash] = match;
  const stored = {memoryKiB: Number(memoryKiB), passes: Number(passes), lanes: Number(lanes)};
  return equalBytes(compute(password, decode(salt ?? ''), stored), decode(hash ?? ''));
}

/** The hash of a password nobody has. */
const decoy =
  '$argon2id$v=19$m=19456,t=2,p=1$kNhOW3elM75oStHe7Q8ucw$X6feITbjR3PWLaXjFCw7IRpfIJ7w+w2/YALO85Oq46U';

/** Does the work of a check where there is no account, so that the time taken does not tell. Always false. */
export function verifyAgainstNobody(password: string): false {
  verifyPassword(password, decoy);
  return false;
}

function compute(password: string, salt: Uint8Array, {memoryKiB, passes, lanes}: typeof cost): Uint8Array {
  // One password typed on two systems may arrive composed or decomposed (RFC 8265).
  const bytes = utf8ToBytes(password.normalize('NFKC'));
  return argon2id(bytes, salt, {m: memoryKiB, t: passes, p: lanes, dkLen: hashBytes});
}

/** Looks at every byte, so that the time taken does not tell where two hashes differ. */
function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  a.forEach((byte, index) => {
    difference |= byte ^ (b[index] ?? 0);
  });
  return difference === 0;
}

function encode(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replace(/=+$/, '');
}

function decode(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
