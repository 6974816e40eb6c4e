import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {exportJWK, generateKeyPair, SignJWT} from 'jose';

export const issuer = 'https://school.example';
export const audience = 'codecraft.example';

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

  /** TRUSTED_ISSUERS of a server that trusts it. */
  get configuration(): string {
    return JSON.stringify([{issuer, audience, jwks: this.url}]);
  }

  sign(claims: object = {}, header: {kid?: string; jku?: string; jwk?: object} = {}): Promise<string> {
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
