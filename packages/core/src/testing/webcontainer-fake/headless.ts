/**
 * A local FAKE of the page that the real client loads from StackBlitz into a hidden frame. It speaks the client's
 * protocol (1.6.4: one `init` message with a port, then Comlink) and runs no Node: a few commands answer as a test
 * needs them. It proves what our adapter and the real client say to each other, and nothing about the real service.
 */
import {Comlink} from '#webcontainer-comlink';
import {lastPort, runCommand} from './fake-commands.js';
import {FakeDisk} from './fake-disk.js';

type Listener = (...values: unknown[]) => void;
type Output = ((chunk: Uint8Array | null) => void) | undefined;

interface RunRequest {
  command: string;
  args: string[];
  cwd?: string;
  env?: Record<string, unknown>;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const reports = new BroadcastChannel('fake-preview');

const server = {
  build({workdirName = 'fake'}: {workdirName?: string}) {
    return Comlink.proxy(buildInstance(workdirName));
  },
};

function buildInstance(workdirName: string) {
  const cwd = `/home/${workdirName}`;
  const disk = new FakeDisk();
  const listeners = new Map<string, Set<Listener>>();
  const emit = (event: string, ...values: unknown[]) => {
    for (const listener of listeners.get(event) ?? []) listener(...values);
  };
  const onReport = ({data}: MessageEvent) => emit('preview-message', {...data, port: lastPort});
  reports.addEventListener('message', onReport);

  return {
    fs: () => {
      const watch = (folder: string, _options: unknown, listener: Listener) => {
        const close = disk.follow((path) => {
          if (path.startsWith(`${folder}/`)) listener('change', path.slice(folder.length + 1));
        });
        return Comlink.proxy({close});
      };
      return Comlink.proxy(Object.assign(disk, {watch}));
    },
    previewScript: () => null,
    runtimeInfo: () => ({path: '/bin', cwd}),
    loadFiles(payload: Uint8Array, {mountPoints = ''}: {mountPoints?: string} = {}) {
      disk.load(mountPoints, JSON.parse(decoder.decode(payload)));
    },
    serialize(path: string, {format, excludes = []}: {format: string; excludes?: string[]}) {
      const json = JSON.stringify(disk.save(path, excludes));
      return encoder.encode(format === 'json' ? json : `fake ${format} of ${json}`);
    },
    on(event: string, listener: Listener) {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(listener));
      return Comlink.proxy(() => {
        set.delete(listener);
      });
    },
    run({command, args, cwd: at = ''}: RunRequest, _stdout: Output, _stderr: Output, output: Output) {
      const process = runCommand([command, ...args], {
        cwd: at ? `${cwd}/${at}` : cwd,
        print: (text) => output?.(encoder.encode(text)),
        emit,
        write: (name, text) => disk.writeFile(`${at}/${name}`, text),
        remove: (name) => disk.rm(`${at}/${name}`),
      });
      // The end of the output first, as the client closes the stream by it.
      const onExit = process.exit.then((code) => {
        output?.(null);
        return code;
      });
      return Comlink.proxy({onExit, write: process.write, kill: process.kill, resize: process.resize});
    },
    teardown() {
      reports.removeEventListener('message', onReport);
      listeners.clear();
    },
  };
}

// A licence key of this name stands for a service that never answers.
if (new URLSearchParams(location.search).get('client_id') !== 'hang') {
  const {port1, port2} = new MessageChannel();
  Comlink.expose(server, port1);
  parent.postMessage({type: 'init'}, '*', [port2]);
}
