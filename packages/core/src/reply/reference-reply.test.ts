import {describe, expect, it} from 'vitest';
import {limits} from '../protocol/limits.js';
import {byCharacter, bySeed, readChunks} from './chunks.test-support.js';
import {readmes} from './readmes.test-support.js';
import type {ReplyEvent} from './reply-event.js';

/** The whole, one character at a time, and in random chunks; all must read the same. */
function read(reply: string): ReplyEvent[] {
  const events = readChunks([reply]);
  expect(readChunks(byCharacter(reply)), 'one character at a time').toEqual(events);
  for (let seed = 0; seed < 10; seed++) {
    expect(readChunks(bySeed(reply, seed)), `chunks of seed ${seed}`).toEqual(events);
  }
  return events;
}

const contentOf = (events: ReplyEvent[], path: string) =>
  events.flatMap((event) => (event.type === 'file' && event.path === path ? [event.content] : []));
const textOf = (events: ReplyEvent[]) =>
  events.map((event) => (event.type === 'text' ? event.text : '')).join('');
const problemsOf = (events: ReplyEvent[]) =>
  events.flatMap((event) => (event.type === 'problem' ? [`${event.code}: ${event.message}`] : []));

const project = {
  text: 'A server.',
  fileTree: {
    'app.js': {file: {contents: "console.log('hello')\n"}},
    src: {directory: {lib: {directory: {'a.js': {file: {contents: ''}}}}}},
  },
  buildCommand: {mainItem: 'npm', commands: ['install']},
  startCommand: {mainItem: 'node', commands: ['app.js']},
};
const projectEvents: ReplyEvent[] = [
  {type: 'text', text: 'A server.'},
  {type: 'file-start', path: 'app.js'},
  {type: 'file', path: 'app.js', content: "console.log('hello')\n"},
  {type: 'file-start', path: 'src/lib/a.js'},
  {type: 'file', path: 'src/lib/a.js', content: ''},
  {type: 'command', kind: 'build', command: 'npm install'},
  {type: 'command', kind: 'start', command: 'node app.js'},
];
const fenced = (value: unknown, indent = 2) => `\`\`\`json\n${JSON.stringify(value, null, indent)}\n\`\`\``;

