/**
 * Why the server closed a socket. 4000–4999 is the range RFC 6455 leaves to applications;
 * ours repeat the HTTP status they resemble. After a code of `finalCloseCodes` a client stays away.
 */
export const closeCodes = {
  badFrame: 4400,
  /** Too much waited for who did not read. */
  tooSlow: 4408,
  /** The token behind the socket ended. Come back with another. */
  tokenEnded: 4419,
  notSignedIn: 4401,
  forbidden: 4403,
  notFound: 4404,
  protocolMismatch: 4426,
  tooLarge: 4413,
  tooManySockets: 4409,
  rateLimited: 4429,
} as const;

export type CloseCode = (typeof closeCodes)[keyof typeof closeCodes];

const finalCloseCodes: readonly number[] = [
  closeCodes.notSignedIn,
  closeCodes.forbidden,
  closeCodes.notFound,
  closeCodes.protocolMismatch,
  closeCodes.tooManySockets,
];

/** False when coming back would only be refused again. */
export function mayReconnectAfter(code: number): boolean {
  return !finalCloseCodes.includes(code);
}
