import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {maxStorageLength} from '../../protocol.js';
import {BrowserState} from './browser-state.js';

describe('the localStorage of an app', () => {
  const told: Record<string, string>[] = [];
  let state: BrowserState;

  beforeEach(() => {
    vi.useFakeTimers();
    told.length = 0;
    state = new BrowserState({theme: 'dark'}, (entries) => told.push({...entries}));
  });
  afterEach(() => vi.useRealTimers());

  test('RT-K1 changes close together are told together, and later ones once more', () => {
    state.store('localStorage', 'a', '1');
    state.store('localStorage', 'a', '2');
    state.store('localStorage', 'theme', null);
    expect(told).toEqual([]);
    vi.runAllTimers();
    state.store('localStorage', null, null);
    vi.runAllTimers();
    expect(told).toEqual([{a: '2'}, {}]);
  });

  test('RT-K1 sessionStorage is told to nobody', () => {
    state.store('sessionStorage', 'a', '1');
    vi.runAllTimers();
    expect(told).toEqual([]);
    expect(state.stored.sessionStorage).toEqual({a: '1'});
  });

  test('RT-K2 a frame that leaves out the limit is not followed beyond it, however it asks', () => {
    const half = 'x'.repeat(maxStorageLength / 2 - 10);
    state.store('localStorage', 'one', half);
    state.store('localStorage', 'two', half);
    state.store('localStorage', 'three', half);
    state.store('localStorage', 'two', `${half}${half}`);
    vi.runAllTimers();
    expect(told).toEqual([{theme: 'dark', one: half, two: half}]);
    state.store('localStorage', 'two', half.replaceAll('x', 'y'));
    vi.runAllTimers();
    expect(told[1]?.['two']).toMatch(/^y/);
  });

  test('RT-K1 what it was given stays as it was', () => {
    const given = {theme: 'dark'};
    new BrowserState(given, () => undefined).store('localStorage', 'theme', 'light');
    expect(given).toEqual({theme: 'dark'});
    vi.runAllTimers();
  });
});
