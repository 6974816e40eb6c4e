import type {ProcessFrameCommand, ProcessFrameFailure, ProcessFrameOrder} from '../protocol.js';

/*
 * The script of the hidden frame that starts Node processes.
 *
 * It runs no code of the user. It is here because a worker takes its origin and its policy from whoever starts it:
 * started here they have no origin, and so no storage, cookies or standing with any server, and cannot be started from
 * a page without giving them the page's own.
 */
const script = document.currentScript as HTMLScriptElement;
const nonce = script.dataset['nonce'];
const channel = new MessageChannel();
const workers = new Map<number, Worker>();
/** The order to end one comes another way than the one to start it, and may come first. */
const endedBeforeStart = new Set<number>();
let realmUrl = '';
/** A worker that has read its script and waits for a program: starting one takes longer than most programs run. */
let spare: Worker | undefined;
const spareDelayMs = 200;

channel.port1.onmessage = ({data: command, ports}: MessageEvent<ProcessFrameCommand>) => {
  switch (command.type) {
    case 'realm':
      realmUrl = URL.createObjectURL(new Blob([command.code], {type: 'text/javascript'}));
      return;
    case 'start':
      return start(command.process, ports[0]!);
  }
};
window.addEventListener('message', ({source, data}: MessageEvent<ProcessFrameOrder>) => {
  // Frames beside this one can send messages too, and they run the user's code.
  if (source === window.parent && data.type === 'end-process') end(data.process);
});
window.parent.postMessage({type: 'codecraft-frame', nonce}, '*', [channel.port2]);

function start(process: number, port: MessagePort): void {
  if (endedBeforeStart.delete(process)) return port.close();
  const worker = spare ?? newWorker();
  spare = undefined;
  workers.set(process, worker);
  // What the user's code throws is handled inside; this is the worker itself failing to load.
  worker.onerror = (event) => {
    event.preventDefault();
    const failure: ProcessFrameFailure = {type: 'failed', process, message: event.message};
    channel.port1.postMessage(failure);
  };
  worker.postMessage(null, [port]);
  // Later, so that the program just started has the processor to itself.
  setTimeout(() => {
    spare ??= newWorker();
  }, spareDelayMs);
}

function end(process: number): void {
  const worker = workers.get(process);
  if (!worker) endedBeforeStart.add(process);
  worker?.terminate();
  workers.delete(process);
}

function newWorker(): Worker {
  return new Worker(realmUrl, {name: 'process'});
}
