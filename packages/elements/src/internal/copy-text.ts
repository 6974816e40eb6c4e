/**
 * Copies a text. False if the browser allows it in no way.
 *
 * @param root What is shown now, such as an open modal dialog: outside of one nothing can be selected.
 */
export async function copyText(text: string, root: ParentNode): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No clipboard outside secure pages, or forbidden in this frame: the old way may still be open.
    return copySelection(text, root);
  }
}

function copySelection(text: string, root: ParentNode): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'visually-hidden';
  root.append(field);
  field.select();
  const isCopied = document.execCommand('copy');
  field.remove();
  return isCopied;
}
