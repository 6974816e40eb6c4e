import type {Terminal} from './xterm.js';

/**
 * Types what comes without a key: from an emoji picker, a spelling menu, dictation. xterm.js leaves such text alone
 * while it serves a screen reader, which ours always does.
 */
export function takeInsertedText(terminal: Terminal, field: HTMLTextAreaElement): void {
  let isKeyDown = false;
  field.addEventListener('keydown', () => {
    isKeyDown = true;
  });
  field.addEventListener('keyup', () => {
    isKeyDown = false;
  });
  field.addEventListener('input', (event) => {
    const {data, inputType, isComposing} = event as InputEvent;
    // What a key inserts, or an input method composes, xterm.js has taken itself.
    if (isKeyDown || isComposing || inputType !== 'insertText' || !data) return;
    terminal.input(data);
    field.value = '';
  });
}
