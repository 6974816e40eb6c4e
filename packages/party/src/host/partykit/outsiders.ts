/** PartyKit routes the address of every room to the internet; ours answer the server's own calls only. */
export function refuseOutsiders(): Response {
  return new Response(null, {status: 404});
}

/** Tells `onConnect` whose socket it is. `onBeforeConnect` sets it over whatever came from outside. */
export const ownerHeader = 'x-codecraft-owner';
