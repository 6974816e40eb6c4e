/** What `promise` answers, or `onLate()` thrown once `limitMs` have passed without an answer. */
export function withTimeLimit<Value>(
  promise: Promise<Value>,
  limitMs: number,
  onLate: () => Error,
): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(onLate()), limitMs);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
