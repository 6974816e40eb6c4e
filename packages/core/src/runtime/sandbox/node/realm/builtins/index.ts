import assert from 'assert';
import * as buffer from 'buffer';
import EventEmitter from 'events';
import path from 'path-browserify';
import querystring from 'querystring-es3';
import stream from 'readable-stream';
import * as stringDecoder from 'string_decoder';
import legacyUtil from 'util';
import type {RealmContext} from '../context.js';
import {createTimerPromises} from '../timers.js';
import {asyncHooks} from './async-hooks.js';
import {createCrypto} from './crypto.js';
import {diagnosticsChannel} from './diagnostics-channel.js';
import {createFs} from './fs/index.js';
import {createHttp} from './http/index.js';
import type {HttpServers} from './http/server.js';
import {os} from './os.js';
import {createReadline} from './readline.js';
import {isRefused, refusedModule} from './refused.js';
import {nodeTestModule, vitestModule} from './test/modules.js';
import {TestRunner} from './test/runner.js';
import {url} from './url.js';
import {util} from './util.js';
import {vm} from './vm.js';
import {createZlib} from './zlib.js';

const isIPv4 = (text: string) => /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/.test(text);
const isIPv6 = (text: string) => text.includes(':') && URL.canParse(`http://[${text}]/`);
const net = {isIP: (text: string) => (isIPv4(text) ? 4 : isIPv6(text) ? 6 : 0), isIPv4, isIPv6};

/** The built-in modules by name without `node:`, each made when it is first asked for. */
export class Builtins {
  readonly #makers: Record<string, () => unknown>;
  readonly #made = new Map<string, unknown>();
  readonly tests: TestRunner;

  constructor(context: RealmContext, servers: HttpServers, fetch: typeof globalThis.fetch) {
    const {loop, timers, process, createRequire} = context;
    const posix = Object.assign({}, path, {
      toNamespacedPath: (value: string) => value,
      matchesGlob: undefined,
    });
    const wholePath = Object.assign(posix, {posix, win32: posix});
    this.tests = new TestRunner(context);
    const {program} = context.start;
    this.#makers = {
      ...(program.kind === 'test' &&
        program.runner === 'vitest' && {vitest: () => vitestModule(this.tests, context)}),
      assert: () => Object.assign(assert, {strict: assert['strict'] ?? assert}),
      'assert/strict': () => assert['strict'],
      async_hooks: () => asyncHooks,
      buffer: () => ({
        ...buffer,
        Blob: globalThis.Blob,
        File: globalThis.File,
        atob,
        btoa,
        constants: {MAX_LENGTH: buffer.kMaxLength},
      }),
      console: () => context.console,
      constants: () => os.constants,
      crypto: () => createCrypto(loop),
      diagnostics_channel: () => diagnosticsChannel,
      events: () => eventsModule(),
      fs: () => createFs(context),
      'fs/promises': () => (this.get('fs') as {promises: unknown}).promises,
      http: () => createHttp(context, servers, fetch, 'http:'),
      https: () => createHttp(context, servers, fetch, 'https:'),
      module: () => ({
        createRequire: (from: string | URL) =>
          createRequire(String(from).startsWith('file:') ? url.fileURLToPath(from) : String(from)),
        builtinModules: this.names(),
        isBuiltin: (name: string) => this.names().includes(name.replace(/^node:/, '')),
        register: () => undefined,
      }),
      os: () => os,
      path: () => wholePath,
      'path/posix': () => wholePath,
      perf_hooks: () => ({
        performance,
        PerformanceObserver,
        monitorEventLoopDelay: () => ({enable: () => undefined}),
      }),
      process: () => process,
      punycode: () => ({toASCII: url.domainToASCII, toUnicode: url.domainToUnicode}),
      querystring: () => querystring,
      readline: () => createReadline(context),
      'readline/promises': () => (this.get('readline') as {promises: unknown}).promises,
      stream: () => Object.assign(stream, {Stream: stream['Stream'] ?? stream}),
      'stream/promises': () => stream['promises'],
      'stream/web': () => ({
        ReadableStream,
        WritableStream,
        TransformStream,
        TextDecoderStream,
        TextEncoderStream,
        CompressionStream,
        DecompressionStream,
      }),
      string_decoder: () => stringDecoder,
      test: () => nodeTestModule(this.tests),
      timers: () => ({...timers, promises: createTimerPromises(timers)}),
      'timers/promises': () => createTimerPromises(timers),
      tty: () => ({
        isatty: (descriptor: number) => descriptor < 3 && process.stdout.isTTY,
        ReadStream: Object,
        WriteStream: Object,
      }),
      url: () => url,
      util: () => ({...util, promisify: promisifyTimers(util.promisify, timers)}),
      'util/types': () => legacyUtil['types'],
      v8: () => ({
        serialize: undefined,
        getHeapStatistics: () => ({heap_size_limit: 2 ** 31, used_heap_size: 3e7, total_heap_size: 4e7}),
      }),
      vm: () => vm,
      zlib: () => createZlib(loop),
    };
  }

  names(): string[] {
    return Object.keys(this.#makers);
  }

  /**
   * @param importer path of the file that asks
   * @returns undefined where Node has no such module
   * @throws Error with a sentence, where it cannot exist here
   */
  get(name: string, importer = ''): unknown {
    if (isRefused(name))
      return refusedModule(
        name,
        importer,
        name === 'net'
          ? net
          : name === 'worker_threads'
            ? {isMainThread: true, parentPort: null, threadId: 0}
            : {},
      );
    if (!Object.hasOwn(this.#makers, name)) return undefined;
    if (!this.#made.has(name)) this.#made.set(name, this.#makers[name]!());
    return this.#made.get(name);
  }
}

function eventsModule() {
  const setMaxListeners = (): void => undefined;
  return Object.assign(EventEmitter, {
    EventEmitter,
    setMaxListeners,
    getEventListeners: (emitter: EventEmitter, name: string) => emitter.listeners(name),
    async *on(emitter: EventEmitter, name: string) {
      for (;;) yield await EventEmitter.once(emitter, name);
    },
    errorMonitor: Symbol('events.errorMonitor'),
    captureRejectionSymbol: Symbol.for('nodejs.rejection'),
  });
}

/** `promisify(setTimeout)` takes the delay first. */
function promisifyTimers(promisify: typeof util.promisify, timers: RealmContext['timers']) {
  const promises = createTimerPromises(timers);
  return Object.assign(
    (call: (...args: unknown[]) => unknown) => {
      if (call === timers.setTimeout) return promises.setTimeout;
      if (call === timers.setImmediate) return promises.setImmediate;
      return promisify(call);
    },
    {custom: promisify.custom},
  );
}
