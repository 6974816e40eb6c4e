import {
  type ChatMessage,
  type Peer,
  type RoomState,
  reduceRoom,
  type ServerMessage,
  type ServerMessageOf,
  type Turn,
} from '../protocol/index.js';

/** What this client knows of its room. Never changed in place. */
export interface RoomView {
  readonly state: RoomState | null;
  /** Number of the last event `state` includes. */
  readonly sequence: number;
  readonly userId: string | null;
  readonly connectionId: string | null;
  readonly chat: readonly ChatMessage[];
  readonly turns: Readonly<Record<string, Turn>>;
  readonly peers: Readonly<Record<string, Peer>>;
  readonly ai: Turn['source'] | null;
  /** What of `flagNames` is on for this person. */
  readonly flags: readonly string[];
  /** How far this person has read the chat, by the server's clock. */
  readonly readUpTo: number;
  /** The server's clock minus ours, in milliseconds. */
  readonly clockOffsetMs: number;
}

export const emptyView: RoomView = {
  state: null,
  sequence: 0,
  userId: null,
  connectionId: null,
  chat: [],
  turns: {},
  peers: {},
  ai: null,
  flags: [],
  readUpTo: 0,
  clockOffsetMs: 0,
};

/** The view after a message from the server. Answers to requests change nothing here; the outbox takes them. */
export function reduceView(view: RoomView, message: ServerMessage, now: number): RoomView {
  switch (message.type) {
    case 'welcome':
      return welcome(view, message, now);
    case 'events':
      return applyEvents(view, message.events);
    case 'chat':
      return {...view, chat: upsert(view.chat, message.message)};
    case 'chat-append':
      return {
        ...view,
        chat: view.chat.map((entry) =>
          entry.id === message.messageId ? {...entry, text: entry.text + message.text} : entry,
        ),
      };
    case 'chat-expired':
      return {...view, chat: view.chat.filter((entry) => !message.messageIds.includes(entry.id))};
    case 'turn':
      return {...view, turns: {...view.turns, [message.turn.id]: message.turn}};
    case 'presence':
      return movePeers(view, message);
    case 'chat-read':
      return {...view, readUpTo: message.readUpTo};
    case 'acknowledged':
    case 'refused':
    case 'ping':
      return view;
  }
}

/** The view without the messages that have expired at `now`, by our own clock. */
export function dropExpired(view: RoomView, now: number): RoomView {
  const serverNow = now + view.clockOffsetMs;
  if (view.chat.every((message) => message.expiresAt > serverNow)) return view;
  return {...view, chat: view.chat.filter((message) => message.expiresAt > serverNow)};
}

function welcome(view: RoomView, message: ServerMessageOf<'welcome'>, now: number): RoomView {
  const base = message.state ? {...view, state: message.state, sequence: message.sequence} : view;
  return {
    ...applyEvents(base, message.events),
    userId: message.userId,
    connectionId: message.connectionId,
    chat: message.chat,
    turns: {...view.turns, ...Object.fromEntries(message.turns.map((turn) => [turn.id, turn]))},
    peers: Object.fromEntries(
      message.peers
        .filter((peer) => peer.connectionId !== message.connectionId)
        .map((peer) => [peer.connectionId, peer]),
    ),
    ai: message.ai,
    flags: message.flags,
    readUpTo: message.readUpTo,
    clockOffsetMs: message.time - now,
  };
}

function applyEvents(view: RoomView, events: ServerMessageOf<'events'>['events']): RoomView {
  let {state, sequence} = view;
  for (const {sequence: number, event} of events) {
    if (!state || number <= sequence) continue; // already included
    state = reduceRoom(state, event);
    sequence = number;
  }
  return {...view, state, sequence};
}

function upsert(chat: readonly ChatMessage[], message: ChatMessage): ChatMessage[] {
  const index = chat.findIndex((entry) => entry.id === message.id);
  return index < 0 ? [...chat, message] : chat.with(index, message);
}

function movePeers(view: RoomView, {peers, left}: ServerMessageOf<'presence'>): RoomView {
  const next = {...view.peers};
  for (const connectionId of left) delete next[connectionId];
  for (const peer of peers) if (peer.connectionId !== view.connectionId) next[peer.connectionId] = peer;
  return {...view, peers: next};
}
