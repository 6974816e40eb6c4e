import {describe, expect, it} from 'vitest';
import {limits} from '../protocol/limits.js';
import {byCharacter, bySeed, readChunks} from './chunks.test-support.js';
import type {ReplyEvent} from './reply-event.js';
import {ReplyStream} from './reply-stream.js';

const text = (text: string): ReplyEvent => ({type: 'text', text});
const start = (path: string): ReplyEvent => ({type: 'file-start', path});
const file = (path: string, content: string): ReplyEvent[] => [start(path), {type: 'file', path, content}];
const problem = (code: string, ...words: string[]): unknown => ({
  type: 'problem',
  code,
  message: expect.stringMatching(new RegExp(words.map(literally).join('.*'))),
});

function literally(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

const open = (path: string) => `<codecraft-file path="${path}">\n`;
const close = '</codecraft-file>\n';

const cases: [rule: string, reply: string, events: unknown[]][] = [
  ['RP1 prose is text', 'Hello *world*.\n\nBye', [text('Hello *world*.\n\nBye')]],
  ['RP1 an empty reply is no event', '', []],
  ['RP1 a byte order mark at the start is dropped', '\ufeffHello', [text('Hello')]],
  [
    'RP2 a file is the lines between its tags',
    `Here.\n\n${open('a.ts')}one\n  two\n${close}\nDone.`,
    [text('Here.\n\n'), ...file('a.ts', 'one\n  two\n'), text('\nDone.')],
  ],
  [
    'RP2 blank lines at either end belong to the file',
    `${open('a')}\n\nx\n\n${close}`,
    file('a', '\n\nx\n\n'),
  ],
  ['RP2 a file may be empty', open('a') + close, file('a', '')],
  [
    'RP2 nothing in a file is markup',
    `${open('README.md')}\`\`\`ts\n<codecraft-command kind="start">x</codecraft-command>\n</codecraft-file> not alone\n{"a":\n${close}after`,
    [
      ...file(
        'README.md',
        '```ts\n<codecraft-command kind="start">x</codecraft-command>\n</codecraft-file> not alone\n{"a":\n',
      ),
      text('after'),
    ],
  ],
  [
    'RP2 line ends are kept',
    `${open('a').replace('\n', '\r\n')}x\r\ny\r\n</codecraft-file>\r\n`,
    file('a', 'x\r\ny\r\n'),
  ],
  ['RP2 a byte order mark in a file is kept', `${open('a')}\ufeffx\n${close}`, file('a', '\ufeffx\n')],
  ['RP2 the closing tag may end the reply', `${open('a')}x\n</codecraft-file>`, file('a', 'x\n')],
  ['RP2 emoji survive', `😀\n${open('a')}😀\n${close}`, [text('😀\n'), ...file('a', '😀\n')]],
  [
    'RP3 a tag may be indented by up to three spaces, alike at both ends',
    `  ${open('a')}</codecraft-file>\n  ${close}    ${open('b')}x`,
    [...file('a', '</codecraft-file>\n'), text(`    ${open('b')}x`)],
  ],
  [
    'RP3 a tag that is not alone on its line is prose',
    `See ${open('a')}<codecraft-files path="b">\n<codecraft-fil`,
    [text(`See ${open('a')}<codecraft-files path="b">\n<codecraft-fil`)],
  ],
  ['RP3 a closing tag without a file is prose', close, [text(close)]],
  [
    'RP3 unknown attributes are ignored',
    `<codecraft-file mode="755" path='a b.ts' draft >\n${close}`,
    file('a b.ts', ''),
  ],
  [
    'RP4 commands',
    '<codecraft-command kind="build">npm install</codecraft-command>\n<codecraft-command kind="start"> npm run dev </codecraft-command>',
    [
      {type: 'command', kind: 'build', command: 'npm install'},
      {type: 'command', kind: 'start', command: 'npm run dev'},
    ],
  ],
  [
    'RP4 a command of another kind, without text, or over several lines is a problem',
    '<codecraft-command kind="rm">x</codecraft-command>\n<codecraft-command kind="start"> </codecraft-command>\n<codecraft-command kind="start">a\n',
    [problem('reply-unreadable'), problem('reply-unreadable'), problem('reply-unreadable')],
  ],
  [
    'RP5 tags in a code fence are text',
    `\`\`\`html\n${open('a')}x\n${close}\`\`\`\n~~~~\n~~~\n${open('b')}~~~~\n${open('c')}${close}`,
    [text(`\`\`\`html\n${open('a')}x\n${close}\`\`\`\n~~~~\n~~~\n${open('b')}~~~~\n`), ...file('c', '')],
  ],
  [
    'RP5 a code span at the start of a line is no fence',
    `\`\`\`a\`\`\` b\n${open('a')}${close}`,
    [text('```a``` b\n'), ...file('a', '')],
  ],
  [
    'RP5 a fenced file with its path before it is prose, never a file',
    '**src/App.tsx**\n```tsx\nexport {}\n```\n',
    [text('**src/App.tsx**\n```tsx\nexport {}\n```\n')],
  ],
  [
    'RP6 a bad path is named and its content left out; other files arrive',
    `${open('../x')}1\n${close}${open('/etc/passwd')}2\n${close}${open('__proto__')}3\n${close}${open('b')}4\n${close}`,
    [
      problem('invalid-path', '../x'),
      problem('invalid-path', '/etc/passwd'),
      problem('invalid-path', '__proto__'),
      ...file('b', '4\n'),
    ],
  ],
  [
    'RP6 a file without a path, or whose tag is broken, is left out',
    `<codecraft-file>\nx\n${close}<codecraft-file path="a\nx\n${close}${open('b')}${close}`,
    [problem('reply-unreadable', 'no path'), problem('reply-unreadable', 'not complete'), ...file('b', '')],
  ],
  [
    'RP6 a file on one line is a problem and swallows nothing',
    '<codecraft-file path="a">x</codecraft-file>\n<codecraft-file path="b" />\nHello',
    [problem('reply-unreadable', 'line of its own'), problem('reply-unreadable'), text('Hello')],
  ],
  [
    'RP7 a path that comes twice is named; the last one counts',
    `${open('a')}1\n${close}${open('a')}2\n${close}`,
    [...file('a', '1\n'), problem('conflict', '“a”', 'last one'), ...file('a', '2\n')],
  ],
  [
    'RP8 a reply that ends inside a file names it and does not write it',
    `${open('a')}1\n${close}${open('src/b.ts')}half`,
    [...file('a', '1\n'), start('src/b.ts'), problem('reply-unreadable', 'src/b.ts')],
  ],
  [
    'RP8 a file that begins inside another one shows that it was not closed',
    `${open('a')}1\n${open('b')}2\n${close}`,
    [start('a'), problem('reply-unreadable', '“a”'), ...file('b', '2\n')],
  ],
  [
    'RP8 an indented tag inside a file belongs to it',
    `${open('a.md')}  ${open('b')}  ${close}${close}`,
    file('a.md', `  ${open('b')}  ${close}`),
  ],
  [
    'RP6 a line of more than 4,096 characters is no tag',
    `<codecraft-file path="a"${' '.repeat(5000)}>\nx\n${close}${open('b')}${close.trim()}${' '.repeat(5000)}\n${close}`,
    [problem('reply-unreadable', 'too long'), ...file('b', `${close.trim()}${' '.repeat(5000)}\n`)],
  ],
  [
    'RP6 a long file on one line is left out up to the next tag',
    `<codecraft-file path="a">${'x'.repeat(5000)}</codecraft-file>\nprose\n${open('b')}${close}`,
    [problem('reply-unreadable', 'too long'), ...file('b', '')],
  ],
  [
    'RP8 a reply that ends inside a tag says so',
    'x\n<codecraft-file path="a',
    [text('x\n'), problem('reply-unreadable')],
  ],
];

describe('ReplyStream', () => {
  it.each(cases)('%s', (_, reply, events) => {
    expect(readChunks([reply])).toEqual(events);
    expect(readChunks(byCharacter(reply)), 'one character at a time').toEqual(events);
    for (let seed = 0; seed < 20; seed++) {
      expect(readChunks(bySeed(reply, seed)), `chunks of seed ${seed}`).toEqual(events);
    }
  });

  it('RP9 prose goes out as it comes', () => {
    const stream = new ReplyStream();
    expect(stream.push('Hel')).toEqual([text('Hel')]);
    expect(stream.push('lo\n<')).toEqual([text('lo\n')]);
    expect(stream.push('b>bold')).toEqual([text('<b>bold')]);
    expect(stream.push('\n<codecraft-fi')).toEqual([text('\n')]);
    expect(stream.push('le path="a">')).toEqual([]);
    expect(stream.push('\n')).toEqual([start('a')]);
    expect(stream.end()).toEqual([problem('reply-unreadable')]);
  });

  it('RP9 a stream that has ended takes no more', () => {
    const stream = new ReplyStream();
    expect(stream.end()).toEqual([]);
    expect(() => stream.push('x')).toThrowError(expect.objectContaining({code: 'invalid-input'}));
  });

  it('RP10 the 101st file and what follows are not written, and that is said once', () => {
    const names = Array.from({length: 105}, (_, index) => `${index}.txt`);
    const events = readChunks(names.map((name) => `${open(name)}${name}\n${close}`));
    expect(events.filter(({type}) => type === 'file')).toHaveLength(limits.maxTurnFiles);
    expect(events.slice(2 * limits.maxTurnFiles)).toEqual([problem('limit-reached', '100.txt')]);
  });

  it.each([
    ['lines', (length: number) => `${'x'.repeat(1023)}\n`.repeat(length / 1024)],
    ['one line', (length: number) => `${'x'.repeat(length - 1)}\n`],
    ['bytes that are fewer characters', (length: number) => `${'é'.repeat(length / 2 - 1)}.\n`],
  ])('RP10 a file over 512 KB is named and not written: %s', (_, content) => {
    const largest = content(limits.maxFileBytes);
    expect(readChunks([`${open('a')}${largest}${close}`]).at(-1)).toEqual(file('a', largest).at(-1));
    const reply = `${open('a')}${largest}x\n${close}${open('b')}${close}`;
    const events = [start('a'), problem('too-large', '“a”'), ...file('b', '')];
    expect(readChunks([reply])).toEqual(events);
    expect(readChunks(byCharacter(reply))).toEqual(events);
  });

  it('RP10 what follows after 10 MiB is not written, and that is said once', () => {
    const content = `${'x'.repeat(limits.maxFileBytes - 1)}\n`;
    const names = Array.from({length: 25}, (_, index) => `${index}.txt`);
    const events = readChunks(names.map((name) => `${open(name)}${content}${close}`));
    expect(events.filter(({type}) => type === 'file')).toHaveLength(20);
    expect(events.filter(({type}) => type === 'problem')).toEqual([problem('too-large', '10 MB', '20.txt')]);
  });

  it('RP10 of a path that comes again only the last size counts', () => {
    const content = `${'x'.repeat(limits.maxFileBytes - 1)}\n`;
    const names = Array.from({length: 25}, (_, index) => `${index % 20}.txt`);
    const events = readChunks(names.map((name) => `${open(name)}${content}${close}`));
    expect(events.filter(({type}) => type === 'file')).toHaveLength(25);
  });

  it('RP10 problems and commands have a limit too', () => {
    const command = '<codecraft-command kind="start">npm start</codecraft-command>\n';
    const events = readChunks([`<codecraft-file>\n${close}${command}`.repeat(1000)]);
    expect(events.filter(({type}) => type === 'problem')).toHaveLength(50);
    expect(events.filter(({type}) => type === 'command')).toHaveLength(10);
  });
});
