import {once} from 'node:events';
import {connect, createServer} from 'node:net';

/** Where the wire is cut, seen from the next thing the client sends. */
export const cuts = [
  'before it arrives',
  'in the middle of the frame',
  'right after it arrives',
  'before the answer arrives',
];

/** A wire between one client and the server that can be cut at the worst moment. */
export class CuttingProxy {
  #server;
  #armed;

  /** @param target The server's port on this machine. */
  static async open(target) {
    const proxy = new CuttingProxy();
    proxy.#server = createServer((client) => proxy.#join(client, connect(target, '127.0.0.1')));
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get port() {
    return this.#server.address().port;
  }

  /** Cuts at what the client sends next. Resolves when that has happened. */
  cutNext(kind) {
    return new Promise((resolve) => {
      this.#armed = {kind, resolve};
    });
  }

  close() {
    this.#server.close();
  }

  #join(client, server) {
    const cut = () => {
      client.destroy();
      server.destroy();
    };
    let isAnswerCut = false;
    client.on('data', (bytes) => {
      const armed = this.#armed;
      if (!armed) return server.write(bytes);
      this.#armed = undefined;
      const {kind, resolve} = armed;
      const end = () => {
        cut();
        resolve();
      };
      if (kind === 'before it arrives') return end();
      if (kind === 'in the middle of the frame') {
        return server.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), end);
      }
      if (kind === 'right after it arrives') return server.write(bytes, end);
      isAnswerCut = true;
      server.once('data', end);
      server.write(bytes);
    });
    server.on('data', (bytes) => {
      if (!isAnswerCut) client.write(bytes);
    });
    // Each end goes with the other; a reset is what this proxy is for.
    client.on('error', cut).on('close', cut);
    server.on('error', cut).on('close', cut);
  }
}
