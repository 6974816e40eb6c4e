// Rooms under load: the party on both hosts, and Socket.io 4.8 as the reference used it. Same machine, same run,
// same kind of client. The party checks, stores and acknowledges; Socket.io relays and acknowledges. Two floors tell the
// platform's share from the party's: a Durable Object that only relays, and one that also stores each frame.

import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {WebSocket} from 'ws';
import {printTable, readOptions} from '../report.mjs';
import {freePort, pause, ServerProcess} from '../server/server-process.mjs';
import {FloorMembers} from './floor-members.mjs';
import {measure} from './load.mjs';
import {PartyMembers} from './party-members.mjs';
import {SocketIoMembers} from './socket-io-members.mjs';

Object.assign(globalThis, {WebSocket}); // Node 20 has none of its own

const options = readOptions({seconds: 5, offered: 10_000, most: 60_000, people: 50, idle: 500, only: ''});
const shapes = [
  {rooms: 1, members: 50},
  {rooms: 1, members: 200},
  {rooms: 20, members: 10},
].filter(({rooms, members}) => options.only === '' || options.only === `${rooms}x${members}`);
const chatPerPerson = 10;

const folder = await mkdtemp(path.join(tmpdir(), 'codecraft-room-load-'));
const entries = [
  {clients: new SocketIoMembers(), start: () => ServerProcess.start(SocketIoMembers.script)},
  {clients: new FloorMembers('floor, relays'), start: () => startFloor('relays')},
  {clients: new FloorMembers('floor, stores'), start: () => startFloor('stores')},
  {clients: new PartyMembers('party, PartyKit'), start: () => startParty('partykit')},
  {clients: new PartyMembers('party, Workers'), start: () => startParty('workers')},
];

const contenders = [];
const idle = [];
for (const {clients, start} of entries) {
  const contender = {clients, server: await start()};
  contenders.push(contender);
  await clients.prepare(contender.server, options.people);
  if (options.idle > 0) idle.push(await measureIdle(contender));
}
if (options.idle > 0) printTable(`Memory of ${options.idle} idle sockets, 50 a room`, idle);

const loads = [
  {kind: 'chat', offered: options.offered},
  {kind: 'edit', offered: options.offered},
  {kind: 'presence', offered: options.offered},
  {kind: 'edit', offered: options.most},
].map((load) => ({...load, rows: []}));
for (const shape of shapes) {
  for (const contender of contenders) await play(shape, contender);
  console.log(`${shape.rooms} × ${shape.members} played`);
}
for (const {kind, offered, rows} of loads) printTable(`${kind}, offered ${offered} deliveries/s`, rows);

for (const {server} of contenders) await server.kill();
await rm(folder, {recursive: true});
process.exit(0);

async function startParty(host) {
  return ServerProcess.start(PartyMembers.script, host, await freePort(), path.join(folder, host));
}

async function startFloor(kind) {
  return ServerProcess.start(FloorMembers.script, kind, await freePort(), path.join(folder, `floor-${kind}`));
}

/** Every load on the same members of one server. */
async function play(shape, {clients, server}) {
  const members = await clients.join(shape);
  const others = shape.members - 1;
  await measure({server, members, kind: 'edit', receivers: others, offered: 2000, seconds: 1}); // warms up
  for (const {kind, offered, rows} of loads) {
    // One's own message comes back in chat; one's own edit does not.
    const receivers = kind === 'chat' ? shape.members : others;
    const most = kind === 'chat' ? secondsOfChat(shape, offered / receivers) : options.seconds;
    const seconds = Math.min(options.seconds, most);
    const result = await measure({server, members, kind, receivers, offered, seconds});
    rows.push({rooms: `${shape.rooms} × ${shape.members}`, server: clients.name, ...result});
  }
  await leave(members);
}

/** How long everybody's ten messages a minute last. */
function secondsOfChat({rooms, members}, perSecond) {
  return (rooms * Math.min(members, options.people) * chatPerPerson) / perSecond;
}

async function measureIdle({clients, server}) {
  const rooms = options.idle / 50;
  await leave(await clients.join({rooms: 1, members: 50})); // code and caches are not a socket's
  const before = server.residentBytes;
  const members = await clients.join({rooms, members: 50});
  await pause(2000);
  const connected = server.residentBytes;
  await pause(15_000); // the party's rooms go to sleep
  const asleep = server.residentBytes;
  const kilobytesEach = (bytes) => (bytes - before) / 1024 / members.length;
  await leave(members);
  return {
    server: clients.name,
    'before, MB': before / 1024 ** 2,
    'KB each': kilobytesEach(connected),
    'KB each after 15 s': kilobytesEach(asleep),
  };
}

async function leave(members) {
  for (const {socket} of members) socket.close();
  await pause(500);
}