describe('a reference reply', () => {
  it.each([
    ['in a fence', fenced(project)],
    ['in a fence, on one line', fenced(project, 0)],
    ['in a fence without a language', fenced(project).replace('json', '')],
    ['in longer fences of another kind', fenced(project).replaceAll('```', '~~~~')],
    ['with Windows line ends', fenced(project).replaceAll('\n', '\r\n')],
    ['bare', JSON.stringify(project)],
    ['bare, after a byte order mark and blank lines', `\ufeff\n \n  ${JSON.stringify(project, null, 2)}\n`],
  ])('RP11 %s', (_, reply) => {
    const events = read(reply).filter((event) => event.type !== 'text' || event.text.trim() !== '');
    const [first, ...rest] = events;
    expect(first?.type === 'text' && first.text.trim()).toBe('A server.');
    expect(rest).toEqual(projectEvents.slice(1));
  });

  it('RP11 between prose', () => {
    const events = read(`Here it is:\n${fenced(project)}\nHave fun.\n`);
    expect(textOf(events)).toBe('Here it is:\nA server.Have fun.\n');
    expect(events.filter(({type}) => type !== 'text')).toEqual(projectEvents.slice(1));
  });

  it.each(readmes.map((readme) => [readme.split('\n')[0]?.trim(), readme]))(
    'RP12 keeps the README “%s”',
    (_, readme) => {
      const tree = {fileTree: {'README.md': {file: {contents: readme}}, 'b.js': {file: {contents: 'b'}}}};
      for (const reply of [fenced(tree), fenced(tree, 0), JSON.stringify(tree)]) {
        const events = read(reply);
        expect(contentOf(events, 'README.md')).toEqual([readme]);
        expect(contentOf(events, 'b.js')).toEqual(['b']);
        expect(problemsOf(events)).toEqual([]);
        expect(textOf(events).trim()).toBe('');
      }
    },
  );

  it('RP12 these READMEs do not survive reading to the next fence', () => {
    const survivors = readmes.filter((readme) => {
      const reply = fenced({fileTree: {'README.md': {file: {contents: readme}}}});
      try {
        return JSON.parse(/```json([\s\S]*?)```/.exec(reply)?.[1] ?? '');
      } catch {
        return false; // as expected
      }
    });
    expect(survivors).toEqual([]);
  });

  it('RP13 other JSON is prose, and is not changed', () => {
    for (const reply of [
      'Put this into package.json:\n```json\n{"name": "x",\n "scripts": {}}\n```\nDone.\n',
      'An answer looks like this:\n```json\n{"text": "hello"}\n```\n',
      '```json\n{ "a": ... }\n```\n',
      '```json\n[1, 2]\n```\n',
      '```json\n```\n',
      '```json\n// a comment\n{"a": 1}\n```\n',
      '```\n{ not json\n```\n',
      '```json\n{"a": "line\nbreak"}\n```\n',
      '{braces} are not JSON',
      '{"name": "x"}',
      '{"a": 1',
      '```json\n{"a": 1',
      '{',
    ]) {
      expect(read(reply)).toEqual([{type: 'text', text: reply}]);
    }
  });

  it('RP13 what only looked like JSON hides no file and no project', () => {
    const own = '<codecraft-file path="a">\nx\n</codecraft-file>\n';
    expect(contentOf(read(`{\n${own}`), 'a')).toEqual(['x\n']);
    expect(contentOf(read(`\`\`\`json\n{"a": 1\n\`\`\`\n${own}`), 'a')).toEqual(['x\n']);
    expect(contentOf(read(`\`\`\`json\n{"a": "\n\`\`\`\n${fenced(project)}`), 'app.js')).toHaveLength(1);
  });

  it('RP14 prose alone may be a whole reply', () => {
    expect(read('```json\n{"text": "Hello"}\n```\n')).toEqual([{type: 'text', text: 'Hello'}]);
    expect(textOf(read('{"text": "Hello"}\n')).trim()).toBe('Hello');
  });

  it('RP15 a project that is cut short or not JSON is one problem, and none of it is written', () => {
    const whole = JSON.stringify(project);
    for (const reply of [whole.slice(0, -30), `\`\`\`json\n${whole.slice(0, -30)}`]) {
      const events = read(reply);
      expect(problemsOf(events)).toEqual([
        expect.stringMatching(/^reply-unreadable: .*cut short or not JSON/),
      ]);
      expect(events).toHaveLength(1);
    }
    const broken = whole.replace('"startCommand"', 'startCommand');
    expect(problemsOf(read(`\`\`\`json\n${broken}\n\`\`\`\n`))).toHaveLength(1);
    const own = '<codecraft-file path="a">\nx\n</codecraft-file>\n';
    expect(contentOf(read(`\`\`\`json\n${broken}\n\`\`\`\n${own}`), 'a')).toEqual(['x\n']);
  });

  it('RP16 what is wrong in a tree is named; the rest is written', () => {
    const reply = `{"fileTree": {
      "../x": {"file": {"contents": "1"}},
      "__proto__": {"file": {"contents": "2"}},
      "empty": {},
      "list": {"directory": []},
      "number": {"file": {"contents": 3}},
      "src": {"directory": {"ok.js": {"file": {"contents": "4"}}}}
    }, "startCommand": {"mainItem": "npm", "commands": [1]}, "buildCommand": "npm install"}`;
    const events = read(reply);
    expect(problemsOf(events)).toEqual([
      expect.stringMatching(/^invalid-path: .*“\.\.\/x”/),
      expect.stringMatching(/^invalid-path: .*__proto__/),
      expect.stringMatching(/^invalid-input: “empty”/),
      expect.stringMatching(/^invalid-input: “list”/),
      expect.stringMatching(/^invalid-input: “number”/),
      expect.stringMatching(/^reply-unreadable: The build command/),
      expect.stringMatching(/^reply-unreadable: The start command/),
    ]);
    expect(contentOf(events, 'src/ok.js')).toEqual(['4']);
  });

  it('RP10 the limits hold for a tree too', () => {
    const files = Array.from({length: 105}, (_, index) => [`${index}.txt`, {file: {contents: 'x'}}]);
    const many = readChunks([JSON.stringify({fileTree: Object.fromEntries(files)})]);
    expect(many.filter(({type}) => type === 'file')).toHaveLength(limits.maxTurnFiles);
    expect(problemsOf(many)).toEqual([expect.stringMatching(/^limit-reached/)]);

    const large = {'a.txt': {file: {contents: 'x'.repeat(limits.maxFileBytes + 1)}}};
    expect(problemsOf(readChunks([fenced({fileTree: large})]))).toEqual([
      expect.stringMatching(/^too-large: “a.txt”/),
    ]);
  });
});
