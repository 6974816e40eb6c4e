import {isHttpToken} from '../../../../http-token.js';

export type HeaderValue = string | number | readonly string[];

/** Headers as Node keeps them: found without regard to case, sent as written. */
export class HeaderTable {
  readonly #entries = new Map<string, {name: string; value: HeaderValue}>();

  set(name: string, value: HeaderValue): void {
    if (!isHttpToken(name)) {
      throw Object.assign(new TypeError(`Header name must be a valid HTTP token ["${name}"]`), {
        code: 'ERR_INVALID_HTTP_TOKEN',
      });
    }
    if (value === undefined) {
      throw Object.assign(new TypeError(`Invalid value "undefined" for header "${name}"`), {
        code: 'ERR_HTTP_INVALID_HEADER_VALUE',
      });
    }
    this.#entries.set(name.toLowerCase(), {name, value});
  }

  get(name: string): HeaderValue | undefined {
    return this.#entries.get(name.toLowerCase())?.value;
  }

  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  append(name: string, value: string | readonly string[]): void {
    const known = this.get(name);
    const before = known === undefined ? [] : Array.isArray(known) ? known : [String(known)];
    this.set(name, [...before, ...(typeof value === 'string' ? [value] : value)]);
  }

  delete(name: string): void {
    this.#entries.delete(name.toLowerCase());
  }

  names(): string[] {
    return [...this.#entries.keys()];
  }

  toObject(): Record<string, HeaderValue> {
    return Object.fromEntries([...this.#entries].map(([key, {value}]) => [key, value]));
  }

  /** One pair for each line that is sent. */
  toPairs(): [string, string][] {
    return [...this.#entries.values()].flatMap(({name, value}) =>
      (Array.isArray(value) ? value : [value]).map((one): [string, string] => [name, String(one)]),
    );
  }
}

/** What arrived, as `message.headers` shows it: names in lower case, repeated ones joined. */
export function receivedHeaders(pairs: readonly (readonly string[])[]): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (const [name = '', value = ''] of pairs) {
    const key = name.toLowerCase();
    const known = headers[key];
    if (key === 'set-cookie') headers[key] = [...(Array.isArray(known) ? known : []), value];
    else
      headers[key] =
        known === undefined ? value : `${String(known)}${key === 'cookie' ? '; ' : ', '}${value}`;
  }
  return headers;
}
