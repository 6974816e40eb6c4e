import EventEmitter, {type Listener} from 'events';
import type {RealmContext} from '../context.js';

interface Options {
  input?: EventEmitter & {resume(): unknown; pause(): unknown};
  output?: {write: (text: string) => unknown};
  prompt?: string;
}

type Answer = (line: string) => void;

/** `readline.Interface`: lines of a stream, and questions. The terminal itself edits the line being typed. */
class Interface extends EventEmitter {
  readonly #options: Options;
  #prompt: string;
  #rest = '';
  #question: Answer | undefined;
  #isClosed = false;
  readonly #decoder = new TextDecoder();
  readonly terminal: boolean;

  constructor(options: Options) {
    super();
    this.#options = options;
    this.#prompt = options.prompt ?? '> ';
    this.terminal = false;
    const {input} = options;
    input?.on('data', ((chunk: unknown) => this.#receive(chunk)) as Listener);
    input?.on('end', () => {
      if (this.#rest !== '') this.#line(this.#rest);
      this.#rest = '';
      this.close();
    });
    input?.resume();
  }

  question(query: string, optionsOrAnswer: object | Answer, answer?: Answer): void {
    this.#options.output?.write(query);
    this.#question = typeof optionsOrAnswer === 'function' ? (optionsOrAnswer as Answer) : answer;
    this.#options.input?.resume();
  }

  setPrompt(prompt: string): void {
    this.#prompt = prompt;
  }

  getPrompt(): string {
    return this.#prompt;
  }

  prompt(): void {
    this.#options.output?.write(this.#prompt);
  }

  write(text: string): void {
    this.#options.output?.write(text);
  }

  pause(): this {
    this.#options.input?.pause();
    return this;
  }

  resume(): this {
    this.#options.input?.resume();
    return this;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#options.input?.pause();
    this.emit('close');
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string> {
    const lines: string[] = [];
    let wake: () => void = () => undefined;
    this.on('line', ((line: string) => {
      lines.push(line);
      wake();
    }) as Listener);
    this.on('close', () => wake());
    for (;;) {
      for (let line = lines.shift(); line !== undefined; line = lines.shift()) yield line;
      if (this.#isClosed) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }

  #receive(chunk: unknown): void {
    this.#rest +=
      typeof chunk === 'string' ? chunk : this.#decoder.decode(chunk as Uint8Array, {stream: true});
    for (let end = this.#rest.indexOf('\n'); end >= 0 && !this.#isClosed; end = this.#rest.indexOf('\n')) {
      const line = this.#rest.slice(0, end).replace(/\r$/, '');
      this.#rest = this.#rest.slice(end + 1);
      this.#line(line);
    }
  }

  #line(line: string): void {
    const answer = this.#question;
    this.#question = undefined;
    if (answer) answer(line);
    else this.emit('line', line);
  }
}

/** `node:readline`, with `node:readline/promises` as its `promises`. */
export function createReadline({process}: RealmContext) {
  const options = (first: unknown, output?: unknown): Options =>
    typeof first === 'object' && first !== null && 'input' in first
      ? (first as Options)
      : ({input: first ?? process.stdin, output} as Options);
  const createInterface = (first: unknown, output?: unknown) => new Interface(options(first, output));
  const write = (stream: {write: (text: string) => unknown}, text: string) => stream.write(text);
  return {
    Interface,
    createInterface,
    clearLine: (stream: Options['output'] & object) => write(stream, '\u001b[2K'),
    cursorTo: (stream: Options['output'] & object, x: number, y?: number) =>
      write(stream, typeof y === 'number' ? `\u001b[${y + 1};${x + 1}H` : `\u001b[${x + 1}G`),
    clearScreenDown: (stream: Options['output'] & object) => write(stream, '\u001b[J'),
    moveCursor: (stream: Options['output'] & object, x: number, y: number) =>
      write(
        stream,
        `${x ? `\u001b[${Math.abs(x)}${x > 0 ? 'C' : 'D'}` : ''}${y ? `\u001b[${Math.abs(y)}${y > 0 ? 'B' : 'A'}` : ''}`,
      ),
    emitKeypressEvents: () => undefined,
    promises: {
      Interface,
      createInterface: (first: unknown, output?: unknown) => {
        const made = createInterface(first, output);
        return Object.assign(made, {
          question: (query: string) =>
            new Promise<string>((resolve) => Interface.prototype.question.call(made, query, resolve)),
        });
      },
    },
  };
}
