import type {FileSystem} from '../../files/file-system.js';
import {workdir} from '../../files/paths.js';
import {exitCodeOf, exitCodes, type Process} from '../process.js';
import {ProcessInput} from '../process-input.js';
import {builtins} from './builtins.js';
import {type ExpansionScope, expandText, expandWord} from './expand.js';
import {applyRedirects} from './redirects.js';
import type {Command, CommandList, Pipeline, SimpleCommand} from './syntax.js';

/** What a shell needs of the runtime around it. */
export interface ShellHost {
  files: FileSystem;
  /** Changes files, so that the preview and other processes see it. */
  change: (process: Process, change: () => void) => void;
  /** Runs a command that is not the shell's own. */
  run: (process: Process, name: string) => Promise<number>;
  /** Names that can be run, for completion. */
  commandNames: () => readonly string[];
}

export interface Job {
  id: number;
  source: string;
  controller: AbortController;
}

/** A running shell: its folder, its variables, and how it runs what is typed. */
export class Shell {
  readonly host: ShellHost;
  readonly jobs: Job[] = [];
  readonly history: string[] = [];
  readonly variables: Map<string, string>;
  readonly exported: Set<string>;
  cwd: string;
  previousCwd: string;
  lastCode = 0;
  /** Set by `exit`. */
  exitCode: number | undefined;
  #startedJobs = 0;
  readonly #args: readonly string[];

  constructor(
    host: ShellHost,
    {cwd, env, args = []}: {cwd: string; env: Readonly<Record<string, string>>; args?: readonly string[]},
  ) {
    this.host = host;
    this.cwd = this.previousCwd = cwd;
    this.variables = new Map(Object.entries({HOME: workdir, ...env}));
    this.exported = new Set(Object.keys(env));
    this.#args = args;
  }

  async run(list: CommandList, process: Process): Promise<number> {
    for (const pipeline of list) {
      if (this.exitCode !== undefined || process.signal.aborted) break;
      if (pipeline.after === 'success' && this.lastCode !== 0) continue;
      if (pipeline.after === 'failure' && this.lastCode === 0) continue;
      if (pipeline.isInBackground) this.#startJob(pipeline, process);
      else this.lastCode = await this.#runPipeline(pipeline, process);
    }
    return this.exitCode ?? (process.signal.aborted ? exitCodeOf(process.signal) : this.lastCode);
  }

  /** The folder as the user sees it. */
  get shownCwd(): string {
    return this.cwd === '/' ? '~' : `~${this.cwd}`;
  }

  #startJob(pipeline: Pipeline, process: Process): void {
    const controller = new AbortController();
    process.signal.addEventListener('abort', () => controller.abort(exitCodes.killed));
    const job: Job = {id: ++this.#startedJobs, source: pipeline.source, controller};
    this.jobs.push(job);
    process.write(`[${job.id}] ${pipeline.source}\n`);
    const background: Process = {
      ...process,
      signal: controller.signal,
      input: ProcessInput.of(''),
      terminal: undefined,
    };
    void this.#runPipeline(pipeline, background).then((code) => {
      this.jobs.splice(this.jobs.indexOf(job), 1);
      process.write(`[${job.id}] ended with ${code}: ${job.source}\n`);
    });
  }

  /** Runs the commands of a pipe side by side; what one writes the next reads. */
  async #runPipeline({commands, isNegated}: Pipeline, process: Process): Promise<number> {
    const before = new AbortController();
    const onAbort = () => before.abort(exitCodeOf(process.signal));
    process.signal.addEventListener('abort', onAbort, {once: true});
    let input = process.input;
    const running: Promise<number>[] = [];
    for (const [index, command] of commands.entries()) {
      const isLast = index === commands.length - 1;
      if (isLast) {
        running.push(this.#runCommand(command, {...process, input}, commands.length > 1));
        break;
      }
      const pipe = new ProcessInput();
      const stage: Process = {
        ...process,
        input,
        signal: before.signal,
        terminal: undefined,
        write: (text) => pipe.push(text),
      };
      running.push(this.#runCommand(command, stage, true).finally(() => pipe.end()));
      input = pipe;
    }
    const code = await running.at(-1)!;
    // Nobody reads what the ones before still write, as in `cat long.txt | head`.
    before.abort(exitCodes.killed);
    await Promise.all(running);
    process.signal.removeEventListener('abort', onAbort);
    return isNegated ? Number(code === 0) : code;
  }

  async #runCommand(command: Command, process: Process, isPiped: boolean): Promise<number> {
    try {
      const {redirected, finish} = await applyRedirects(command.redirects, process, this, (word) =>
        expandText(word, this.#scope(process)),
      );
      try {
        return command.kind === 'simple'
          ? await this.#runSimple(command, redirected)
          : await this.#fork(command.isSeparate || isPiped).run(command.list, redirected);
      } finally {
        finish();
      }
    } catch (error) {
      process.writeError(`${error instanceof Error ? error.message : String(error)}\n`);
      return exitCodes.failure;
    }
  }

  async #runSimple({assignments, words}: SimpleCommand, process: Process): Promise<number> {
    const scope = this.#scope(process);
    const values: [string, string][] = [];
    for (const {name, value} of assignments) values.push([name, await expandText(value, scope)]);
    const expanded: string[] = [];
    for (const word of words) expanded.push(...(await expandWord(word, scope)));
    const [name, ...args] = expanded;
    if (name === undefined) {
      for (const [variable, value] of values) this.variables.set(variable, value);
      return exitCodes.success;
    }
    const env = {...process.env, ...this.environment(), ...Object.fromEntries(values)};
    const inner: Process = {...process, args, env, cwd: this.cwd};
    const builtin = Object.hasOwn(builtins, name) ? builtins[name] : undefined;
    return builtin ? builtin(inner, this) : this.host.run(inner, name);
  }

  environment(): Record<string, string> {
    return Object.fromEntries([...this.variables].filter(([name]) => this.exported.has(name)));
  }

  /** A shell that may go its own way. */
  #fork(isSeparate: boolean): Shell {
    if (!isSeparate) return this;
    const fork = new Shell(this.host, {cwd: this.cwd, env: this.environment(), args: this.#args});
    for (const [name, value] of this.variables) fork.variables.set(name, value);
    return fork;
  }

  #scope(process: Process): ExpansionScope {
    const {files} = this.host;
    return {
      cwd: this.cwd,
      variable: (name) => this.#variable(name),
      paths: () => {
        const {directories} = files.snapshot();
        return [...files.paths(), ...directories].filter((path) => !path.startsWith('/node_modules/'));
      },
      output: async (list) => {
        let output = '';
        const write = (text: string) => {
          output += text;
        };
        await this.#fork(true).run(list, {...process, terminal: undefined, write});
        return output.replace(/\n+$/, '');
      },
    };
  }

  #variable(name: string): string | undefined {
    if (name === '?') return String(this.lastCode);
    if (name === '#') return String(this.#args.length - 1);
    if (name === '@' || name === '*') return this.#args.slice(1).join(' ');
    if (/^\d$/.test(name)) return this.#args[Number(name)] ?? '';
    if (name === 'PWD') return this.cwd === '/' ? workdir : workdir + this.cwd;
    return this.variables.get(name);
  }
}
