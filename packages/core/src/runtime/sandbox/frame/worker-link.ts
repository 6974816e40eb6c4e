import type {FetchReply, FrameCommand, FrameMessage, LinkedModule, PackCode} from '../protocol.js';

type Reply = (FrameCommand & {type: 'import-reply'}) | (FrameCommand & {type: 'fetch-reply'});

/** Distributes over the union, unlike the built-in Omit. */
type WithoutId<M> = M extends unknown ? Omit<M, 'id'> : never;

/** The frame's end of the port to the worker, opened before any code of the user runs. */
export class WorkerLink {
  readonly #port: MessagePort;
  readonly #waiting = new Map<number, {resolve: (reply: Reply) => void; reject: (error: Error) => void}>();
  #requests = 0;

  /**
   * @param page the window of the host page
   * @param nonce proves to the page that this hello comes from our script, which runs first
   */
  constructor(page: Window, nonce: string, onCommand: (command: FrameCommand) => void) {
    const channel = new MessageChannel();
    this.#port = channel.port1;
    this.#port.onmessage = ({data: command}: MessageEvent<FrameCommand>) => {
      if (command.type === 'import-reply' || command.type === 'fetch-reply')
        this.#settle(command.id)?.resolve(command);
      else if (command.type === 'request-failed')
        this.#settle(command.id)?.reject(new TypeError(command.message));
      else onCommand(command);
    };
    page.postMessage({type: 'codecraft-frame', nonce}, '*', [channel.port2]);
  }

  send(message: FrameMessage): void {
    this.#port.postMessage(message);
  }

  async fetch(request: WithoutId<FrameMessage & {type: 'fetch'}>): Promise<FetchReply> {
    const reply = await this.#request(request);
    if (reply.type !== 'fetch-reply') throw new TypeError('The worker answered another question.');
    return reply.reply;
  }

  async import(
    importer: string,
    specifier: string,
  ): Promise<{module: string; modules: LinkedModule[]; packs: PackCode[]}> {
    const reply = await this.#request({type: 'import', importer, specifier});
    if (reply.type !== 'import-reply') throw new TypeError('The worker answered another question.');
    return reply;
  }

  #request(message: WithoutId<FrameMessage & {type: 'fetch' | 'import'}>): Promise<Reply> {
    const id = ++this.#requests;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, {resolve, reject});
      this.send({...message, id} as FrameMessage);
    });
  }

  #settle(id: number) {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }
}
