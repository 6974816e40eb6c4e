import EventEmitter, {type Listener} from 'events';
import {Readable, Writable} from 'readable-stream';
import type {ProcessStart, TerminalSize} from '../protocol.js';
import type {ProcessObject} from './context.js';
import type {EventLoop} from './event-loop.js';
import type {HostLink} from './host-link.js';

export const nodeVersion = '22.12.0';

/** `process`, and what only the realm may do with it. */
export interface ProcessControl {
  process: ProcessObject;
  /** Text typed by the user; null at the end. */
  input: (text: string | null) => void;
  interrupt: () => void;
  resize: (size: TerminalSize) => void;
  /** Ends the program once nothing is left to wait for. */
  endIfIdle: () => void;
}

interface Parts {
  start: ProcessStart;
  link: HostLink;
  loop: EventLoop;
}

/** Makes `process`. */
export function createProcess({start, link, loop}: Parts): ProcessControl {
  let directory = start.workdir + (start.cwd === '/' ? '' : start.cwd);
  let isExiting = false;
  const startedAt = performance.now();
  const emitter = new EventEmitter() as ProcessObject;

  const exit = (code: number | string | undefined = emitter.exitCode): never => {
    const chosen = Number(code ?? 0) & 255;
    emitter.exitCode = chosen;
    if (!isExiting) {
      isExiting = true;
      try {
        emitter.emit('exit', chosen);
      } finally {
        link.send({type: 'exit', code: Number(emitter.exitCode) & 255});
      }
    }
    return sleepForEver();
  };

  const stdout = terminalStream('stdout', start.terminal, link);
  const stderr = terminalStream('stderr', start.terminal, link);
  const stdin = keyboardStream(start.terminal, link, loop);
  const hrtime = (since?: [number, number]): [number, number] => {
    const now = performance.now();
    const [seconds, nanoseconds] = [Math.floor(now / 1000), Math.floor((now % 1000) * 1e6)];
    if (!since) return [seconds, nanoseconds];
    const [s, n] = [seconds - since[0], nanoseconds - since[1]];
    return n < 0 ? [s - 1, n + 1e9] : [s, n];
  };
  const memory = {rss: 60e6, heapTotal: 40e6, heapUsed: 30e6, external: 1e6, arrayBuffers: 0};

  Object.assign(emitter, {
    title: 'node',
    argv: ['/usr/bin/node', ...programPath(start), ...start.args],
    argv0: 'node',
    execArgv: [...start.execArgs],
    execPath: '/usr/bin/node',
    env: environment({HOME: '/home', PATH: '/usr/bin', PWD: directory, ...start.env}),
    exitCode: undefined,
    pid: 1 + Math.floor(performance.timeOrigin % 30_000),
    ppid: 1,
    platform: 'linux',
    arch: 'x64',
    version: `v${nodeVersion}`,
    versions: {node: nodeVersion, v8: '12.4', modules: '127'},
    release: {name: 'node'},
    features: {typescript: 'strip'},
    config: {variables: {}},
    stdout: stdout.stream,
    stderr: stderr.stream,
    stdin: stdin.stream,
    exit,
    reallyExit: exit,
    abort: () => exit(134),
    cwd: () => directory,
    chdir: (to: string) => {
      directory = to.startsWith('/') ? to : `${directory}/${to}`;
    },
    nextTick: (callback: (...args: unknown[]) => void, ...args: unknown[]) =>
      loop.nextTick(() => callback(...args)),
    uptime: () => (performance.now() - startedAt) / 1000,
    hrtime: Object.assign(hrtime, {bigint: () => BigInt(Math.round(performance.now() * 1e6))}),
    memoryUsage: Object.assign(() => memory, {rss: () => memory.rss}),
    cpuUsage: () => ({user: Math.round((performance.now() - startedAt) * 1000), system: 0}),
    resourceUsage: () => ({}),
    umask: () => 0o022,
    getuid: () => 1000,
    geteuid: () => 1000,
    getgid: () => 1000,
    kill: (_pid: number, signal: string) => emitter.emit(signal ?? 'SIGTERM') || exit(143),
    emitWarning: (warning: string | Error, type = 'Warning') =>
      link.write(
        'stderr',
        `(node) ${warning instanceof Error ? warning.name : type}: ${warning instanceof Error ? warning.message : warning}\n`,
      ),
    on(name: string, listener: Listener) {
      EventEmitter.prototype.on.call(emitter, name, listener);
      tellInterrupts();
      return emitter;
    },
  });
  // The emitter's other ways to listen are built on these two.
  const aliases = emitter as unknown as Record<string, unknown>;
  aliases['addListener'] = emitter.on;
  const {removeListener} = EventEmitter.prototype;
  aliases['removeListener'] = aliases['off'] = (name: string, listener: Listener) => {
    removeListener.call(emitter, name, listener);
    tellInterrupts();
    return emitter;
  };

  let isInterruptHandled = false;
  function tellInterrupts(): void {
    const isHandled = emitter.listenerCount('SIGINT') > 0;
    if (isHandled === isInterruptHandled) return;
    isInterruptHandled = isHandled;
    link.send({type: 'interrupt-handled', isHandled});
  }

  return {
    process: emitter,
    input: stdin.receive,
    interrupt: () => loop.run(() => emitter.emit('SIGINT', 'SIGINT', 2)),
    resize: (size) => {
      stdout.resize(size);
      stderr.resize(size);
      loop.run(() => emitter.emit('SIGWINCH'));
    },
    endIfIdle: () => {
      if (isExiting) return;
      loop.run(() => emitter.emit('beforeExit', Number(emitter.exitCode ?? 0)));
      loop.whenIdle(() => exit());
    },
  };
}

