interface Surroundings {
  cwd: string;
  print: (text: string) => void;
  emit: (event: string, ...values: unknown[]) => void;
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
 * is written until Ctrl-D. Anything else does not exist.
 */
export function runCommand(command: string[], {cwd, print, emit}: Surroundings): FakeRun {
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
    default:
      throw new Error(`spawn ${command[0]} ENOENT`);
  }
  return run;
}
