import {Session} from './session.js';

const sessions = new Map<string, Session>();

/** The page's session at a server; elements that name the same server share it. */
export function openSession(options: {server: string}): Session {
  const server = options.server.replace(/\/+$/, '');
  let session = sessions.get(server);
  if (!session) sessions.set(server, (session = new Session({server})));
  return session;
}
