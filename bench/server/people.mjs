import {Session} from '@codecraft/core/auth';

/** @typedef {{session: Session, email: string, name: string, userId: string}} Person */

/** Registers this many people, each with a session of their own. A password hash takes a third of a second each. */
export async function registerPeople(url, count) {
  const people = [];
  for (let number = 0; number < count; number++) {
    const session = new Session({server: url});
    const name = `Person ${number}`;
    const email = `person-${number}-${crypto.randomUUID()}@example.org`;
    await session.register({email, name, password: 'a long enough password'});
    people.push({session, email, name, userId: session.state.user.id});
  }
  return people;
}

/**
 * A project of the first person's, with the others as members. They come by a link: invitations by e-mail are limited
 * by network address, and a bench is one address.
 *
 * @param {Person[]} people
 * @returns {Promise<string>} Its id.
 */
export async function createProjectFor([owner, ...members], name = 'Bench') {
  const projectId = await owner.session.createProject({name});
  if (members.length === 0) return projectId;
  const {token} = await owner.session.createLink(projectId, {
    role: 'member',
    expiresInSeconds: 3600,
    uses: members.length,
  });
  for (const {session} of members) await session.joinByLink(projectId, token);
  return projectId;
}
