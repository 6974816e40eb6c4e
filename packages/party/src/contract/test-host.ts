import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {newId} from '@codecraft/core/protocol';
import {PartyClient} from '../testing/party-client.js';

/** The secret of every host under test. */
export const secretOfTests = 'a secret of this test, long enough';

/** Starts a host on 127.0.0.1, such as `startLocalParty`. */
export type StartHost = (options: {
  port: number;
  persistDir: string;
  vars: Record<string, string>;
}) => Promise<{url: string; stop(): Promise<void>}>;

/** A running host with a storage folder of its own, and three people who have accounts there. */
export class TestHost {
  readonly start: StartHost;
  readonly metricsToken = newId();
  private folder = '';
  private running: Awaited<ReturnType<StartHost>> | undefined;
  private readonly registered: PartyClient[] = [];

  constructor(start: StartHost) {
    this.start = start;
  }

  async open(vars: Record<string, string> = {}): Promise<void> {
    this.folder = await mkdtemp(path.join(tmpdir(), 'codecraft-host-'));
    this.running = await this.boot(0, vars);
    // Once for all tests that are not about accounts: a password hash takes a third of a second.
    for (const name of ['Mara', 'Jonas', 'Priya']) this.registered.push(await this.register(name));
  }

  async close(): Promise<void> {
    await this.running?.stop();
    await rm(this.folder, {recursive: true, force: true});
  }

  /** Stops the host and starts it again at the same address, with the same storage. */
  async restart(vars: Record<string, string> = {}): Promise<void> {
    const port = Number(new URL(this.url).port);
    await this.running?.stop();
    this.running = await this.boot(port, vars);
  }

  get url(): string {
    if (!this.running) throw new Error('The host is not open.');
    return this.running.url;
  }

  get mara(): PartyClient {
    return this.person(0);
  }

  get jonas(): PartyClient {
    return this.person(1);
  }

  get priya(): PartyClient {
    return this.person(2);
  }

  /** Someone new. */
  register(name: string): Promise<PartyClient> {
    return PartyClient.registered(this.url, name);
  }

  boot(port: number, vars: Record<string, string> = {}) {
    return this.start({
      port,
      persistDir: this.folder,
      vars: {
        CODECRAFT_SECRET: secretOfTests,
        METRICS_TOKEN: this.metricsToken,
        ...vars,
      },
    });
  }

  private person(number: number): PartyClient {
    const person = this.registered[number];
    if (!person) throw new Error('The host is not open.');
    return person;
  }
}
