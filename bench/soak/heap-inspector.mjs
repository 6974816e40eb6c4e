import {once} from 'node:events';
import {WebSocket} from 'ws';

/** Asks workerd's inspector for garbage collection and the size of what is left. */
export class HeapInspector {
  #socket;
  #asked = new Map();
  #lastId = 0;

  static async open(port) {
    const targets = await (await fetch(`http://127.0.0.1:${port}/json`)).json();
    const inspector = new HeapInspector();
    inspector.#socket = new WebSocket(targets[0].webSocketDebuggerUrl);
    await once(inspector.#socket, 'open');
    inspector.#socket.on('message', (data) => {
      // The snapshot itself comes in parts, which nobody reads.
      const {id, result, error} = JSON.parse(data);
      const asked = inspector.#asked.get(id);
      inspector.#asked.delete(id);
      if (error) asked?.reject(new Error(error.message));
      else asked?.resolve(result);
    });
    return inspector;
  }

  /** Bytes of JavaScript that are still reachable. */
  async collectedBytes() {
    // This workerd leaves `collectGarbage` unanswered; a snapshot collects first. What finalizers let go of in one
    // round is garbage for the next.
    for (let round = 0; round < 2; round++) await this.#ask('HeapProfiler.takeHeapSnapshot');
    const {usedSize} = await this.#ask('Runtime.getHeapUsage');
    return usedSize;
  }

  close() {
    this.#socket.close();
  }

  #ask(method) {
    const id = ++this.#lastId;
    this.#socket.send(JSON.stringify({id, method}));
    return new Promise((resolve, reject) => this.#asked.set(id, {resolve, reject}));
  }
}
