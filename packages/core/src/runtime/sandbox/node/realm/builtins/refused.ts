import {alternative} from '../alternative.js';

/** Built-ins that need an operating system, and why. */
const reasons: Record<string, string> = {
  child_process: 'it starts programs of the operating system, and a browser has none',
  cluster: 'it starts more processes of the operating system, and a browser has none',
  worker_threads: 'its threads share memory, which pages may not do without special headers',
  net: 'it opens raw sockets, and a browser has only HTTP and WebSockets',
  tls: 'it opens raw sockets, and a browser has only HTTP and WebSockets',
  dgram: 'it sends UDP packets, and a browser has only HTTP and WebSockets',
  dns: 'it looks names up, which a browser keeps to itself',
  http2: 'it opens raw sockets, and a browser has only HTTP and WebSockets',
  inspector: 'it debugs the engine, which a page cannot',
  repl: 'there is no interactive node here',
  sqlite: 'it is a native database, which no browser can run',
  wasi: 'it runs programs against an operating system, and a browser has none',
};

/** Of modules that work in part: what programs import by name, so that it is refused when it is used. */
const membersWithout: Record<string, readonly string[]> = {
  net: ['connect', 'createConnection', 'createServer', 'Server', 'Socket'],
  worker_threads: ['Worker', 'MessageChannel', 'BroadcastChannel', 'receiveMessageOnPort'],
};

export function isRefused(name: string): boolean {
  return Object.hasOwn(reasons, name.split('/')[0]!);
}

function refusal(name: string, member?: string): Error {
  const what = member === undefined ? `node:${name}` : `${name}.${member}`;
  return Object.assign(
    new Error(`${what} is not available here: ${reasons[name.split('/')[0]!]}. ${alternative}`),
    {code: 'ERR_UNSUPPORTED'},
  );
}

/**
 * A built-in that cannot work here. The project's own files are told when they import it; packages, which often import
 * what they never use, when they call it.
 *
 * @param known members that do work
 * @throws Error naming the cause and the alternative
 */
export function refusedModule(name: string, importer: string, known: Record<string, unknown> = {}): object {
  const isOwn = !importer.includes('/node_modules/');
  if (isOwn && Object.keys(known).length === 0) throw refusal(name);
  const refuse = (member: string) =>
    function refused() {
      throw refusal(name, member);
    };
  const named = (membersWithout[name] ?? []).map((member) => [member, refuse(member)]);
  return new Proxy({...Object.fromEntries(named), ...known} as Record<string, unknown>, {
    get: (target, member) => {
      if (typeof member === 'symbol' || member in target) return Reflect.get(target, member);
      // What a loader asks of every module is no use of it.
      if (member === '__esModule' || member === 'default' || member === 'then') return undefined;
      return refuse(member);
    },
  });
}
