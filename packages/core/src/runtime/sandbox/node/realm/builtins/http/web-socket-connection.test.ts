import {afterEach, expect, test} from 'vitest';
import {type ServerOptions, type WebSocket, WebSocketServer} from 'ws';
import {goingAway, maxMessageLength, type UnnumberedEvent} from '../../../../socket-protocol.js';
import {costOf, windowCost} from '../../../../stream-window.js';
import {receivedHeaders} from './headers.js';
import {WebSocketConnection} from './web-socket-connection.js';

/* With the real server of the package ws at the other end. */

let server: WebSocketServer;

afterEach(() => server?.close());

interface Opened {
  connection: WebSocketConnection;
  events: UnnumberedEvent[];
  /** The server's end. */
  peer: WebSocket;
}

function connect(protocols: string[] = [], options: ServerOptions = {}, onPeer?: (peer: WebSocket) => void) {
  server = new WebSocketServer({noServer: true, ...options});
  const events: UnnumberedEvent[] = [];
  const connection = new WebSocketConnection(
    {port: 1, url: '/', headers: [['host', 'localhost']], protocols},
    (event) => events.push(event),
  );
  const {socket} = connection;
  const request = {method: 'GET', url: '/', socket, headers: receivedHeaders(connection.headers)};
  server.handleUpgrade(request as never, socket as never, Buffer.alloc(0), (peer) => onPeer?.(peer));
  return {connection, events};
}

async function opened(protocols?: string[], options?: ServerOptions): Promise<Opened> {
  let peer: WebSocket | undefined;
  const {connection, events} = connect(protocols, options, (one) => {
    peer = one;
  });
  await expect.poll(() => events.length).toBe(1);
  return {connection, events, peer: peer!};
}

/** The tests' types are Node's; the socket's are those of `readable-stream`. */
const isDestroyed = ({socket}: WebSocketConnection) => 'destroyed' in socket && socket.destroyed;

const heard = (peer: WebSocket, name: string) =>
  new Promise<unknown[]>((resolve) => peer.once(name, (...said: unknown[]) => resolve(said.map(String))));

test('RT-S8 the handshake is answered, with the protocol that the server chose', async () => {
  const {events, peer} = await opened(['chat', 'other'], {handleProtocols: () => 'other'});
  expect(events).toEqual([{type: 'socket-opened', protocol: 'other'}]);
  expect(peer.protocol).toBe('other');
});

test.each([
  ['a client is not let in', {verifyClient: () => false}],
  ['a protocol is chosen that was not offered', {handleProtocols: () => 'third'}],
])('RT-S8 it is broken off where %s', async (_, options) => {
  const {events, connection} = connect(['chat'], options);
  await expect.poll(() => events).toEqual([{type: 'socket-closed', code: 1006, reason: '', wasClean: false}]);
  expect(isDestroyed(connection)).toBe(true);
});

test('RT-S8 texts, bytes and pings pass', async () => {
  const {connection, events, peer} = await opened();
  const said = heard(peer, 'message');
  connection.send('é');
  expect(await said).toEqual(['é', 'false']);
  const bytes = heard(peer, 'message');
  connection.send(Uint8Array.of(65));
  expect(await bytes).toEqual(['A', 'true']);
  peer.send('text');
  peer.send(Uint8Array.of(1, 2));
  const pong = heard(peer, 'pong');
  peer.ping('p');
  expect(await pong).toEqual(['p']);
  expect(events.slice(1)).toEqual([
    {type: 'socket-message', data: 'text'},
    {type: 'socket-message', data: Uint8Array.of(1, 2)},
  ]);
});

test('RT-S8 the page closes, and the server hears code and reason', async () => {
  const {connection, events, peer} = await opened();
  const closed = heard(peer, 'close');
  connection.close(4001, 'bye');
  expect(await closed).toEqual(['4001', 'bye']);
  expect(events.at(-1)).toEqual({type: 'socket-closed', code: 4001, reason: 'bye', wasClean: true});
  connection.send('late');
});

test('RT-S8 the server closes, and the page hears code and reason after the last message', async () => {
  const {events, peer} = await opened();
  const closed = heard(peer, 'close');
  peer.send('last');
  peer.close(4002, 'enough');
  await closed;
  expect(events.slice(1)).toEqual([
    {type: 'socket-message', data: 'last'},
    {type: 'socket-closed', code: 4002, reason: 'enough', wasClean: true},
  ]);
});

test('RT-S8 the server breaks off', async () => {
  const {events, peer} = await opened();
  peer.terminate();
  await expect.poll(() => events.at(-1)).toMatchObject({type: 'socket-closed', code: 1006, wasClean: false});
});

test('RT-S9 a page that goes away closes with 1001, and the connection ends', async () => {
  const {connection, events, peer} = await opened();
  const closed = heard(peer, 'close');
  connection.close(goingAway, '');
  expect(await closed).toEqual(['1001', '']);
  await expect.poll(() => isDestroyed(connection)).toBe(true);
  expect(events).toHaveLength(1);
});

test('RT-S5 a page that does not read stops a server that waits', async () => {
  const {connection, events, peer} = await opened();
  const message = 'x'.repeat(10_000);
  const count = 500;
  for (let index = 0; index < count; index++) peer.send(message);
  await expect.poll(() => peer.bufferedAmount).toBeGreaterThan(windowCost);
  expect(events.length * message.length).toBeLessThan(2 * windowCost);
  for (let read = 1; read <= count; read++) {
    await expect.poll(() => events.length).toBeGreaterThan(read);
    connection.giveRoom(costOf(message));
  }
  expect(events).toHaveLength(1 + count);
  await expect.poll(() => peer.bufferedAmount).toBe(0);
});

test('RT-S5 a server that does not read makes no room', async () => {
  const {connection, events, peer} = await opened();
  peer.pause();
  const message = 'x'.repeat(windowCost / 2);
  for (let index = 0; index < 4; index++) connection.send(message);
  expect(events.filter(({type}) => type === 'socket-room').length).toBeLessThan(2);
  peer.resume();
  await expect.poll(() => events.filter(({type}) => type === 'socket-room').length).toBeGreaterThan(0);
});

test('RT-S8 a message beyond 16 MB closes with 1009', async () => {
  const {events, peer} = await opened();
  const closed = heard(peer, 'close');
  peer.send(new Uint8Array(maxMessageLength + 1));
  expect((await closed)[0]).toBe('1009');
  await expect.poll(() => events.at(-1)).toMatchObject({type: 'socket-closed', code: 1006});
});
