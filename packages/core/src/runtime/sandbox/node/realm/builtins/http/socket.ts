import {Duplex, type DuplexOptions} from 'readable-stream';

/**
 * What stands for a connection. Of most requests it carries nothing: libraries ask it who called and hang listeners on
 * it. Where a server takes the connection over (`upgrade`), what passes over it is up to the options.
 */
export class Socket extends Duplex {
  readonly remoteAddress = '127.0.0.1';
  readonly remotePort = 50_000;
  readonly remoteFamily = 'IPv4';
  readonly localAddress = '127.0.0.1';
  readonly encrypted = false;

  constructor(options: DuplexOptions = {}) {
    super({read: () => undefined, write: (_chunk, _encoding, done) => done(), ...options});
  }

  setTimeout(): this {
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  address(): {address: string; family: string; port: number} {
    return {address: '127.0.0.1', family: 'IPv4', port: 0};
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}
