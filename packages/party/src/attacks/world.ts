import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {newFileId, newId} from '@codecraft/core/protocol';
import {exportJWK, generateKeyPair, type JWTPayload, SignJWT} from 'jose';
import {type StartHost, TestHost} from '../contract/test-host.js';
import {PartyClient, type PartySocket} from '../testing/party-client.js';

export const issuer = 'https://school.example';
export const audience = 'codecraft.example';

/** A host under attack: Mara's project with Jonas and Priya in it, and Eve, who has an account and a project of her own. */
export class World {
  readonly host: TestHost;
  readonly site = new Site();
  eve = new PartyClient('');
  /** Mara's: she is admin, Jonas a member, Priya a viewer. */
  projectId = '';
  /** A file of Mara's project. */
  fileId = newFileId();
  /** A message of Mara's. */
  messageId = newId();
  evesProjectId = '';

  constructor(start: StartHost) {
    this.host = new TestHost(start);
  }

  async open(): Promise<void> {
    await this.site.open();
    const jwks = this.site.url;
    await this.host.open({TRUSTED_ISSUERS: JSON.stringify([{issuer, audience, jwks}])});
    const {mara, jonas, priya} = this.host;
    this.eve = await this.host.register('Eve');
    this.evesProjectId = await this.eve.createProject({name: 'Eve’s'});
    this.projectId = await mara.createProject();
    await mara.bring(jonas, this.projectId, 'member');
    await mara.bring(priya, this.projectId, 'viewer');
    const socket = await mara.enter(this.projectId);
    await socket.ask({type: 'file-create', id: newId(), fileId: this.fileId, path: 'a.txt', text: 'text'});
    await socket.ask({type: 'chat-send', id: this.messageId, text: 'hello'});
    socket.close();
  }

  async close(): Promise<void> {
    await this.host.close();
    this.site.close();
  }

  /** A socket of someone's in Mara's project, closed when `use` is done. */
  async with<Result>(
    person: PartyClient,
    use: (socket: PartySocket) => Promise<Result>,
    projectId = this.projectId,
  ): Promise<Result> {
    const socket = await person.enter(projectId);
    try {
      return await use(socket);
    } finally {
      socket.close();
    }
  }
}

/** A trusted site: its keys, and what it signs. */
export class Site {
  /** How often its keys were asked for. */
  fetches = 0;
  private readonly server: Server = createServer((_, response) => {
    this.fetches += 1;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({keys: [this.publicKey]}));
  });
  private key: CryptoKey | undefined;
  publicKey: object = {};

  async open(): Promise<void> {
    const {publicKey, privateKey} = await generateKeyPair('RS256', {extractable: true});
    this.key = privateKey;
    this.publicKey = {...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256'};
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/jwks`;
  }

  sign(claims: JWTPayload = {}, header: {kid?: string; jku?: string; jwk?: object} = {}): Promise<string> {
    if (!this.key) throw new Error('The site is not open.');
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({iss: issuer, aud: audience, sub: 'lena', exp: now + 3600, ...claims})
      .setProtectedHeader({alg: 'RS256', kid: 'one', ...header} as {alg: string})
      .sign(this.key);
  }

  close(): void {
    this.server.close();
  }
}
