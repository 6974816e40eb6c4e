interface Entry {
  path: string;
  text: string;
  type?: string;
  prefix?: string;
}

/** An archive with these entries, as tar writes it. */
export function tar(entries: readonly Entry[]): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const blocks = entries.flatMap(({path, text, type = '0', prefix = ''}) => {
    const body = encoder.encode(text);
    const header = new Uint8Array(512);
    header.set(encoder.encode(path), 0);
    header.set(encoder.encode(`${body.length.toString(8).padStart(11, '0')}\0`), 124);
    header.set(encoder.encode(type), 156);
    header.set(encoder.encode('ustar'), 257);
    header.set(encoder.encode(prefix), 345);
    const padded = new Uint8Array(Math.ceil(body.length / 512) * 512);
    padded.set(body);
    return [...header, ...padded];
  });
  return Uint8Array.from([...blocks, ...new Uint8Array(1024)]);
}
