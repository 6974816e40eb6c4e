import {normalizePath} from '../../../files/paths.js';
import {exitCodes, killed} from '../../process.js';
import type {FileCommand} from './arguments.js';

const {success, failure, misuse} = exitCodes;

const echo: FileCommand = ({args, write}) => {
  const isSameLine = args[0] === '-n';
  const isEscaped = args[0] === '-e';
  const text = args.slice(isSameLine || isEscaped ? 1 : 0).join(' ');
  write((isEscaped ? text.replace(/\\n/g, '\n').replace(/\\t/g, '\t') : text) + (isSameLine ? '' : '\n'));
  return success;
};

const env: FileCommand = ({args, env, write, ...process}, host) => {
  const given: Record<string, string> = {};
  const rest = [...args];
  for (let pair = /^(\w+)=(.*)$/s.exec(rest[0] ?? ''); pair; pair = /^(\w+)=(.*)$/s.exec(rest[0] ?? '')) {
    given[pair[1]!] = pair[2]!;
    rest.shift();
  }
  const [name, ...innerArgs] = rest;
  if (name !== undefined)
    return host.run({...process, write, args: innerArgs, env: {...env, ...given}}, name);
  for (const [variable, value] of Object.entries({...env, ...given})) write(`${variable}=${value}\n`);
  return success;
};

const sleep: FileCommand = async ({args, signal}) => {
  const milliseconds = Number.parseFloat(args[0] ?? '0') * 1000;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const passed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([passed, killed(signal)]);
  clearTimeout(timer);
  return success;
};

const which: FileCommand = ({args, write}, {commandNames}) => {
  const known = args.filter((name) => commandNames().includes(name));
  for (const name of known) write(`/usr/bin/${name}\n`);
  return known.length === args.length ? success : failure;
};

/** `[ -f file ]` and the like: one condition. */
const test: FileCommand = ({args, cwd}, {files}) => {
  const words = args.at(-1) === ']' ? args.slice(0, -1) : [...args];
  const isNegated = words[0] === '!';
  if (isNegated) words.shift();
  const [first = '', operator, second = ''] = words;
  const path = normalizePath(operator ?? '', cwd);
  const compare: Record<string, () => boolean> = {
    '=': () => first === second,
    '==': () => first === second,
    '!=': () => first !== second,
    '-eq': () => Number(first) === Number(second),
    '-ne': () => Number(first) !== Number(second),
    '-gt': () => Number(first) > Number(second),
    '-lt': () => Number(first) < Number(second),
  };
  const check: Record<string, () => boolean> = {
    '-f': () => files.isFile(path),
    '-d': () => files.isDirectory(path),
    '-e': () => files.isFile(path) || files.isDirectory(path),
    '-z': () => (operator ?? '') === '',
    '-n': () => (operator ?? '') !== '',
  };
  const condition =
    words.length === 3 ? compare[operator!] : words.length === 2 ? check[first] : () => first !== '';
  if (!condition) return misuse;
  return condition() !== isNegated ? success : failure;
};

export const systemCommands: Record<string, FileCommand> = {
  echo,
  env,
  sleep,
  which,
  test,
  '[': test,
  true: () => success,
  false: () => failure,
  clear: ({write}) => {
    write('\u001b[2J\u001b[3J\u001b[H');
    return success;
  },
  date: ({write}) => {
    write(`${new Date().toString()}\n`);
    return success;
  },
  whoami: ({write}) => {
    write('user\n');
    return success;
  },
};
