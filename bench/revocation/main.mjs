// From asking for a change to its effect on a socket that is open: a new role is heard of, or the socket is closed.
// The party, who asks and who is cut off share one machine.

import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {newId} from '@codecraft/core/protocol';
import {PartyClient} from '../../packages/party/src/testing/party-client.ts';
import {percentile, printTable, readOptions} from '../report.mjs';
import {freePort, ServerProcess} from '../server/server-process.mjs';

const {runs, host} = readOptions({runs: 50, host: 'partykit'});
const folder = await mkdtemp(path.join(tmpdir(), 'codecraft-revocation-'));
const passwords = ['a long enough password', 'another long enough one'];
const changes = {
  'another role': changeRole,
  removal: remove,
  'signing out': signOut,
  'a new password': changePassword,
};

const party = await ServerProcess.start('bench/server/party.mjs', host, await freePort(), folder);
const [owner, member] = [
  await PartyClient.registered(party.url, 'Mara'),
  await PartyClient.registered(party.url, 'Jonas'),
];
const projectId = await owner.createProject();
await owner.bring(member, projectId, 'member');
const admin = await owner.enter(projectId);
const rows = [];
for (const [change, measure] of Object.entries(changes)) {
  const times = [];
  for (let run = 0; run < runs; run++) {
    times.push(await measure({url: party.url, owner, member, projectId, admin, run}));
  }
  times.sort((a, b) => a - b);
  rows.push({
    change,
    'median, ms': percentile(times, 0.5),
    'p95, ms': percentile(times, 0.95),
    'most, ms': times.at(-1),
  });
}
printTable(`${runs} changes each until an open socket has them, ${host} host`, rows);
await party.kill();
await rm(folder, {recursive: true});
process.exit(0);

/** Until the news of it; frames are refused from before anybody is told. */
async function changeRole({member, projectId, admin, run}) {
  const socket = await member.enter(projectId);
  const role = run % 2 === 0 ? 'viewer' : 'member';
  const told = () =>
    socket.next('events', ({events}) => events.some(({event}) => event.type === 'role-changed'));
  const took = await timed(
    () => admin.ask({type: 'member-role', id: newId(), userId: idOf(member), role}),
    told,
  );
  socket.close();
  return took;
}

async function remove({owner, member, projectId, admin}) {
  const socket = await member.enter(projectId);
  const removal = {type: 'member-remove', id: newId(), userId: idOf(member)};
  const took = await timed(
    () => admin.ask(removal),
    () => socket.closed,
  );
  await owner.bring(member, projectId, 'member');
  return took;
}

async function signOut({url, member, projectId}) {
  const session = await signedIn(url, member);
  const socket = await session.enter(projectId);
  return timed(
    () => session.request('DELETE', '/api/session'),
    () => socket.closed,
  );
}

/** Ends one's other sessions. Two passwords are hashed for it first, the old one and the new. */
async function changePassword({url, member, projectId, run}) {
  const [from, to] = run % 2 === 0 ? passwords : [...passwords].reverse();
  const [elsewhere, here] = [await signedIn(url, member, from), await signedIn(url, member, from)];
  const socket = await elsewhere.enter(projectId);
  return timed(
    () => here.request('POST', '/api/me/password', {password: from, newPassword: to}),
    () => socket.closed,
  );
}

async function signedIn(url, {email}, password = passwords[0]) {
  const client = new PartyClient(url, email);
  await client.signIn(password);
  return client;
}

/** Milliseconds from asking until it has come true. */
async function timed(change, effect) {
  const startedAt = performance.now();
  const [endedAt] = await Promise.all([effect().then(() => performance.now()), change()]);
  return endedAt - startedAt;
}

function idOf({session}) {
  return session.user.id;
}
