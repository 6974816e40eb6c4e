import {z} from 'zod';

const Payload = z.object({exp: z.number()});

/**
 * When a JWT ends, in milliseconds since 1970, as it says itself. 0 for what cannot be read: the server decides
 * whether a token holds, and this only saves asking for a new one too often.
 */
export function endOfToken(token: string): number {
  try {
    const payload = (token.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/');
    return Payload.parse(JSON.parse(atob(payload))).exp * 1000;
  } catch {
    return 0;
  }
}
