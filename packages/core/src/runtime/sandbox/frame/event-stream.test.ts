import {expect, test} from 'vitest';
import {EventStreamParser} from './event-stream.js';

interface Read {
  events: [type: string, data: string, id: string][];
  retries: number[];
}

function read(parts: Iterable<string>, id = ''): Read {
  const found: Read = {events: [], retries: []};
  const parser = new EventStreamParser(id, {
    event: (...event) => found.events.push(event),
    retry: (milliseconds) => found.retries.push(milliseconds),
  });
  for (const part of parts) parser.push(part);
  return found;
}

/** The examples of the standard, and its odd corners. */
const cases: [name: string, text: string, events: Read['events'], retries?: number[]][] = [
  ['lines of one event', 'data: YHOO\ndata: +2\ndata: 10\n\n', [['message', 'YHOO\n+2\n10', '']]],
  [
    'comments and ids',
    ': test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n',
    [
      ['message', 'first event', '1'],
      ['message', 'second event', ''],
      ['message', ' third event', ''],
    ],
  ],
  [
    'data without a value, and an event that never ends',
    'data\n\ndata\ndata\n\ndata:',
    [
      ['message', '', ''],
      ['message', '\n', ''],
    ],
  ],
  [
    'one space after the colon',
    'data:test\n\ndata: test\n\n',
    [...Array(2)].map(() => ['message', 'test', '']),
  ],
  [
    'types, which hold for one event',
    'event: add\ndata: 73857293\n\nevent: remove\n\ndata: 2153\n\n',
    [
      ['add', '73857293', ''],
      ['message', '2153', ''],
    ],
  ],
  ['colons in values', 'data: {"a": "b:c"}\n\n', [['message', '{"a": "b:c"}', '']]],
  ['unknown fields', 'foo: bar\n data: no\ndata: yes\n\n', [['message', 'yes', '']]],
  ['an id with a zero byte, which is none', 'id: a\0b\nid: 7\nid: c\0\ndata: x\n\n', [['message', 'x', '7']]],
  ['times', 'retry: 10\nretry: 1s\nretry: -1\nretry:20\n\n', [], [10, 20]],
];

test.each(cases)('RT-S7 %s', (_, text, events, retries = []) => {
  for (const lineEnd of ['\n', '\r\n', '\r']) {
    const sent = text.replaceAll('\n', lineEnd);
    const expected = {events, retries};
    expect(read([sent])).toEqual(expected);
    expect(read(sent), 'one character at a time').toEqual(expected);
  }
});

test('RT-S7 an id holds for what follows, over connections', () => {
  expect(read(['data: a\n\n'], '5').events).toEqual([['message', 'a', '5']]);
});
