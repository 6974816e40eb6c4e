import {nodeCommand, vitestCommand} from './node-command.js';

/** The worker's side of Node programs, which loads with the first of them. */
export interface NodeHost {
  node: typeof nodeCommand;
  vitest: typeof vitestCommand;
}

declare global {
  /** Set by `node-host.js` when it runs in the worker. */
  var codecraftNodeHost: NodeHost | undefined;
}

globalThis.codecraftNodeHost = {node: nodeCommand, vitest: vitestCommand};