/**
 * `process.exit` never returns, and only the host can end this worker: it is told, and until it acts nothing more of the
 * program must run. Shared memory of WebAssembly lets the thread sleep on any page; where there is none, it spins.
 */
function sleepForEver(): never {
  try {
    const memory = new WebAssembly.Memory({initial: 1, maximum: 1, shared: true});
    Atomics.wait(new Int32Array(memory.buffer), 0, 0);
  } catch {
    // No shared memory here.
  }
  for (;;);
}

/** Every value is text, as the operating system has it. */
function environment(values: Record<string, string>): Record<string, string> {
  return new Proxy(values, {
    set: (target, name, value) => Reflect.set(target, name, String(value)),
  });
}

function programPath({program, workdir}: ProcessStart): string[] {
  return program.kind === 'file' ? [workdir + program.path] : [];
}

function terminalStream(name: 'stdout' | 'stderr', size: TerminalSize | undefined, link: HostLink) {
  const decoder = new TextDecoder();
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: unknown, _encoding, done) {
      link.write(
        name,
        typeof chunk === 'string' ? chunk : decoder.decode(chunk as Uint8Array, {stream: true}),
      );
      done();
    },
  });
  const colors = size ? 8 : 1;
  Object.assign(stream, {
    fd: name === 'stdout' ? 1 : 2,
    isTTY: size !== undefined,
    _type: size ? 'tty' : 'pipe',
    getColorDepth: () => colors,
    hasColors: (count = 16) => count <= 2 ** colors && colors > 1,
    getWindowSize: () => (size ? [size.cols, size.rows] : undefined),
    cursorTo: (x: number, y?: number) =>
      stream.write(y === undefined ? `\u001b[${x + 1}G` : `\u001b[${y + 1};${x + 1}H`),
    moveCursor: (x: number, y: number) => stream.write(moves(x, 'C', 'D') + moves(y, 'B', 'A')),
    clearLine: (direction: number) => stream.write(`\u001b[${direction < 0 ? 1 : direction > 0 ? 0 : 2}K`),
    clearScreenDown: () => stream.write('\u001b[J'),
    ...(size && {columns: size.cols, rows: size.rows}),
  });
  const resize = ({cols, rows}: TerminalSize) => {
    Object.assign(stream, {columns: cols, rows});
    stream.emit('resize');
  };
  return {stream: stream as Writable & ProcessObject['stdout'], resize};
}

function moves(by: number, forward: string, back: string): string {
  return by === 0 ? '' : `\u001b[${Math.abs(by)}${by > 0 ? forward : back}`;
}

/** `process.stdin`: keeps the program alive only while somebody reads it. */
function keyboardStream(size: TerminalSize | undefined, link: HostLink, loop: EventLoop) {
  const encoder = new TextEncoder();
  let release: () => void = () => undefined;
  let isEnded = false;
  const stream = new Readable({
    read: () => hold(),
  });
  function hold(): void {
    release();
    // A stream that was paused before it began to flow still reads once.
    release = isEnded || stream.readableFlowing === false ? () => undefined : loop.hold();
  }
  Object.assign(stream, {
    fd: 0,
    isTTY: size !== undefined,
    isRaw: false,
    setRawMode: (isRaw: boolean) => {
      Object.assign(stream, {isRaw});
      link.send({type: 'raw-mode', isRaw});
      return stream;
    },
    ref: () => stream,
    unref: () => {
      release();
      return stream;
    },
  });
  stream.on('resume', hold);
  stream.on('pause', () => release());
  stream.on('close', () => release());
  return {
    stream,
    receive: (text: string | null) => {
      if (isEnded) return;
      isEnded = text === null;
      if (isEnded) release();
      loop.run(() => {
        stream.push(text === null ? null : encoder.encode(text));
      });
    },
  };
}
