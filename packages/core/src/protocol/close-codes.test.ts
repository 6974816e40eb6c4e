import {expect, it} from 'vitest';
import {closeCodes, mayReconnectAfter} from './close-codes.js';

it('RC21 a client stays away where coming back would only be refused again, and nowhere else', () => {
  const final = Object.values(closeCodes).filter((code) => !mayReconnectAfter(code));
  const {notSignedIn, forbidden, notFound, protocolMismatch, tooManySockets} = closeCodes;
  expect(final.sort()).toEqual([notSignedIn, forbidden, notFound, protocolMismatch, tooManySockets].sort());
  for (const code of [1000, 1001, 1006, 1009, 1011, 1012]) expect(mayReconnectAfter(code)).toBe(true);
});
