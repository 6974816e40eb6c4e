/**
 * What this browser remembers between visits: sizes, open files, a theme. Conveniences only, so that a browser that
 * keeps nothing (a private window, blocked storage, a full disk) costs no more than the memory.
 */
export function remembered<Value>(
  key: string,
  isValue: (value: unknown) => value is Value,
): Value | undefined {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(`codecraft ${key}`) ?? 'null');
    return isValue(value) ? value : undefined;
  } catch {
    return undefined; // no storage, or not ours
  }
}

/** @param value Undefined to forget. */
export function remember(key: string, value: unknown): void {
  try {
    if (value === undefined) localStorage.removeItem(`codecraft ${key}`);
    else localStorage.setItem(`codecraft ${key}`, JSON.stringify(value));
  } catch {
    // no storage: it is forgotten with the page
  }
}
