const encoder = new TextEncoder();

/** Bytes of a text in UTF-8, which is what the limits on texts count. */
export function utf8Length(text: string): number {
  return encoder.encode(text).length;
}
