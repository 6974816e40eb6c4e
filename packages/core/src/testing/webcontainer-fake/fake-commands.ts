interface Surroundings {
  cwd: string;
  print: (text: string) => void;
  emit: (event: string, ...values: unknown[]) => void;
  /** Changes a file of the folder that the command runs in. */
  write: (path: string, text: string) => void;
  remove: (path: string) => void;
}

interface FakeRun {
  exit: Promise<number>;
  write(data: string): void;
  kill(): void;
  resize(dimensions: {cols: number; rows: number}): void;
}

/** The port opened last. The real service tells ports apart by host name; the fake has one host. */
export let lastPort = 5172;

/**
 * `pwd` and `npm install` end by themselves; `npm run dev` serves the fake preview until it is killed; `cat` echoes what
 * is written until Ctrl-D; `node writer.js` writes a file and goes on; `jsh` knows `write <file> <text>` and `rm <file>`,
 * a line each. Anything else does not exist.
 */
export function runCommand(command: string[], {cwd, print, emit, write, remove}: Surroundings): FakeRun {
  let end: (code: number) => void = () => undefined;
  const exit = new Promise<number>((resolve) => {
    end = resolve;
  });
  const run: FakeRun = {
    exit,
    write: () => undefined,
    kill: () => end(143),
    resize: ({cols, rows}) => print(`resized to ${cols}x${rows}\r\n`),
  };
  switch (command.join(' ')) {
    case 'pwd':
      print(`${cwd}\r\n`);
      end(0);
      break;
    case 'npm install':
      print('added 3 packages\r\n');
      end(0);
      break;
    case 'npm run dev': {
      const port = ++lastPort;
      const url = `${location.origin}/`;
      print(`Local: ${url}\r\n`);
      emit('port', port, 'open', url);
      emit('server-ready', port, url);
      run.kill = () => {
        emit('port', port, 'close', url);
        end(143);
      };
      break;
    }
    case 'cat':
      run.write = (data) => (data === '\x04' ? end(0) : print(data));
      break;
    case 'node writer.js':
      write('by-run.txt', 'by the run');
      break;
    case 'jsh':
      run.write = (line) => {
        const [name, path = '', text = ''] = line.trim().split(' ');
        if (name === 'write') write(path, text);
        if (name === 'rm') remove(path);
        print('~/project ❯ ');
      };
      break;
    default:
      throw new Error(`spawn ${command[0]} ENOENT`);
  }
  return run;
}
