import type {Terminal} from './xterm.js';

/**
 * Decides which keys of a shell the page keeps; for those the answer is false, and xterm.js leaves them alone.
 *
 * Tab completes, so that it would hold the focus for ever: Ctrl M makes it leave, and gives it back, as in the editor.
 * F6 goes to the next area. Ctrl C copies what is selected, and interrupts where nothing is; Ctrl V pastes.
 */
export function terminalKeys(
  terminal: Terminal,
  onTabLeaves: (leaves: boolean) => void,
): (event: KeyboardEvent) => boolean {
  let doesTabLeave = false;
  return (event) => {
    const {key, ctrlKey, metaKey, altKey} = event;
    const letter = ctrlKey && !altKey && !metaKey ? key.toLowerCase() : '';
    if (letter === 'm') {
      event.preventDefault();
      if (event.type === 'keydown') {
        doesTabLeave = !doesTabLeave;
        onTabLeaves(doesTabLeave);
      }
      return false;
    }
    if (letter === 'c' && terminal.hasSelection()) {
      // The browser copies after this; then Ctrl C interrupts again.
      if (event.type === 'keydown') setTimeout(() => terminal.clearSelection());
      return false;
    }
    if (letter === 'v' || key === 'F6') return false;
    return !(key === 'Tab' && doesTabLeave);
  };
}

/** Where nothing is typed, keys scroll; they copy and move the focus as everywhere else. */
export function readingKeys({key, ctrlKey, metaKey}: KeyboardEvent): boolean {
  return !(key === 'Tab' || key === 'F6' || ctrlKey || metaKey);
}
