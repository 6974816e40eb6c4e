import {readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {features, refusals} from './features/all.test-support.js';
import {featureTable} from './features/table.test-support.js';

const docs = path.resolve(import.meta.dirname, '../../../../../docs/runtime.md');

test('RT-F10 the table in docs/runtime.md has a row for each feature that is run, and no other', () => {
  const text = readFileSync(docs, 'utf8');
  const [, table] = /<!-- features -->\n\n([\s\S]*?)\n\n<!-- end of features -->/.exec(text) ?? [];
  expect(table).toBe(featureTable(features, refusals));
});

test('RT-F10 no two features have one name', () => {
  const names = [...features, ...refusals].map(({name}) => name);
  expect(names).toEqual([...new Set(names)]);
});
