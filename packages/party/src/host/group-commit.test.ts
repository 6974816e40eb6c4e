import {beforeEach, describe, expect, it} from 'vitest';
import {TestClock} from '../testing/test-room.js';
import {GroupCommit, groupMs} from './group-commit.js';

describe('PT75 frames of a busy room', () => {
  let clock: TestClock;
  let group: GroupCommit;
  let begun: string[];
  const run = (name: string) => group.run(() => void begun.push(name));

  beforeEach(() => {
    clock = new TestClock();
    group = new GroupCommit(clock);
    begun = [];
  });

  it('are handled at once when the room is quiet', () => {
    run('first');
    clock.advance(groupMs);
    run('second');
    expect(begun).toEqual(['first', 'second']);
  });

  it('are handled together, in their order, when they follow closely', () => {
    for (const name of ['first', 'second', 'third']) run(name);
    expect(begun).toEqual(['first']);
    clock.advance(groupMs);
    expect(begun).toEqual(['first', 'second', 'third']);
  });

  it('do not overtake one that waits, though its timer is late', () => {
    run('first');
    run('second');
    clock.time += 10 * groupMs;
    run('third');
    expect(begun).toEqual(['first']);
    clock.advance(0);
    expect(begun).toEqual(['first', 'second', 'third']);
  });

  it('fail one by one', async () => {
    run('first');
    const failing = group.run(() => {
      throw new Error('only this one');
    });
    const next = group.run(() => 'done');
    clock.advance(groupMs);
    await expect(failing).rejects.toThrow('only this one');
    await expect(next).resolves.toBe('done');
  });

  it('wait no longer when the clock is set back', () => {
    run('first');
    clock.time -= 3_600_000;
    run('second');
    expect(begun).toEqual(['first', 'second']);
  });
});
