import {fork} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {createServer} from 'node:net';

// Ending through `exit`, on which each server's process group is killed.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

/** A server under test: a process of ours with, where it starts one, the workerd that does the work. */
export class ServerProcess {
  #child;
  url;

  /** @param {string} script From the root; sends `{url}` once it answers. */
  static async start(script, ...options) {
    const server = new ServerProcess();
    // Detached is a process group of its own, which can be killed as one.
    server.#child = fork(script, options.map(String), {
      detached: true,
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    // A bench that fails leaves nobody behind.
    process.once('exit', server.#killGroup);
    server.#child.once('exit', () => process.off('exit', server.#killGroup));
    const failed = once(server.#child, 'exit').then(([code]) => {
      throw new Error(`${script} ended with ${code} before it answered.`);
    });
    const [{url}] = await Promise.race([once(server.#child, 'message'), failed]);
    failed.catch(() => undefined);
    server.url = url;
    return server;
  }

  /** kill -9 for all of it at once: nobody gets to say goodbye to anybody. */
  async kill() {
    const pids = this.#pids();
    this.#killGroup();
    process.off('exit', this.#killGroup);
    while (pids.some((pid) => existsSync(`/proc/${pid}`) && !isZombie(pid))) await pause(5);
  }

  #killGroup = () => process.kill(-this.#child.pid, 'SIGKILL');

  /** Seconds of CPU so far, of the process that does the work. */
  get cpuSeconds() {
    const [, , , , , , , , , , , user, system] = statOf(this.#worker);
    return (Number(user) + Number(system)) / ticksPerSecond;
  }

  get residentBytes() {
    const status = readFileSync(`/proc/${this.#worker}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)[1]) * 1024;
  }

  get #worker() {
    const pids = this.#pids();
    return pids.find((pid) => readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'workerd') ?? pids[0];
  }

  /** Ours first. */
  #pids() {
    const {pid} = this.#child;
    const others = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && Number(name) !== pid)
      .filter((name) => existsSync(`/proc/${name}/stat`) && Number(statOf(name)[2]) === pid);
    return [pid, ...others.map(Number)];
  }
}

/** What Linux counts CPU time in. */
const ticksPerSecond = 100;

/** The fields of `/proc/<pid>/stat` after the name, which may hold spaces: state, parent, process group, … */
function statOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return []; // it ended between being listed and being looked at
  }
}

const isZombie = (pid) => statOf(pid)[0] === 'Z';

export function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** A port of this machine that nobody uses now. */
export async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const {port} = /** @type {import('node:net').AddressInfo} */ (probe.address());
  probe.close();
  await once(probe, 'close');
  return port;
}
