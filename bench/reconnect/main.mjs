// Cuts the wire between sending a message and its acknowledgement, 1,000 times, under the real room client, and
// counts how often each message arrived, and in which order.

import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {RoomClient} from '@codecraft/core/room';
import {WebSocket} from 'ws';
import {printTable, readOptions} from '../report.mjs';
import {openBareSocket} from '../server/bare-socket.mjs';
import {createProjectFor, registerPeople} from '../server/people.mjs';
import {freePort, ServerProcess} from '../server/server-process.mjs';
import {CuttingProxy, cuts} from './cutting-proxy.mjs';

Object.assign(globalThis, {WebSocket}); // Node 20 has none of its own

const {rooms, host} = readOptions({rooms: 10, host: 'partykit'});
const peoplePerRoom = 10;
/** As many as one person may send a minute, so that no limit has to be lifted. */
const messagesEach = 10;

const folder = await mkdtemp(path.join(tmpdir(), 'codecraft-reconnect-'));
const party = await ServerProcess.start('bench/server/party.mjs', host, await freePort(), folder);
const people = await registerPeople(party.url, peoplePerRoom);

const startedAt = performance.now();
const results = [];
for (let room = 0; room < rooms; room++) {
  results.push(await playRoom(room));
  process.stdout.write(`\r${results.length} of ${rooms} rooms`);
}
const seconds = (performance.now() - startedAt) / 1000;

const sum = (key) => results.reduce((total, result) => total + result[key], 0);
printTable(`${sum('cuts')} cuts under the room client, ${host} host, ${seconds.toFixed(0)} s`, [
  {messages: sum('messages'), seen: 'live, by someone who was not cut', ...countsOf('live')},
  {messages: sum('messages'), seen: 'afterwards, by someone who joins', ...countsOf('later')},
]);
printTable('Where the wire was cut', [Object.fromEntries(cuts.map((cut) => [cut, sum(cut)]))]);

await party.kill();
await rm(folder, {recursive: true});
process.exit(0);

function countsOf(where) {
  const counts = ['once', 'missing', 'repeated', 'out of order'];
  return Object.fromEntries(
    counts.map((count) => [count, results.reduce((total, result) => total + result[where][count], 0)]),
  );
}

/** Ten people of one room send ten messages each; every one of them meets a cut. */
async function playRoom(room) {
  const projectId = await createProjectFor(people);
  const [observer] = people;
  const live = [];
  const {socket} = await openBareSocket(observer.session, projectId);
  socket.on('message', (data, isBinary) => {
    const message = isBinary ? undefined : JSON.parse(String(data));
    if (message?.type === 'chat') live.push(message.message);
  });

  const senders = await Promise.all(people.map(({session}) => openSender(session, projectId)));
  const made = {};
  for (const cut of cuts) made[cut] = 0;
  await Promise.all(senders.map((sender, index) => sendAll(sender, `${room}-${index}`, made)));

  const {socket: late, welcome} = await openBareSocket(observer.session, projectId);
  const texts = people.map((_, index) =>
    Array.from({length: messagesEach}, (_, number) => `message ${room}-${index} ${number}`),
  );
  for (const {client, proxy} of senders) {
    client.close();
    proxy.close();
  }
  socket.close();
  late.close();
  return {
    ...made,
    cuts: Object.values(made).reduce((total, count) => total + count, 0),
    messages: texts.flat().length,
    live: count(texts, live),
    later: count(texts, welcome.chat),
  };
}

async function openSender(session, projectId) {
  const proxy = await CuttingProxy.open(Number(new URL(party.url).port));
  const address = async () => {
    const url = new URL(await session.roomAddress(projectId));
    url.port = String(proxy.port);
    return url.href;
  };
  const client = new RoomClient({address});
  await whenOpen(client);
  return {client, proxy};
}

/** Does not wait for one message before the next, so that what is unsent piles up and has to keep its order. */
async function sendAll({client, proxy}, name, made) {
  const stored = [];
  for (let number = 0; number < messagesEach; number++) {
    const kind = cuts[Math.floor(Math.random() * cuts.length)];
    const cut = proxy.cutNext(kind);
    stored.push(client.request({type: 'chat-send', text: `message ${name} ${number}`}));
    await cut;
    made[kind]++;
    await whenStatus(client, 'reconnecting');
    client.reconnect(); // now instead of in half a second
    await whenOpen(client);
  }
  await Promise.all(stored);
}

function whenOpen(client) {
  return whenStatus(client, 'open');
}

/** @returns {Promise<void>} */
function whenStatus(client, status) {
  return new Promise((resolve, reject) => {
    const look = () => {
      const {connection} = client;
      if (connection.status !== status && connection.status !== 'closed') return;
      stop();
      if (connection.status === status) resolve();
      else reject(connection.reason);
    };
    const stop = client.subscribe(look);
    look();
  });
}

/** @param texts What each person sent, in order. @param found Messages as they were told. */
function count(texts, found) {
  const ids = new Set();
  const told = found.filter(({id}) => !ids.has(id) && ids.add(id)); // a message may be told anew, with the same id
  const result = {once: 0, missing: 0, repeated: found.length - told.length, 'out of order': 0};
  for (const sent of texts) {
    const own = told.map(({text}) => text).filter((text) => sent.includes(text));
    for (const text of sent) {
      const times = own.filter((other) => other === text).length;
      if (times === 1) result.once++;
      else if (times === 0) result.missing++;
      else result.repeated += times - 1;
    }
    result['out of order'] += own.filter((text, index) => index > 0 && text < own[index - 1]).length;
  }
  return result;
}
