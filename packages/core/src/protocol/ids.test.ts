import {expect, it} from 'vitest';
import {newFileId, newId, ProjectId} from './ids.js';
import {may, type roles} from './permissions.js';

it('ID1 ids fit their schema and do not repeat', () => {
  const ids = Array.from({length: 2_000}, () => newId());
  for (const id of ids) ProjectId.parse(id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(newFileId()).toMatch(/^[a-z0-9]{12}$/);
});

it('ID2 every letter is about as likely as any other', () => {
  const counts = new Map<string, number>();
  const letters = Array.from({length: 1_800}, () => newId()).join('');
  for (const letter of letters) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  expect(counts.size).toBe(36);
  expect(Math.min(...counts.values())).toBeGreaterThan(800);
  expect(Math.max(...counts.values())).toBeLessThan(1_200);
});

it('RO1 who may do less may never do more: viewer, member, admin', () => {
  const permissions = [
    'read',
    'chat',
    'edit',
    'prompt',
    'rename',
    'invite',
    'change-role',
    'settings',
  ] as const;
  for (const permission of permissions) {
    const allowed = ['viewer', 'member', 'admin'].map((role) =>
      may(role as (typeof roles)[number], permission),
    );
    expect(allowed).toEqual([...allowed].sort());
  }
  expect(may('viewer', 'edit')).toBe(false);
  expect(may('member', 'invite')).toBe(false);
});
