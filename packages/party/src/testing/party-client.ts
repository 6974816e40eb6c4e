import {once} from 'node:events';
import {
  type ClientMessage,
  type ClientRequest,
  type DocumentFrame,
  decodeDocumentFrame,
  decodeServerMessage,
  encodeDocumentFrame,
  encodeMessage,
  newId,
  type ProjectSummary,
  protocolVersion,
  type ServerMessage,
  type ServerMessageOf,
  SessionBody,
  TicketBody,
} from '@codecraft/core/protocol';
import {WebSocket} from 'ws';

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // Whatever came; each test says what it expects of it.
  readonly body: unknown;
}

/** A person at a running party, over real HTTP and real sockets. */
export class PartyClient {
  readonly email: string;
  session: SessionBody | undefined;
  /** The cookie as the browser would keep it. */
  cookie = '';
  private readonly url: string;

  constructor(url: string, email = `${newId(8)}@example.org`) {
    this.url = url;
    this.email = email;
  }

  static async registered(url: string, name: string): Promise<PartyClient> {
    const client = new PartyClient(url);
    await client.register(name);
    return client;
  }

  async request(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    return this.requestRaw(method, path, body === undefined ? undefined : JSON.stringify(body), headers);
  }

  /** Sends a body as it is. */
  async requestRaw(
    method: string,
    path: string,
    body?: string,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        // A connection that was kept may be one the host is closing: it does so after some idle seconds, and after a
        // body that it refused for its size. On a busy machine the next request meets it.
        Connection: 'close',
        ...(body !== undefined && {'Content-Type': 'application/json'}),
        ...(this.session && {Authorization: `Bearer ${this.session.accessToken}`}),
        ...(this.cookie && {Cookie: this.cookie}),
        ...headers,
      },
      ...(body !== undefined && {body}),
    });
    const text = await response.text();
    const set = response.headers.get('set-cookie');
    if (set) this.cookie = set.split(';')[0] ?? '';
    return {status: response.status, headers: response.headers, body: parsed(text)};
  }

  async register(name: string, password = 'a long enough password'): Promise<Answer> {
    const answer = await this.request('POST', '/api/accounts', {email: this.email, name, password});
    if (answer.status === 201) this.session = SessionBody.parse(answer.body);
    return answer;
  }

  async signIn(password = 'a long enough password'): Promise<Answer> {
    const answer = await this.request('POST', '/api/session', {email: this.email, password});
    if (answer.status === 200) this.session = SessionBody.parse(answer.body);
    return answer;
  }

  async createProject(project: {name: string; template?: string} = {name: 'Todos'}): Promise<string> {
    const {body} = await this.request('POST', '/api/projects', project);
    return (body as ProjectSummary).id;
  }

  /** Invites someone who then accepts. */
  async bring(other: PartyClient, projectId: string, role: 'admin' | 'member' | 'viewer'): Promise<void> {
    await this.request('POST', `/api/projects/${projectId}/invites`, {email: other.email, role});
    await other.request('POST', `/api/invites/${projectId}`);
  }

  async ticket(projectId: string): Promise<string> {
    const {body} = await this.request('POST', `/api/projects/${projectId}/ticket`);
    return TicketBody.parse(body).ticket;
  }

  /** Opens a socket and waits for the welcome. */
  async enter(projectId: string): Promise<PartySocket> {
    const socket = this.openSocket(projectId, await this.ticket(projectId));
    await socket.opened;
    socket.send({type: 'hello', protocol: protocolVersion});
    await socket.next('welcome');
    return socket;
  }

  openSocket(
    projectId: string,
    ticket: string,
    origin?: string,
    headers: Record<string, string> = {},
  ): PartySocket {
    const address = `${this.url.replace(/^http/, 'ws')}/parties/project/${projectId}?ticket=${ticket}`;
    return new PartySocket(new WebSocket(address, {headers, ...(origin && {origin})}));
  }
}

/** JSON where it is; a host's own answers are text. */
function parsed(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A socket that remembers what it heard. */
export class PartySocket {
  readonly heard: (ServerMessage | DocumentFrame)[] = [];
  readonly opened: Promise<unknown>;
  /** Resolves with the close code; 1006 also for a handshake that was refused. */
  readonly closed: Promise<number>;
  private readonly socket: WebSocket;

  constructor(socket: WebSocket) {
    this.socket = socket;
    this.opened = once(socket, 'open');
    this.closed = new Promise((resolve) => socket.once('close', resolve));
    // A refused handshake is an error and a close; the close is what tests look at.
    socket.on('error', () => undefined);
    this.opened.catch(() => undefined);
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      const heard = isBinary
        ? decodeDocumentFrame(new Uint8Array(data))
        : decodeServerMessage(data.toString());
      if ('type' in heard && heard.type === 'ping') this.send({type: 'pong', number: heard.number});
      this.heard.push(heard);
    });
  }

  send(message: ClientMessage): void {
    this.socket.send(encodeMessage(message));
  }

  sendFrame(frame: DocumentFrame): void {
    this.socket.send(encodeDocumentFrame(frame));
  }

  sendRaw(data: string | Uint8Array): void {
    this.socket.send(data);
  }

  close(): void {
    this.socket.close(1000);
  }

  /** Sends a request and waits for its answer. */
  async ask(request: ClientRequest): Promise<ServerMessage> {
    this.send(request);
    return this.find(
      (heard): heard is ServerMessageOf<'acknowledged' | 'refused'> =>
        'type' in heard &&
        (heard.type === 'acknowledged' || heard.type === 'refused') &&
        heard.id === request.id,
    );
  }

  async askFrame(frame: DocumentFrame): Promise<DocumentFrame> {
    const from = this.heard.length;
    this.socket.send(encodeDocumentFrame(frame));
    return this.find(
      (heard): heard is DocumentFrame => 'kind' in heard && heard.fileId === frame.fileId,
      from,
    );
  }

  /** The first message of a type, once it has come. */
  async next<Type extends ServerMessage['type']>(
    type: Type,
    condition: (message: ServerMessageOf<Type>) => boolean = () => true,
  ): Promise<ServerMessageOf<Type>> {
    return this.find(
      (heard): heard is ServerMessageOf<Type> =>
        'type' in heard && heard.type === type && condition(heard as ServerMessageOf<Type>),
    );
  }

  async nextFrame(kind: DocumentFrame['kind']): Promise<DocumentFrame> {
    return this.find((heard): heard is DocumentFrame => 'kind' in heard && heard.kind === kind);
  }

  private async find<Found extends ServerMessage | DocumentFrame>(
    condition: (heard: ServerMessage | DocumentFrame) => heard is Found,
    from = 0,
  ): Promise<Found> {
    for (;;) {
      const found = this.heard.slice(from).find(condition);
      if (found) return found;
      if (this.socket.readyState === WebSocket.CLOSED)
        throw new Error('The socket closed before this was heard.');
      await Promise.race([once(this.socket, 'message'), this.closed]);
    }
  }
}
