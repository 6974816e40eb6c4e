import {
  type ClientMessage,
  type ClientRequest,
  type DocumentFrame,
  decodeDocumentFrame,
  decodeServerMessage,
  encodeDocumentFrame,
  newId,
  protocolVersion,
  type ServerMessage,
  type ServerMessageOf,
} from '@codecraft/core/protocol';
import type {Model} from '../ai/model.js';
import {Turns} from '../ai/turns.js';
import {type Environment, readEnvironment} from '../environment.js';
import {type Connection, type ConnectionData, connectionOf, type SocketOwner} from '../host/connection.js';
import {createLog} from '../host/log.js';
import {roomCalls} from '../room/calls/index.js';
import {Room} from '../room/room.js';
import {RoomSockets} from '../room/room-sockets.js';
import {MemoryStorage} from './memory-storage.js';

/** A socket whose frames stay in a list until a test looks at them. */
export class TestConnection implements Connection {
  readonly id = newId();
  data: ConnectionData;
  readonly sent: (string | Uint8Array)[] = [];
  closed: {code: number; reason: string} | undefined;

  constructor(owner: SocketOwner) {
    this.data = connectionOf(owner);
  }

  send(data: string | Uint8Array): void {
    this.sent.push(data);
  }

  close(code: number, reason: string): void {
    this.closed ??= {code, reason};
  }
}

/** Time and timers that move when a test says so. */
export class TestClock {
  time = Date.UTC(2026, 0, 1);
  private timers: {at: number; task: () => void}[] = [];

  readonly now = () => this.time;

  readonly later = (delayMs: number, task: () => void) => {
    this.timers.push({at: this.time + delayMs, task});
  };

  advance(ms: number): void {
    this.time += ms;
    const due = this.timers.filter((timer) => timer.at <= this.time);
    this.timers = this.timers.filter((timer) => timer.at > this.time);
    for (const timer of due) timer.task();
  }
}

const silentModel: Model = {
  source: 'templates',
  async *answer() {
    yield {type: 'text', text: 'Nothing to do.'};
  },
};

/** A real room on a host in memory, with people who can be made to say things. */
export class TestRoom {
  readonly clock = new TestClock();
  readonly storage: MemoryStorage;
  readonly log: string[] = [];
  readonly room: Room;
  readonly sockets: RoomSockets;
  private readonly open = new Set<TestConnection>();

  private constructor(storage: MemoryStorage, model: Model, environment: Environment) {
    this.storage = storage;
    this.room = new Room(
      {
        storage,
        log: createLog({}, (line) => this.log.push(line)),
        now: this.clock.now,
        later: this.clock.later,
        connections: () => [...this.open].filter((connection) => !connection.closed),
      },
      environment,
      (room) => new Turns(room, model),
    );
    this.sockets = new RoomSockets(this.room);
  }

  /** @param storage Of an earlier room, to play a restart. */
  static async start({
    storage = new MemoryStorage(),
    model = silentModel,
    variables = {},
  }: {
    storage?: MemoryStorage;
    model?: Model;
    variables?: Record<string, string>;
  } = {}): Promise<TestRoom> {
    const environment = readEnvironment({CODECRAFT_SECRET: 's'.repeat(40), ...variables});
    const test = new TestRoom(storage, model, environment);
    await test.room.start();
    return test;
  }

  /** A room that exists, with Mara as its admin. */
  static async withProject(
    options: Parameters<typeof TestRoom.start>[0] & {files?: Record<string, string>} = {},
  ): Promise<TestRoom> {
    const test = await TestRoom.start(options);
    await roomCalls.create(test.room, {
      id: newId(),
      name: 'Todos',
      userId: mara.userId,
      userName: mara.name,
      accountId: mara.userId,
      files: options.files ?? {},
    });
    return test;
  }

  /** Makes someone a member, as an accepted invitation does. */
  async invite(person: typeof mara, role: 'admin' | 'member' | 'viewer'): Promise<void> {
    await roomCalls.invite(this.room, {
      by: mara.userId,
      accountId: person.userId,
      email: 'someone@example.org',
      role,
    });
    await roomCalls.join(this.room, {accountId: person.userId, ...person});
  }

  /** Opens a socket and says hello. */
  async enter(
    person: typeof mara,
    {since, ...owner}: {since?: number} & Partial<SocketOwner> = {},
  ): Promise<TestPerson> {
    const connection = this.connect(person, owner);
    const visitor = new TestPerson(this, connection);
    await visitor.say({type: 'hello', protocol: protocolVersion, ...(since !== undefined && {since})});
    return visitor;
  }

  connect({userId}: typeof mara, owner: Partial<SocketOwner> = {}): TestConnection {
    const connection = new TestConnection({
      userId,
      sessionId: newId(),
      isGuest: false,
      endsAt: null,
      ...owner,
    });
    this.open.add(connection);
    this.sockets.connect(connection);
    return connection;
  }

  disconnect(connection: TestConnection): void {
    this.open.delete(connection);
    this.sockets.close(connection);
  }

  /** Waits until the AI has nothing left to do. */
  async settled(): Promise<void> {
    for (let round = 0; round < 1000; round++) {
      await this.room.serial.idle();
      await new Promise((resolve) => setImmediate(resolve));
      const turns = await this.room.turnLog.latest();
      if (turns.every(({status}) => status !== 'working' && status !== 'waiting')) break;
    }
    await this.room.serial.idle();
  }
}

/** One open socket and who holds it. */
export class TestPerson {
  readonly connection: TestConnection;
  private readonly test: TestRoom;

  constructor(test: TestRoom, connection: TestConnection) {
    this.test = test;
    this.connection = connection;
  }

  /** Everything heard as text, in order. */
  get heard(): ServerMessage[] {
    return this.connection.sent.filter((data) => typeof data === 'string').map(decodeServerMessage);
  }

  heardOf<Type extends ServerMessage['type']>(type: Type): ServerMessageOf<Type>[] {
    return this.heard.filter((message): message is ServerMessageOf<Type> => message.type === type);
  }

  get frames(): DocumentFrame[] {
    return this.connection.sent.filter((data) => typeof data !== 'string').map(decodeDocumentFrame);
  }

  /** Forgets what was heard so far. */
  listenAnew(): void {
    this.connection.sent.length = 0;
  }

  async say(message: ClientMessage): Promise<void> {
    await this.test.sockets.receive(this.connection, JSON.stringify(message));
  }

  /** Sends a request and returns its answer. */
  async ask(
    request: Request,
  ): Promise<{type: 'acknowledged'} | {type: 'refused'; code: string; message: string}> {
    const message = {id: newId(), ...request} as ClientRequest;
    await this.say(message);
    const answer = this.heard.findLast(
      (heard) => (heard.type === 'acknowledged' || heard.type === 'refused') && heard.id === message.id,
    );
    if (answer?.type !== 'acknowledged' && answer?.type !== 'refused') throw new Error('No answer came.');
    return answer;
  }

  async sendFrame(frame: DocumentFrame): Promise<DocumentFrame | undefined> {
    const before = this.frames.length;
    await this.test.sockets.receive(this.connection, encodeDocumentFrame(frame));
    return this.frames.slice(before)[0];
  }
}

type WithoutId<Message> = Message extends {id: string} ? Omit<Message, 'id'> & {id?: string} : never;
type Request = WithoutId<ClientRequest>;

export const mara = {userId: 'mara0000000000000000', name: 'Mara'};
export const jonas = {userId: 'jonas000000000000000', name: 'Jonas'};
export const priya = {userId: 'priya000000000000000', name: 'Priya'};
