import {type ChildProcess, spawn} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {freePort} from '../../scripts/ground/free-port.mjs';

const root = path.resolve(import.meta.dirname, '../..');

/** `npm start`, as a person runs it, on free ports and with storage of its own. */
export class Codecraft {
  readonly url: string;
  private readonly settings: NodeJS.ProcessEnv;
  private readonly dataFolder: string;
  private child: ChildProcess | null = null;
  private output = '';

  private constructor(ports: {site: number; party: number}, dataFolder: string, env: Record<string, string>) {
    this.url = `http://localhost:${ports.site}`;
    this.dataFolder = dataFolder;
    this.settings = {
      ...process.env,
      PORT: String(ports.site),
      PARTY_PORT: String(ports.party),
      CODECRAFT_DATA: dataFolder,
      GEMINI_API_KEY: '',
      ...env,
    };
  }

  static async create(env: Record<string, string> = {}): Promise<Codecraft> {
    const ports = {site: await freePort(), party: await freePort()};
    return new Codecraft(ports, await mkdtemp(path.join(tmpdir(), 'codecraft-e2e-')), env);
  }

  /** Resolves with the line it prints once both servers answer. */
  start(): Promise<string> {
    this.output = '';
    const child = spawn(process.execPath, ['scripts/start.mjs'], {cwd: root, env: this.settings});
    this.child = child;
    return new Promise((resolve, reject) => {
      const read = (chunk: Buffer) => {
        this.output += chunk;
        const line = this.output.split('\n').find((text) => text.includes(this.url));
        if (line) resolve(line);
      };
      child.stdout?.on('data', read);
      child.stderr?.on('data', read);
      child.once('exit', (code) => reject(new Error(`npm start ended with ${code}:\n${this.output}`)));
    });
  }

  /** Ctrl-C. Resolves with the exit code. */
  stop(signal: NodeJS.Signals = 'SIGINT'): Promise<number | null> {
    const {child} = this;
    if (!child || child.exitCode !== null) return Promise.resolve(child?.exitCode ?? null);
    return new Promise((resolve) => {
      child.once('exit', (code) => resolve(code));
      child.kill(signal);
    });
  }

  async dispose(): Promise<void> {
    await this.stop();
    await rm(this.dataFolder, {recursive: true, force: true});
  }
}
