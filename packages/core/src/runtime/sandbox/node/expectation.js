import {
  ASYMMETRIC_MATCHERS_OBJECT,
  customMatchers,
  GLOBAL_EXPECT,
  getState,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from '@vitest/expect';
import {fn, isMockFunction, restoreAllMocks, spyOn} from '@vitest/spy';
import * as chai from 'chai';

// Vitest's own matchers and spies, put together as vitest does. Only what finds and runs tests is ours.
chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

const expect = (value, message) => {
  setState({assertionCalls: getState(expect).assertionCalls + 1}, expect);
  return chai.expect(value, message);
};
Object.assign(expect, chai.expect, globalThis[ASYMMETRIC_MATCHERS_OBJECT]);
expect.getState = () => getState(expect);
expect.setState = (state) => setState(state, expect);
expect.extend = (matchers) => chai.expect.extend(expect, matchers);
setState(
  {
    assertionCalls: 0,
    isExpectingAssertions: false,
    expectedAssertionsNumber: null,
    environment: 'node',
    testPath: '',
  },
  expect,
);
expect.extend(customMatchers);
const noSnapshots = () => {
  throw new Error(
    'Snapshots are not available here: nothing keeps them. Write the value that is expected, with toEqual.',
  );
};
expect.extend({
  toMatchSnapshot: noSnapshots,
  toMatchInlineSnapshot: noSnapshots,
  toMatchFileSnapshot: noSnapshots,
  toThrowErrorMatchingSnapshot: noSnapshots,
  toThrowErrorMatchingInlineSnapshot: noSnapshots,
});
globalThis[GLOBAL_EXPECT] = expect;

globalThis.codecraftExpectation = {expect, vi: {fn, spyOn, isMockFunction}, restoreAll: restoreAllMocks};
