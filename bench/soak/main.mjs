// node bench/run.mjs soak [--connects=10000] [--host=partykit|workers]
//
// People come and go. What the server's heap holds afterwards, collected, is compared with what it held after a
// warm-up of a tenth as many. Fails beyond 5 %.

import {protocolVersion} from '@codecraft/core/protocol';
import {WebSocket} from 'ws';
import {readOptions} from '../report.mjs';
import {createProjectFor, registerPeople} from '../server/people.mjs';
import {freePort, pause} from '../server/server-process.mjs';
import {HeapInspector} from './heap-inspector.mjs';
import {startSoakedParty} from './soaked-party.mjs';

const {connects, host} = readOptions({connects: 10_000, host: 'partykit'});
const atOnce = 10;
const allowedGrowth = 0.05;

const inspectorPort = await freePort();
const server = await startSoakedParty(host, inspectorPort);
try {
  const people = await registerPeople(server.url, 4);
  const projectId = await createProjectFor(people);
  const heap = await HeapInspector.open(inspectorPort);

  await comeAndGo(people, projectId, Math.ceil(connects / 10));
  const before = await heap.collectedBytes();
  await comeAndGo(people, projectId, connects);
  const after = await heap.collectedBytes();
  heap.close();

  const growth = after / before - 1;
  const kilobytes = (bytes) => `${Math.round(bytes / 1024).toLocaleString('en')} KB`;
  console.log(
    `${connects.toLocaleString('en')} connects: heap ${kilobytes(before)} before, ${kilobytes(after)} after, ${(growth * 100).toFixed(1)} %`,
  );
  process.exitCode = growth <= allowedGrowth ? 0 : 1;
} finally {
  await server.stop();
}

async function comeAndGo(people, projectId, count) {
  let left = count;
  const visitor = async (number) => {
    const {session} = people[number % people.length];
    while (left-- > 0) await visit(await session.roomAddress(projectId));
  };
  // Two sockets a person at most: one that closes may still count for a moment.
  await Promise.all(Array.from({length: atOnce}, (_, number) => visitor(number)));
  await pause(500); // the last sockets' ends reach their room
}

/**
 * Opens, is welcomed, and leaves.
 *
 * @returns {Promise<void>}
 */
function visit(address) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address);
    let isWelcome = false;
    socket.once('open', () => socket.send(JSON.stringify({type: 'hello', protocol: protocolVersion})));
    socket.on('message', (data) => {
      if (isWelcome || !String(data).startsWith('{"type":"welcome"')) return;
      isWelcome = true;
      socket.close(1000);
    });
    socket.once('error', reject);
    socket.once('close', (code) => {
      if (isWelcome) resolve();
      else reject(new Error(`A socket closed with ${code} before it was welcomed.`));
    });
  });
}
