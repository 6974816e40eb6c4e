import {globExpression} from '../../../files/glob.js';
import {baseName, directoryOf, normalizePath} from '../../../files/paths.js';
import {exitCodes, faint, type Process} from '../../process.js';
import type {ShellHost} from '../shell.js';
import {type FileCommand, splitFlags} from './arguments.js';

/** Runs `each` for every operand, says what is wrong with one, and goes on with the next. */
function forEachOperand(
  {args, cwd, writeError}: Process,
  name: string,
  each: (path: string, operand: string, flags: Set<string>) => void,
): number {
  const {flags, operands} = splitFlags(args);
  let code: number = exitCodes.success;
  if (operands.length === 0) {
    writeError(`${name}: a name is missing\n`);
    return exitCodes.misuse;
  }
  for (const operand of operands) {
    try {
      each(normalizePath(operand, cwd), operand, flags);
    } catch (error) {
      writeError(`${name}: ${operand}: ${sentence(error)}\n`);
      code = exitCodes.failure;
    }
  }
  return code;
}

/** Our messages open with the code of the operating system, which says nothing to people. */
function sentence(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/^E[A-Z]+: /, '');
}

const ls: FileCommand = ({args, cwd, write, writeError, terminal}, {files}) => {
  const {flags, operands} = splitFlags(args);
  const targets = operands.length > 0 ? operands : ['.'];
  let code: number = exitCodes.success;
  for (const target of targets) {
    const path = normalizePath(target, cwd);
    if (files.isFile(path)) {
      write(`${target}\n`);
      continue;
    }
    if (!files.isDirectory(path)) {
      writeError(`ls: ${target}: no such file or folder\n`);
      code = exitCodes.failure;
      continue;
    }
    const entries = files
      .readDirectory(path)
      .filter(({name}) => flags.has('a') || flags.has('A') || !name.startsWith('.'));
    if (targets.length > 1) write(`${target}:\n`);
    const names = entries.map(({name, isDirectory}) => (isDirectory ? `${name}/` : name));
    if (flags.has('l')) {
      for (const [index, {name, isDirectory}] of entries.entries()) {
        const size = isDirectory ? 0 : files.readBytes(normalizePath(name, path)).length;
        write(`${isDirectory ? 'd' : '-'}rw-r--r--  ${String(size).padStart(8)}  ${names[index]}\n`);
      }
    } else if (names.length > 0) write(`${names.join(terminal && !flags.has('1') ? '  ' : '\n')}\n`);
  }
  return code;
};

const rm: FileCommand = (process, {files, change}) =>
  forEachOperand(process, 'rm', (path, _, flags) =>
    change(process, () =>
      files.remove(path, {
        recursive: flags.has('r') || flags.has('R') || flags.has('recursive'),
        force: flags.has('f') || flags.has('force'),
      }),
    ),
  );

const mkdir: FileCommand = (process, {files, change}) =>
  forEachOperand(process, 'mkdir', (path, _, flags) =>
    change(process, () => files.makeDirectory(path, {recursive: flags.has('p') || flags.has('parents')})),
  );

const touch: FileCommand = (process, {files, change}) =>
  forEachOperand(process, 'touch', (path) =>
    change(process, () => files.write(path, files.contentsIfAny(path) ?? '')),
  );

const rmdir: FileCommand = (process, {files, change}) =>
  forEachOperand(process, 'rmdir', (path) => {
    if (files.readDirectory(path).length > 0) throw new Error('the folder is not empty');
    change(process, () => files.remove(path, {recursive: true}));
  });

/** `cp` and `mv`: the last operand says where to. */
function transfer(name: 'cp' | 'mv'): FileCommand {
  return (process, host) => {
    const {args, cwd, writeError} = process;
    const {flags, operands} = splitFlags(args);
    const target = operands.at(-1);
    if (target === undefined || operands.length < 2) {
      writeError(`${name}: say what and where to\n`);
      return exitCodes.misuse;
    }
    const to = normalizePath(target, cwd);
    try {
      for (const operand of operands.slice(0, -1)) {
        const from = normalizePath(operand, cwd);
        const place = host.files.isDirectory(to) ? normalizePath(baseName(from), to) : to;
        if (name === 'mv') host.change(process, () => host.files.rename(from, place));
        else if (host.files.isFile(from))
          host.change(process, () => host.files.write(place, host.files.contentsIfAny(from)!));
        else if (!host.files.isDirectory(from)) throw new Error(`${operand}: no such file or folder`);
        else if (!flags.has('r') && !flags.has('R')) throw new Error(`${operand} is a folder; add -r`);
        else host.change(process, () => host.files.mount(host.files.toTree(from), place));
      }
      return exitCodes.success;
    } catch (error) {
      writeError(`${name}: ${sentence(error)}\n`);
      return exitCodes.failure;
    }
  };
}

const find: FileCommand = ({args, cwd, write}, {files}) => {
  const start = args[0] === undefined || args[0].startsWith('-') ? '.' : args[0];
  const option = (name: string) => {
    const index = args.indexOf(name);
    return index < 0 ? undefined : args[index + 1];
  };
  const pattern = option('-name');
  const kind = option('-type');
  const expression = pattern === undefined ? undefined : globExpression(pattern);
  const root = normalizePath(start, cwd);
  const {directories} = files.snapshot();
  const found = [...(kind === 'f' ? [] : directories), ...(kind === 'd' ? [] : files.paths())].filter(
    (path) => path === root || path.startsWith(root === '/' ? '/' : `${root}/`),
  );
  for (const path of found.sort()) {
    if (expression && !expression.test(baseName(path))) continue;
    const below = root === '/' ? path.slice(1) : path.slice(root.length + 1);
    write(`${below === '' ? start : `${start.replace(/\/$/, '')}/${below}`}\n`);
  }
  return exitCodes.success;
};

const tree: FileCommand = ({args, cwd, write}, host) => {
  const start = splitFlags(args).operands[0] ?? '.';
  write(`${start}\n`);
  drawTree(normalizePath(start, cwd), '', host, write);
  return exitCodes.success;
};

function drawTree(path: string, indent: string, host: ShellHost, write: (text: string) => void): void {
  const entries = host.files
    .readDirectory(path)
    .filter(({name}) => name !== 'node_modules' && !name.startsWith('.'));
  for (const [index, {name, isDirectory}] of entries.entries()) {
    const isLast = index === entries.length - 1;
    write(`${faint(`${indent}${isLast ? '└── ' : '├── '}`)}${name}\n`);
    if (isDirectory) drawTree(normalizePath(name, path), `${indent}${isLast ? '    ' : '│   '}`, host, write);
  }
}

const named =
  (convert: (path: string) => string): FileCommand =>
  ({args, write}) => {
    write(`${convert(args[0] ?? '')}\n`);
    return exitCodes.success;
  };

export const fileCommands: Record<string, FileCommand> = {
  ls,
  rm,
  mkdir,
  touch,
  rmdir,
  cp: transfer('cp'),
  mv: transfer('mv'),
  find,
  tree,
  basename: named(baseName),
  dirname: named((path) => (path.includes('/') ? directoryOf(path) : '.')),
};
