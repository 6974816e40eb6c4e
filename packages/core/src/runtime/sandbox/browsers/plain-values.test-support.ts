/*
 * Values on their way to a page and back, as one text: the protocol of the browser has no bytes, and takes seconds for
 * trees of many objects. Both functions are also run in the page, so they use nothing from here.
 */

export function encode(value: unknown): string {
  return JSON.stringify({value}, (_, part: unknown) => {
    if (!(part instanceof Uint8Array)) return part;
    let binary = '';
    for (const byte of part) binary += String.fromCharCode(byte);
    return {$bytes: btoa(binary)};
  });
}

export function decode(text: string): unknown {
  const {value} = JSON.parse(text, (_, part: unknown) => {
    const bytes = (part as {$bytes?: unknown} | null)?.$bytes;
    return typeof bytes === 'string' ? Uint8Array.from(atob(bytes), (one) => one.charCodeAt(0)) : part;
  }) as {value: unknown};
  return value;
}
