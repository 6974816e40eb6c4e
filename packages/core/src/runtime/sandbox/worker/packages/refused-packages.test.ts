import {expect, test} from 'vitest';
import {refusePackages} from './refused-packages.js';

test('NP33 a native addon is refused with the cause and what does the same', () => {
  expect(() => refusePackages(['react', 'bcrypt'])).toThrow(
    'bcrypt does not run here: it has a native part, which no browser can run. Use bcryptjs instead, or WebContainers where the site offers them.',
  );
});

test('NP33 a meta-framework is refused with the alternative', () => {
  expect(() => refusePackages(['next'])).toThrow(
    'next does not run here: it renders on a server of its own, which needs more of Node than a browser has. WebContainers can run it where the site offers them.',
  );
});

test('NP33 what runs is not refused, whatever every object inherits', () => {
  expect(() => refusePackages(['react', 'bcryptjs', 'constructor', 'toString'])).not.toThrow();
});
