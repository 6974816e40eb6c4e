import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';

/**
 * The proxy of a browser under test: it takes note of every host but this computer that is asked for, by whatever
 * means and in whatever realm, and lets nothing through.
 */
export class OutsideRecorder {
  readonly url: string;
  readonly port: number;
  /** `https://host` (what is asked there is encrypted), or the whole address where it is plain http. */
  readonly asked: string[] = [];
  readonly close: () => void;

  private constructor(server: ReturnType<typeof createServer>) {
    this.port = (server.address() as AddressInfo).port;
    this.url = `http://127.0.0.1:${this.port}`;
    this.close = () => {
      server.closeAllConnections();
      server.close();
    };
    server.on('request', (request, response) => {
      this.#note(request.url!);
      response.writeHead(502).end();
    });
    server.on('connect', (request, socket) => {
      this.#note(`https://${request.url!.replace(/:443$/, '')}`);
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    });
  }

  static async open(): Promise<OutsideRecorder> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new OutsideRecorder(server);
  }

  /** Browsers ask again where they got no answer. */
  #note(address: string): void {
    if (!this.asked.includes(address)) this.asked.push(address);
  }
}
