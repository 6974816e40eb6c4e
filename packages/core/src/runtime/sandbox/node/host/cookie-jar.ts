/** The cookies of one server. The preview has no origin, so the browser keeps none for it. */
export class CookieJar {
  readonly #cookies = new Map<string, string>();

  /** For a request's `cookie` header; empty where there are none. */
  get header(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Takes what a response sets and removes. Paths and domains make no difference here. */
  take(headers: readonly (readonly [string, string])[]): void {
    for (const [name, line] of headers) {
      if (name.toLowerCase() !== 'set-cookie') continue;
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const equals = pair.indexOf('=');
      if (equals < 1) continue;
      const cookie = pair.slice(0, equals);
      if (attributes.some(isOver)) this.#cookies.delete(cookie);
      else this.#cookies.set(cookie, pair.slice(equals + 1));
    }
  }
}

function isOver(attribute: string): boolean {
  const [name = '', value = ''] = attribute.split('=');
  if (/^max-age$/i.test(name)) return Number(value) <= 0;
  return /^expires$/i.test(name) && Date.parse(value) < Date.now();
}
