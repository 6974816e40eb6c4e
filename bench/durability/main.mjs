// Kills the party with kill -9 while people write, starts it again, and looks for everything it had acknowledged.
// Chat, member changes and edits of one file, by the real room client, which also carries on after each kill.

import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {RoomClient} from '@codecraft/core/room';
import {WebSocket} from 'ws';
import {printTable, readOptions} from '../report.mjs';
import {readRoom} from '../server/bare-socket.mjs';
import {createProjectFor, registerPeople} from '../server/people.mjs';
import {freePort, pause, ServerProcess} from '../server/server-process.mjs';
import {Ledger} from './ledger.mjs';
import {startWriting} from './writers.mjs';

Object.assign(globalThis, {WebSocket}); // Node 20 has none of its own

const {kills, host} = readOptions({kills: 100, host: 'partykit'});
const folder = await mkdtemp(path.join(tmpdir(), 'codecraft-durability-'));
const port = await freePort();
const start = () => ServerProcess.start('bench/server/party.mjs', host, port, folder);

let party = await start();
const people = await registerPeople(party.url, 3);
const [mara, jonas, priya] = people;
const projectId = await createProjectFor(people);
const clients = [mara, jonas].map(
  ({session}) => new RoomClient({address: () => session.roomAddress(projectId)}),
);
const fileId = 'durable00000';
await clients[0].request({type: 'file-create', fileId, path: 'notes.txt', text: ''});

const ledger = new Ledger();
let since = clients[0].view.sequence;
const restarts = [];
for (let kill = 1; kill <= kills; kill++) {
  const stopWriting = startWriting({clients, ledger, fileId, memberId: priya.userId});
  await pause(30 + Math.random() * 500);
  await party.kill();
  stopWriting();
  const acknowledged = ledger.acknowledged();

  const startedAt = performance.now();
  party = await start();
  restarts.push(performance.now() - startedAt);
  const room = await readRoom(mara.session, projectId, {since, fileId});
  since = ledger.check({acknowledged, room});
  process.stdout.write(`\r${kill} of ${kills} kills`);

  for (const client of clients) client.reconnect();
  await ledger.settled(); // what was under way is sent again by the clients, and stored once
}
ledger.check({
  acknowledged: ledger.acknowledged(),
  room: await readRoom(mara.session, projectId, {since, fileId}),
});

printTable(`${kills} kills of the ${host} host during writes`, ledger.rows());
restarts.sort((a, b) => a - b);
console.log(
  `\nA restart answers after ${Math.round(restarts[Math.floor(kills / 2)])} ms (median), ${Math.round(restarts.at(-1))} ms (slowest).`,
);
for (const client of clients) client.close();
await party.kill();
await rm(folder, {recursive: true});
process.exit(0);
