// Checks what a compiler does not: every published path exists after a build, every event is documented,
// dispatched and documented where it is fired, and every heavy library enters by its one door.
import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const problems = [...checkExports(), ...checkEvents(), ...checkDoors()];
for (const problem of problems) console.error(problem);
console.log(
  problems.length
    ? `${problems.length} problems`
    : 'Every export exists, every event is fired and documented.',
);
process.exit(problems.length ? 1 : 0);

function* checkExports() {
  for (const name of ['core', 'elements', 'party']) {
    const folder = path.join(root, 'packages', name);
    const {exports} = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    for (const [subpath, target] of Object.entries(exports)) {
      for (const [condition, file] of Object.entries(
        typeof target === 'string' ? {default: target} : target,
      )) {
        if (!existsSync(path.join(folder, file))) {
          yield `@codecraft/${name}: ${subpath} names ${file} for “${condition}”, which does not exist. Run npm run build.`;
        }
      }
    }
  }
}

function* checkEvents() {
  const folder = path.join(root, 'packages/elements/src');
  const events = readFileSync(path.join(folder, 'events.ts'), 'utf8');
  const classes = [
    ...events.matchAll(/export class (\w+) extends \w+ \{\s+static readonly type = '([\w-]+)'/g),
  ];
  const mapped = new Set([...events.matchAll(/^ {4}'([\w-]+)': \w+;$/gm)].map(([, type]) => type));
  const sources = sourceFiles(folder).filter((file) => !file.endsWith('events.ts'));
  const texts = sources.map((file) => readFileSync(file, 'utf8'));
  for (const [, name, type] of classes) {
    if (!mapped.has(type)) yield `events.ts: ${type} is missing from HTMLElementEventMap.`;
    if (!texts.some((text) => text.includes(`new ${name}(`))) yield `events.ts: nothing dispatches ${name}.`;
    if (!texts.some((text) => text.includes(`@fires {${name}} ${type}`)))
      yield `events.ts: no element documents “@fires {${name}} ${type}”.`;
  }
  for (const [index, text] of texts.entries()) {
    for (const [, name, type] of text.matchAll(/@fires \{(\w+)\} ([\w-]+)/g)) {
      if (!classes.some(([, known, knownType]) => known === name && knownType === type)) {
        yield `${path.relative(root, sources[index])}: documents ${name} ${type}, which events.ts does not have.`;
      }
    }
  }
}

function* checkDoors() {
  const doors = {
    'monaco-editor': 'packages/elements/src/editor/monaco',
    '@xterm/': 'packages/elements/src/terminal/',
    partykit: 'packages/party/src/host/',
    '@google/genai': 'packages/party/src/ai/',
    '@webcontainer/api': 'packages/core/src/runtime/webcontainer',
    partysocket: 'packages/core/src/room/room-socket',
  };
  for (const file of sourceFiles(path.join(root, 'packages')).filter((name) => !name.includes('.test.'))) {
    const place = path.relative(root, file).split(path.sep).join('/');
    for (const [, library] of readFileSync(file, 'utf8').matchAll(/(?:from|import\() ?'([^'.][^']*)'/g)) {
      const door = Object.keys(doors).find(
        (name) => library === name || library.startsWith(`${name.replace(/\/$/, '')}/`),
      );
      if (door && !place.startsWith(doors[door]))
        yield `${place}: imports ${library}; its one door is ${doors[door]}.`;
    }
  }
}

function sourceFiles(folder) {
  return readdirSync(folder)
    .filter((name) => name !== 'node_modules' && name !== 'dist')
    .map((name) => path.join(folder, name))
    .flatMap((file) =>
      statSync(file).isDirectory() ? sourceFiles(file) : /\.(ts|mjs)$/.test(file) ? [file] : [],
    );
}
