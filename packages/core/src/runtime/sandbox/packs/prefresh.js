import '@prefresh/core';

const prefresh = self.__PREFRESH__;

/** Preact's hot replacement, in the words of `react-refresh/runtime`. */
export const register = prefresh.register;

export function setSignature(type, key, forceReset, getCustomHooks) {
  prefresh.sign(type, key, forceReset, getCustomHooks, 'begin');
  prefresh.sign(type, key, forceReset, getCustomHooks, 'needsHooks');
}

export function isLikelyComponentType(type) {
  return typeof type === 'function' && /^[A-Z]/.test(type.displayName ?? type.name);
}

export function performReactRefresh() {
  const updates = prefresh.getPendingUpdates();
  prefresh.flush();
  for (const [before, after] of updates) {
    const [old, updated] = [prefresh.getSignature(before), prefresh.getSignature(after)];
    const oldKey = old && prefresh.computeKey(old);
    const isSame = oldKey === (updated && prefresh.computeKey(updated)) && !updated?.forceReset;
    prefresh.replaceComponent(before, after, !isSame);
  }
}
