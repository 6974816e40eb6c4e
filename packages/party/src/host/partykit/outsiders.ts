/** PartyKit routes the address of every room to the internet; ours answer the server's own calls only. */
export function refuseOutsiders(): Response {
  return new Response(null, {status: 404});
}

/**
 * The id and the answer of a room's own calls come from inside, through the stub, which goes round
 * `onBeforeRequest` and `onBeforeConnect`; so whatever reaches those two came from outside.
 */
export const holderHeaders = {
  userId: 'x-codecraft-user',
  sessionId: 'x-codecraft-session',
} as const;
