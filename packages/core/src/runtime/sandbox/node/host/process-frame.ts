import {escapeScript} from '../../worker/compile/html.js';
import type {AssetLoader} from '../../worker/packs/asset-loader.js';
import type {Reach} from '../../worker/serve/content-security-policy.js';
import type {ProcessFrameCommand, ProcessFrameFailure} from '../protocol.js';

interface ProcessFrameOptions {
  assets: AssetLoader;
  reach: Reach;
  /** Asks the page for a hidden frame with this document. Its port comes back through {@link ProcessFrame.connect}. */
  open: (html: string, nonce: string) => void;
  /** Asks the page to end a process of that frame. */
  end: (process: number) => void;
}

/** A process that was started: our end of its port, and the way to end it. */
export interface StartedProcess {
  port: MessagePort;
  /** Ends it whatever it is doing, a busy loop included. */
  terminate: () => void;
}

/** Starts and ends the workers of Node processes, by way of a hidden frame that is opened with the first of them. */
export class ProcessFrame {
  readonly #options: ProcessFrameOptions;
  readonly #failures = new Map<number, (message: string) => void>();
  #frame: Promise<MessagePort> | undefined;
  #started = 0;
  #resolvePort: (port: MessagePort) => void = () => undefined;

  constructor(options: ProcessFrameOptions) {
    this.#options = options;
  }

  /** The page hands over the port of the frame it opened. */
  connect(port: MessagePort): void {
    this.#resolvePort(port);
  }

  async start(onFailure: (message: string) => void): Promise<StartedProcess> {
    this.#frame ??= this.#open();
    const frame = await this.#frame.catch((error: unknown) => {
      // The next process tries again.
      this.#frame = undefined;
      throw error;
    });
    const process = ++this.#started;
    const channel = new MessageChannel();
    this.#failures.set(process, onFailure);
    const command: ProcessFrameCommand = {type: 'start', process};
    frame.postMessage(command, [channel.port2]);
    return {
      port: channel.port1,
      terminate: () => {
        this.#failures.delete(process);
        this.#options.end(process);
      },
    };
  }

  async #open(): Promise<MessagePort> {
    const {assets, reach, open} = this.#options;
    const [script, code] = await Promise.all([assets.text('process-frame.js'), assets.text('node.js')]);
    const nonce = crypto.randomUUID();
    const connected = new Promise<MessagePort>((resolve) => {
      this.#resolvePort = resolve;
    });
    open(processFrameDocument(script, nonce, reach), nonce);
    const port = await connected;
    port.onmessage = ({data}: MessageEvent<ProcessFrameFailure>) =>
      this.#failures.get(data.process)?.(data.message);
    const command: ProcessFrameCommand = {type: 'realm', code};
    port.postMessage(command);
    return port;
  }
}

/**
 * Workers inherit this policy from the frame that starts them. No script of another host can be run, and with `open`
 * only https and wss can be reached, so that servers on this computer and in the local network stay out of reach.
 */
function processFrameDocument(script: string, nonce: string, {hosts, sockets}: Reach): string {
  const policy = [
    `default-src 'none'`,
    `script-src 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' blob:`,
    'worker-src blob:',
    `connect-src blob: data:${hosts}${sockets}`,
  ].join('; ');
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><script data-nonce="${nonce}">${escapeScript(script)}</script>`;
}
