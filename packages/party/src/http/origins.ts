/**
 * Which pages may use this server. Without a list that is every page of this machine, and no other, so that
 * `npm start` works and a deployment has to say whom it serves.
 */
export function isAllowedOrigin(allowed: readonly string[], origin: string): boolean {
  if (allowed.includes(origin)) return true;
  return allowed.length === 0 && isLoopback(origin);
}

function isLoopback(origin: string): boolean {
  return /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(origin);
}
