import {Buffer} from 'buffer';
import path from 'path-browserify';
import type {ProcessCommand, ProcessStart} from '../protocol.js';
import {createFetch, ProjectRequests} from './builtins/http/fetch.js';
import {HttpServers} from './builtins/http/server.js';
import {Builtins} from './builtins/index.js';
import {url as urls} from './builtins/url.js';
import {createConsole} from './console.js';
import type {RealmContext} from './context.js';
import {EventLoop} from './event-loop.js';
import {describeFailure} from './failures.js';
import {ProjectFiles} from './files/project-files.js';
import {installGlobals} from './globals.js';
import {HostLink} from './host-link.js';
import {ModuleLoader} from './modules/module-loader.js';
import {createProcess} from './process.js';
import {runProgram} from './program.js';
import {createTimers} from './timers.js';
import {installV8Stacks} from './v8-stacks.js';

/*
 * Runs one Node process, in a worker without an origin. Nothing here guards anything: the user's code runs beside it
 * and can undo it all. What keeps the host page safe is the frame that started the worker, and the checks at the other
 * end of the port.
 */
installV8Stacks();
addEventListener(
  'message',
  ({ports}) => {
    const link = new HostLink(ports[0]!);
    link.onCommand = (command) => {
      if (command.type === 'start') begin(link, command);
    };
  },
  {once: true},
);

function begin(link: HostLink, start: ProcessStart): void {
  const loop = new EventLoop({failure: (error) => fail(error), idle: () => control.endIfIdle()});
  const control = createProcess({start, link, loop});
  const {process} = control;
  const timers = createTimers(loop);
  const files = new ProjectFiles(start, (message) => link.send(message));
  const resolvePath = (value: unknown): string => {
    if (value instanceof URL) return path.resolve(urls.fileURLToPath(value));
    if (value instanceof Uint8Array) return path.resolve(process.cwd(), new TextDecoder().decode(value));
    if (typeof value === 'string') return path.resolve(process.cwd(), value);
    throw Object.assign(
      new TypeError(
        `The "path" argument must be of type string or an instance of Buffer or URL. Received ${String(value)}`,
      ),
      {code: 'ERR_INVALID_ARG_TYPE'},
    );
  };
  const context: RealmContext = {
    start,
    link,
    loop,
    timers,
    files,
    process,
    console: createConsole(process) as unknown as Console,
    resolvePath,
    createRequire: (from) => loader.createRequire(from),
  };
  const servers = new HttpServers(context);
  const requests = new ProjectRequests(context, servers);
  const fetch = createFetch(context, requests);
  const builtins = new Builtins(context, servers, fetch);
  const loader = new ModuleLoader({files, builtin: (name, importer) => builtins.get(name, importer)});
  installGlobals(context, fetch, Buffer);

  link.onCommand = (command) => receive(command);
  addEventListener('error', (event) => {
    event.preventDefault();
    fail(event.error ?? event.message);
  });
  addEventListener('unhandledrejection', (event) => {
    event.preventDefault();
    const {reason} = event;
    if (!process.emit('unhandledRejection', reason, event.promise)) fail(reason);
  });
  const release = loop.hold();
  loop.run(() => void runProgram(start, loader, builtins).then(release, fail));

  function receive(command: ProcessCommand): void {
    switch (command.type) {
      case 'input':
        return control.input(command.text);
      case 'input-end':
        return control.input(null);
      case 'interrupt':
        return control.interrupt();
      case 'resize':
        return control.resize(command.size);
      case 'files':
        loader.resolver.forget(command.changes.map((change) => change.path));
        return files.apply(command.changes);
      case 'request':
        return servers.answer(command.id, command);
      case 'request-room':
        return servers.giveRoom(command.id, command.cost);
      case 'request-aborted':
        return servers.abort(command.id);
      case 'socket-open':
        return servers.connect(command.id, command);
      case 'socket-send':
      case 'socket-room':
      case 'socket-close':
        return servers.hear(command);
      case 'fetch-reply':
      case 'fetch-start':
      case 'fetch-data':
      case 'fetch-end':
      case 'request-failed':
        return requests.receive(command);
    }
  }

  /** What nobody caught ends the program, unless it listens for that. */
  function fail(error: unknown): void {
    if (process.listenerCount('uncaughtException') > 0) {
      process.emit('uncaughtException', error, 'uncaughtException');
      return;
    }
    link.write('stderr', describeFailure(error, files));
    process.exit(1);
  }
}
