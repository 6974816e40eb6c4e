import {type Context, Hono} from 'hono';
import {projectId} from '../address-ids.js';
import type {Server, SignedInServer} from '../server.js';

/** Lets one socket of a member in, below `/api/projects`. */
export const tickets = new Hono<SignedInServer>();

tickets.post('/:id/ticket', async (context) => {
  const id = projectId(context);
  const sessionId = context.get('sessionId');
  const ticket = await context
    .get('rooms')
    .project(id)
    .issueTicket({
      userId: context.get('user').id,
      sessionId,
      isGuest: false,
      endsAt: context.get('issued')?.expiresAt ?? null,
      origin: originOf(context),
    });
  await context.get('rooms').account(context.get('accountId')).useProject({projectId: id, sessionId});
  return context.json(ticket);
});

/** Lets one socket of a guest in, who need not be signed in. */
export const guestTickets = new Hono<Server>();

guestTickets.post('/:id/guest-ticket', async (context) => {
  const project = context.get('rooms').project(projectId(context));
  return context.json(await project.issueGuestTicket({origin: originOf(context)}));
});

function originOf(context: Context): string | null {
  return context.req.header('origin') ?? null;
}
