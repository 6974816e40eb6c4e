import {describe, expect, it} from 'vitest';
import {byCharacter, readChunks} from './chunks.test-support.js';
import {replyExample, replyInstructions} from './instructions.js';
import {ReplyStream} from './reply-stream.js';

const counted = [
  'charCodeAt',
  'endsWith',
  'includes',
  'indexOf',
  'replace',
  'slice',
  'startsWith',
  'trim',
  'trimEnd',
  'trimStart',
] as const;

/**
 * The work of reading, in characters that string methods and expressions may have looked at: all of the text they
 * were given, but only what they found for `slice` and `indexOf`.
 */
function workOf(chunks: string[]): number {
  const strings = String.prototype as unknown as Record<string, (...values: unknown[]) => unknown>;
  const originals = new Map(counted.map((name) => [name, strings[name]]));
  const exec = RegExp.prototype.exec;
  let work = 0;
  for (const [name, original] of originals) {
    strings[name] = function (this: string, ...values: unknown[]) {
      const result = original?.apply(this, values);
      if (name === 'charCodeAt') work += 1;
      else if (name === 'slice') work += (result as string).length;
      else if (name === 'indexOf')
        work += ((result as number) < 0 ? this.length : (result as number)) - Number(values[1] ?? 0);
      else if (name === 'startsWith' || name === 'endsWith') work += String(values[0]).length;
      else work += this.length;
      return result;
    };
  }
  RegExp.prototype.exec = function (text: string) {
    work += Math.min(text.length - this.lastIndex, 4096); // every expression of ours is anchored or on one tag
    return exec.call(this, text);
  };
  try {
    const stream = new ReplyStream();
    for (const chunk of chunks) stream.push(chunk);
    stream.end();
  } finally {
    for (const [name, original] of originals) if (original) strings[name] = original;
    RegExp.prototype.exec = exec;
  }
  return work;
}

const hostile: [name: string, part: string][] = [
  ['braces', '{'],
  ['closing braces', '}'],
  ['braces in fences', '```json\n{\n```\n'],
  ['quotes in fences', '```json\n{"\n```\n'],
  ['fences that open and open', '```json\n'],
  ['JSON that never ends', '{"a":1,'],
  ['JSON in JSON', '{"fileTree":'],
  ['strings that never end', '{"a":"\\"'],
  ['brackets', '{"a":[['],
  ['files that never end', '<codecraft-file path="a">\n'],
  ['tags that never end', '<codecraft-file '],
  ['attributes', '<codecraft-file a="'],
  ['spaces', ' '],
  ['tabs and line ends', '\t\r\n'],
  ['backticks', '`'],
  ['tildes', '~~~\n'],
  ['closing tags', '</codecraft-file>\n'],
  ['marks', '\ufeff'],
  ['commands', '<codecraft-command kind="start">'],
];

describe('a hostile reply', () => {
  it.each(hostile)('RP17 takes work in proportion to its length: %s', (_, part) => {
    const reply = (length: number) => part.repeat(length / part.length);
    for (const cut of [(text: string) => [text], byCharacter]) {
      const work = workOf(cut(reply(15_000)));
      const fourfold = workOf(cut(reply(60_000)));
      expect(work).toBeGreaterThan(0);
      expect(fourfold / work).toBeLessThan(4.6);
    }
  });

  it.each(hostile)('RP17 reads the same however it was cut: %s', (_, part) => {
    for (const before of ['', 'x\n', '```json\n', '{', '<codecraft-file path="a">\n']) {
      const reply = before + part.repeat(700);
      expect(readChunks(byCharacter(reply)), before).toEqual(readChunks([reply]));
    }
  });

  it('RP17 60,000 stray braces are prose', () => {
    const braces = '{'.repeat(60_000);
    for (const reply of [braces, `x ${braces}`, `\`\`\`json\n${braces}\n\`\`\`\n`]) {
      expect(readChunks([reply])).toEqual([{type: 'text', text: reply}]);
    }
  });

  it('RP17 random mixtures of everything that means something read the same however they were cut', () => {
    const parts = [
      '<codecraft-file path="a.ts">',
      '</codecraft-file>',
      '<codecraft-command kind="start">npm start</codecraft-command>',
      '<codecraft-file',
      '```',
      '```json',
      '~~~',
      '{',
      '}',
      '{"fileTree":{"b":{"file":{"contents":"c"}}}}',
      '"',
      '\\',
      '\n',
      '\n',
      '\n',
      '\r\n',
      ' ',
      '   ',
      'word',
      '\ufeff',
      '😀',
    ];
    let state = 11;
    const next = (below: number) => {
      state = (state * 48271) % 2147483647;
      return state % below;
    };
    for (let round = 0; round < 3000; round++) {
      const reply = Array.from({length: next(24)}, () => parts[next(parts.length)]).join('');
      const whole = readChunks([reply]);
      const cuts: string[] = [];
      for (let position = 0; position < reply.length; ) {
        const length = 1 + next(30);
        cuts.push(reply.slice(position, position + length));
        position += length;
      }
      expect(readChunks(byCharacter(reply)), JSON.stringify(reply)).toEqual(whole);
      expect(readChunks(cuts), JSON.stringify(cuts)).toEqual(whole);
    }
  });
});

describe('replyInstructions', () => {
  it('RP18 shows an example that reads as it says', () => {
    expect(replyInstructions).toContain(replyExample);
    const events = readChunks([replyExample]);
    expect(events.map((event) => (event.type === 'file' ? event.path : event.type))).toEqual([
      'text',
      'file-start',
      'src/App.tsx',
      'file-start',
      'src/Counter.tsx',
      'command',
    ]);
  });
});
