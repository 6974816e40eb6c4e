import {
  closeCodes,
  encodeMessage,
  flagNames,
  isFlagOn,
  limits,
  type NumberedEvent,
  protocolVersion,
  type RoomState,
  type ServerMessageOf,
} from '@codecraft/core/protocol';
import type {Connection} from '../host/connection.js';
import {flagSubject} from './flag-subject.js';
import type {Room} from './room.js';
import {eventsAfter} from './room-storage.js';

/** Answers `hello` with everything the client needs to be up to date. */
export async function welcome(
  room: Room,
  connection: Connection,
  hello: {protocol: number; since?: number | undefined},
): Promise<void> {
  if (hello.protocol !== protocolVersion) {
    const older = hello.protocol < protocolVersion ? 'This page' : 'The server';
    connection.close(closeCodes.protocolMismatch, `${older} is out of date. Reload in a while.`);
    return;
  }
  const {userId, isGuest} = connection.data;
  const isWelcome = isGuest ? room.exists && room.state.settings.guests === 'viewer' : isMember(room, userId);
  if (!isWelcome) {
    connection.close(closeCodes.notFound, 'There is no such project, or you are not a member of it.');
    return;
  }
  connection.data = {...connection.data, isGreeted: true};
  room.audience.add(connection);
  const message: ServerMessageOf<'welcome'> = {
    type: 'welcome',
    protocol: protocolVersion,
    connectionId: connection.id,
    userId,
    time: room.host.now(),
    sequence: room.sequence,
    ...(await stateOrEvents(room, hello.since)),
    chat: await room.chat.unexpired(room.host.now()),
    turns: await room.turnLog.latest(),
    peers: room.peers(),
    ai: room.environment.gemini ? 'gemini' : 'templates',
    flags: flagNames.filter((name) =>
      isFlagOn(room.environment.flags, name, flagSubject(room, name, userId)),
    ),
    readUpTo: await room.readMarks.of(userId),
  };
  room.send(connection, encodeMessage(message));
  if (connection.data.endsAt !== null) await room.wakeBy(connection.data.endsAt);
}

function isMember(room: Room, userId: string): boolean {
  return room.exists && room.state.members[userId] !== undefined;
}

async function stateOrEvents(
  room: Room,
  since: number | undefined,
): Promise<{state: RoomState | null; events: NumberedEvent[]}> {
  const missed = since === undefined ? undefined : room.sequence - since;
  // A client that has seen more than there is remembers another server's project.
  if (since === undefined || missed === undefined || missed < 0 || missed > limits.maxMissedEvents) {
    return {state: room.state, events: []};
  }
  return {state: null, events: missed === 0 ? [] : await eventsAfter(room.host.storage, since)};
}
