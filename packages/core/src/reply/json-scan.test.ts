import {describe, expect, it} from 'vitest';
import {JsonScan} from './json-scan.js';

/** How the scan of a text ends, and what of it was read. */
function scan(text: string, maxLength = 1_000_000) {
  const json = new JsonScan(maxLength);
  const end = json.read(text, 0);
  return [json.status, text.slice(0, end)];
}

describe('JsonScan', () => {
  it.each([
    ['{}x', 'closed', '{}'],
    [' \n{"a": [1, {"b": null}]}{}', 'closed', ' \n{"a": [1, {"b": null}]}'],
    ['{"}": "\\"}", "```": "\\\\"}```', 'closed', '{"}": "\\"}", "```": "\\\\"}'],
    ['{"a": 1', 'open', '{"a": 1'],
    ['[1]', 'failed', ''],
    ['x{}', 'failed', ''],
    ['{"a": 1\n```', 'failed', '{"a": 1\n'],
    ['{"a": "b\n"}', 'failed', '{"a": "b'],
  ])('RP12 %j is %s after %j', (text, status, read) => {
    expect(scan(text)).toEqual([status, read]);
  });

  it('RP17 goes no deeper than a path can', () => {
    const nested = (depth: number) => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);
    expect(scan(nested(1100))[0]).toBe('closed');
    expect(scan(nested(1101))[0]).toBe('failed');
  });

  it('RP17 keeps no more than it may', () => {
    const json = new JsonScan(1000);
    const end = json.read(`{"a":"${'x'.repeat(25_000_000)}`, 0);
    expect(json).toMatchObject({status: 'failed', isTooLong: true});
    expect(end).toBeLessThanOrEqual(1000);
    expect(json.text.length).toBe(end);
  });
});
