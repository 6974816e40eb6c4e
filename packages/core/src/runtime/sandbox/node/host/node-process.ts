import {Answers} from '../../answers.js';
import {workdir} from '../../worker/files/paths.js';
import {exitCodeOf, exitCodes, type Process, red} from '../../worker/processes/process.js';
import type {Project} from '../../worker/project.js';
import type {ProcessProgram, ServerRequest} from '../protocol.js';
import {OpenSockets} from './open-sockets.js';
import {PendingRequests} from './pending-requests.js';
import {type LinkMessage, ProcessLink} from './process-link.js';
import type {PortServer, StreamedReply} from './server-ports.js';

export interface NodeProgram {
  program: ProcessProgram;
  /** Modules to load first, as `-r` and `--import` say. */
  preloads: readonly string[];
  args: readonly string[];
  execArgs: readonly string[];
}

/** One Node process: what it may do to the project, and what it is told. */
export class NodeProcess implements PortServer {
  readonly #process: Process;
  readonly #project: Project;
  readonly #requests = new PendingRequests({
    room: (id, cost) => this.#link?.send({type: 'request-room', id, cost}),
    aborted: (id) => this.#link?.send({type: 'request-aborted', id}),
  });
  /** To what the program itself asks of servers of the project. */
  readonly #answers = new Answers((event, transfer) => this.#link?.send(event, transfer));
  readonly #sockets = new OpenSockets((command) => this.#link?.send(command));
  /** How to take back what it has: ports, keyboard, watching of files. */
  readonly #listening = new Map<number, () => void>();
  #link: ProcessLink | undefined;
  #end: (code: number) => void = () => undefined;

  constructor(process: Process, project: Project) {
    this.#process = process;
    this.#project = project;
  }

  /** Runs until the program ends or is killed. Nothing of it is left then. */
  async run({program, preloads, args, execArgs}: NodeProgram): Promise<number> {
    const {signal, terminal, interrupts, input} = this.#process;
    const ended = new Promise<number>((resolve) => {
      this.#end = resolve;
    });
    const worker = await this.#project.processFrame.start((message) => this.#fail(message));
    const link = new ProcessLink(worker.port, {
      message: (message) => this.#onMessage(message),
      isExpected: (message) =>
        this.#requests.expects(message) ||
        this.#sockets.expects(message) ||
        (message.type === 'fetch-room' && this.#answers.isOwed(message)),
      flood: () => this.#fail('The program sends more than can be taken in, and was ended.'),
    });
    this.#link = link;
    link.send({
      type: 'start',
      ...this.#project.files.snapshot(),
      workdir,
      cwd: this.#process.cwd,
      program,
      preloads,
      args,
      execArgs,
      env: {...this.#process.env},
      terminal: terminal?.size,
    });
    const onAbort = () => this.#end(exitCodeOf(signal));
    signal.addEventListener('abort', onAbort, {once: true});
    if (signal.aborted) onAbort();
    const stopReading = input.read({
      data: (text) => link.send({type: 'input', text}),
      end: () => link.send({type: 'input-end'}),
    });
    const stopWatching = this.#project.watch((changes) => link.send({type: 'files', changes}), this);
    if (terminal) terminal.onResize = (size) => link.send({type: 'resize', size});

    const code = await ended;
    worker.terminate();
    link.close();
    signal.removeEventListener('abort', onAbort);
    stopReading();
    stopWatching();
    for (const close of this.#listening.values()) close();
    interrupts.handler = undefined;
    terminal?.setRawMode(false);
    this.#answers.close();
    this.#sockets.breakAll();
    this.#requests.failAll('The server ended before it answered.');
    return code;
  }

  request(request: ServerRequest, signal?: AbortSignal): Promise<StreamedReply> {
    const {id, reply} = this.#requests.add(signal);
    this.#link?.send({...request, type: 'request', id});
    return reply;
  }

  connect(...[request, listener]: Parameters<PortServer['connect']>): ReturnType<PortServer['connect']> {
    return this.#sockets.open(request, listener);
  }

  #onMessage(message: LinkMessage): void {
    const {files} = this.#project;
    switch (message.type) {
      case 'output':
        if (message.stream === 'stdout') this.#process.write(message.text);
        else this.#process.writeError(message.text);
        return;
      case 'exit':
        return this.#end(message.code);
      case 'write-file':
        return this.#change(() => files.write(message.path, message.contents));
      case 'make-directory':
        return this.#change(() => files.makeDirectory(message.path, {recursive: true}));
      case 'remove':
        return this.#change(() => files.remove(message.path, {recursive: true, force: true}));
      case 'listen':
        return this.#listen(message.port);
      case 'unlisten':
        this.#listening.get(message.port)?.();
        this.#listening.delete(message.port);
        return;
      case 'request':
        return void this.#answers.answer(message.id, (signal) =>
          this.#project.ports.request(message, signal),
        );
      case 'fetch-room':
        return this.#answers.giveRoom(message);
      case 'fetch-abort':
        return this.#answers.abort(message.id);
      case 'raw-mode':
        return this.#process.terminal?.setRawMode(message.isRaw);
      case 'interrupt-handled':
        this.#process.interrupts.handler = message.isHandled
          ? () => this.#link?.send({type: 'interrupt'})
          : undefined;
        return;
      case 'socket-opened':
      case 'socket-message':
      case 'socket-room':
      case 'socket-closed':
        return this.#sockets.receive(message);
      default:
        return this.#requests.receive(message);
    }
  }

  /** Other processes and the preview hear of the change, this one knows it. */
  #change(change: () => void): void {
    try {
      this.#project.change(change, {process: this.#process.id, watcher: this});
    } catch (error) {
      // Its own view of the files was out of date, or it forged the message; either way only it is concerned.
      this.#process.writeError(`${red(error instanceof Error ? error.message : String(error))}\n`);
    }
  }

  #listen(port: number): void {
    if (this.#listening.has(port)) return;
    if (!this.#project.ports.listen(port, this)) {
      return this.#fail(`EADDRINUSE: another server listens on port ${port}. Stop it, or use another port.`);
    }
    const hide = this.#project.showProcess(port, (line) => {
      if (line.type === 'problem') this.#process.writeError(`${red(line.problem.message)}\n`);
    });
    this.#listening.set(port, () => {
      this.#project.ports.close(port, this);
      hide();
    });
  }

  #fail(message: string): void {
    this.#process.writeError(`${red(message)}\n`);
    this.#end(exitCodes.failure);
  }
}
