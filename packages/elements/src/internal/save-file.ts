/** Hands a file to the browser to save, where its user keeps downloads. */
export function saveFile(name: string, contents: Uint8Array, type: string): void {
  const url = URL.createObjectURL(new Blob([contents as Uint8Array<ArrayBuffer>], {type}));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has read it once the task of the click is over; some begin later.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A project's name as one that every system takes: “Todo app” is `todo-app`. */
export function fileNameOf(name: string): string {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['project'];
  return words.join('-').slice(0, 60);
}
