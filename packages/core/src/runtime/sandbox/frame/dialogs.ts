/** This many, one after the other, are shown; what comes then is left out until the app has done something else. */
const maxInARow = 5;
const pauseMs = 1000;

/**
 * A dialog stops the page around the frame too, until someone answers it; so a loop of them is cut short. One that is
 * left out counts as cancelled. Printing would stop the page in the same way, and print the frame alone.
 */
export function limitDialogs(target: Window): void {
  const {alert, confirm, prompt} = target;
  let inARow = 0;
  let endedAt = Number.NEGATIVE_INFINITY;
  const mayShow = () => {
    if (performance.now() - endedAt > pauseMs) inARow = 0;
    inARow += 1;
    if (inARow === maxInARow + 1) console.warn('Dialogs are left out: too many came one after the other.');
    return inARow <= maxInARow;
  };
  const show = <Answer>(ask: () => Answer, cancelled: Answer): Answer => {
    try {
      return mayShow() ? ask() : cancelled;
    } finally {
      endedAt = performance.now();
    }
  };
  target.alert = (...words: unknown[]) => show(() => Reflect.apply(alert, target, words), undefined);
  target.confirm = (...words) => show(() => Reflect.apply(confirm, target, words), false);
  target.prompt = (...words) => show(() => Reflect.apply(prompt, target, words), null);
  target.print = () => console.warn('The preview does not print. Open the built app to print it.');
}
