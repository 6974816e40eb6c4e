import {describe, expect, test} from 'vitest';
import {FileSystem} from '../../files/file-system.js';
import {exitCodes, type Process} from '../process.js';
import {ProcessInput} from '../process-input.js';
import {fileCommands} from './commands/files.js';
import {systemCommands} from './commands/system.js';
import {textCommands} from './commands/text.js';
import {parseShell} from './parse.js';
import {Shell, type ShellHost} from './shell.js';
import {ShellSyntaxError} from './syntax.js';

const commands = {...fileCommands, ...textCommands, ...systemCommands};

/** Runs a line in a fresh project. */
async function run(source: string, files: Record<string, string> = {}) {
  const fileSystem = new FileSystem();
  for (const [path, text] of Object.entries(files)) fileSystem.write(path, text);
  const host: ShellHost = {
    files: fileSystem,
    change: (_, change) => change(),
    commandNames: () => Object.keys(commands),
    run: async (process, name) => {
      const command = commands[name];
      if (command) return command(process, host);
      process.writeError(`${name} is unknown\n`);
      return exitCodes.notFound;
    },
  };
  let output = '';
  let errors = '';
  const process: Process = {
    id: 1,
    args: [],
    env: {},
    cwd: '/',
    signal: new AbortController().signal,
    interrupts: {handler: undefined},
    input: ProcessInput.of('typed\n'),
    terminal: undefined,
    write: (text) => {
      output += text;
    },
    writeError: (text) => {
      errors += text;
    },
  };
  const shell = new Shell(host, {cwd: '/', env: {NAME: 'Ada'}});
  const code = await shell.run(parseShell(source), process);
  return {output, errors, code, files: fileSystem};
}

describe('NP20 the shell joins commands', () => {
  test.each([
    ['true && echo yes || echo no', 'yes\n'],
    ['false && echo yes || echo no', 'no\n'],
    ['false; echo $?', '1\n'],
    ['! false && echo turned', 'turned\n'],
    ['(cd src && pwd); pwd', '/home/project/src\n/home/project\n'],
    ['{ echo a; echo b; } | wc -l', '2\n'],
    ['echo one # two', 'one\n'],
    ['echo a\\\n b', 'a b\n'],
  ])('%s', async (source, expected) => {
    expect((await run(source, {'/src/a.txt': ''})).output).toBe(expected);
  });

  test('and answers the code of the last', async () => {
    expect((await run('true; false')).code).toBe(1);
    expect((await run('exit 7; echo never')).code).toBe(7);
    expect((await run('unheard-of')).code).toBe(127);
  });
});

describe('NP21 words are expanded as in sh', () => {
  const files = {'/a.js': '', '/b.js': '', '/src/c.js': '', '/.hidden.js': ''};
  test.each([
    ['echo $NAME "$NAME" \'$NAME\' \\$NAME', 'Ada Ada $NAME $NAME\n'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the shell's
    ['echo ${MISSING:-fallback} ${NAME}s', 'fallback Adas\n'],
    ['X="a  b"; echo $X; echo "$X"', 'a b\na  b\n'],
    ['echo *.js', 'a.js b.js\n'],
    ['echo "*.js" src/*.js *.none', '*.js src/c.js *.none\n'],
    ['echo x{1,2}y', 'x1y x2y\n'],
    ['echo "$(echo in | cat)" `echo out`', 'in out\n'],
    ['echo ""a"" \'\'', 'a \n'],
    ['echo ~', '/home/project\n'],
    ['NAME=Eve env | grep ^NAME; echo $NAME', 'NAME=Eve\nAda\n'],
  ])('%s', async (source, expected) => {
    expect((await run(source, files)).output).toBe(expected);
  });
});

describe('NP22 pipes and redirects', () => {
  const files = {'/in.txt': 'b\na\nb\n'};
  test.each([
    ['cat in.txt | sort | uniq -c', '      1 a\n      2 b\n'],
    ['sort < in.txt | head -1', 'a\n'],
    ['cat', 'typed\n'],
    ['cat <<< hello', 'hello\n'],
    ['echo x > out; echo y >> out; cat out', 'x\ny\n'],
    ['unheard-of 2> err; cat err', 'unheard-of is unknown\n'],
    ['unheard-of 2>&1 | wc -l', '1\n'],
    ['echo gone > /dev/null', ''],
  ])('%s', async (source, expected) => {
    const {output, errors} = await run(source, files);
    expect({output, errors}).toEqual({output: expected, errors: ''});
  });

  test('a reader that stops early ends the ones before', async () => {
    expect(await run('sleep 100 | true')).toMatchObject({code: 0});
  });

  test('what cannot be read is said by name', async () => {
    expect((await run('cat < nowhere')).errors).toBe('nowhere: no such file\n');
    expect((await run('cat nowhere in.txt', files)).errors).toBe('nowhere: no such file\n');
  });
});

describe('NP23 file commands change the project', () => {
  test('mkdir, cp, mv, touch and rm', async () => {
    const {files, code} = await run(
      'mkdir -p lib/deep && cp a.txt lib && cp -r lib copy && mv lib/a.txt b.txt && touch new && rm -r lib',
      {'/a.txt': 'text'},
    );
    expect(code).toBe(0);
    expect(files.paths().sort()).toEqual(['/a.txt', '/b.txt', '/copy/a.txt', '/new']);
    expect(files.isDirectory('/copy/deep')).toBe(true);
  });

  test.each([
    ['find . -name "*.js"', './src/c.js\n'],
    ['ls src', 'c.js\nd.txt\n'],
    ['grep -n two src/d.txt', '2:two\n'],
    ['grep -rl two .', 'src/d.txt\n'],
    ['sed s/o/0/g src/d.txt', '0ne\ntw0\n'],
    ['tail -n 1 src/d.txt', 'two\n'],
    ['[ -f src/c.js ] && [ ! -d nowhere ] && echo both', 'both\n'],
  ])('%s', async (source, expected) => {
    expect((await run(source, {'/src/c.js': '', '/src/d.txt': 'one\ntwo\n'})).output).toBe(expected);
  });

  test('a refusal names the file and goes on with the next', async () => {
    const {errors, files, code} = await run('rm nowhere a.txt', {'/a.txt': ''});
    expect(errors).toBe('rm: nowhere: there is no file /nowhere.\n');
    expect({code, left: files.paths()}).toEqual({code: 1, left: []});
  });
});

describe('NP24 what is not understood is refused before anything runs', () => {
  test.each(['echo "a', 'echo a &&', '(echo a', 'echo $(a'])('%s may go on in the next line', (source) => {
    const error = catchError(() => parseShell(source));
    expect(error).toBeInstanceOf(ShellSyntaxError);
    expect((error as ShellSyntaxError).isUnfinished).toBe(true);
  });

  test.each(['| a', 'a ;; b', 'a )', 'for x in a; do b; done', '> '])('%s is wrong', (source) => {
    const error = catchError(() => parseShell(source));
    expect(error).toBeInstanceOf(ShellSyntaxError);
    expect((error as ShellSyntaxError).isUnfinished).toBe(false);
  });
});

function catchError(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  return undefined;
}
