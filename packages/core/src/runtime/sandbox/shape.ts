/**
 * Checks what an untrusted realm sent against a declared shape, and infers the type from it.
 *
 * A few lines instead of a schema library: this code is part of what must load before the first preview paints.
 * A check answers the accepted value or throws {@link ShapeError}; unknown keys are dropped.
 */
export type Shape<T> = (value: unknown, path: string) => T;

export type Infer<S> = S extends Shape<infer T> ? T : never;

/** The value is not of the declared shape. `message` names the place and what was expected there. */
export class ShapeError extends Error {
  override readonly name = 'ShapeError';
}

function refuse(path: string, expected: string): never {
  throw new ShapeError(`${path} is not ${expected}`);
}

/** Text of at most `maxLength` UTF-16 units. */
export function text(maxLength: number): Shape<string> {
  return (value, path) =>
    typeof value === 'string' && value.length <= maxLength
      ? value
      : refuse(path, `text of at most ${maxLength} characters`);
}

/** A finite number from `min` to `max`. */
export function number(min: number, max: number): Shape<number> {
  return (value, path) =>
    typeof value === 'number' && value >= min && value <= max
      ? value
      : refuse(path, `a number from ${min} to ${max}`);
}

export const boolean: Shape<boolean> = (value, path) =>
  typeof value === 'boolean' ? value : refuse(path, 'true or false');

/** Exactly one of the given strings. */
export function oneOf<const Word extends string>(...words: Word[]): Shape<Word> {
  return (value, path) => {
    const word = words.find((candidate) => candidate === value);
    return word === undefined ? refuse(path, `one of ${words.join(', ')}`) : word;
  };
}

/** Bytes of at most `maxLength`. */
export function bytes(maxLength: number): Shape<Uint8Array<ArrayBuffer>> {
  return (value, path) =>
    value instanceof Uint8Array && value.buffer instanceof ArrayBuffer && value.byteLength <= maxLength
      ? (value as Uint8Array<ArrayBuffer>)
      : refuse(path, `at most ${maxLength} bytes`);
}

export function nullable<T>(shape: Shape<T>): Shape<T | null> {
  return (value, path) => (value === null ? null : shape(value, path));
}

export function list<T>(item: Shape<T>, maxLength: number): Shape<T[]> {
  return (value, path) => {
    if (!Array.isArray(value) || value.length > maxLength)
      return refuse(path, `a list of at most ${maxLength}`);
    return value.map((entry, index) => item(entry, `${path}[${index}]`));
  };
}

/** Any keys, `maxKeys` at most. */
export function record<T>(entry: Shape<T>, maxKeys: number): Shape<Record<string, T>> {
  return (value, path) => {
    if (typeof value !== 'object' || value === null) return refuse(path, 'an object');
    const pairs = Object.entries(value);
    if (pairs.length > maxKeys) return refuse(path, `an object of at most ${maxKeys} keys`);
    return Object.fromEntries(pairs.map(([key, inside]) => [key, entry(inside, `${path}.${key}`)]));
  };
}

type Fields = Record<string, Shape<unknown>>;
type OptionalKeys<F extends Fields> = {[K in keyof F]: undefined extends Infer<F[K]> ? K : never}[keyof F];
type ObjectOf<F extends Fields> = {[K in Exclude<keyof F, OptionalKeys<F>>]: Infer<F[K]>} & {
  [K in OptionalKeys<F>]?: Exclude<Infer<F[K]>, undefined>;
};

/** The key may be missing. */
export function optional<T>(shape: Shape<T>): Shape<T | undefined> {
  return (value, path) => (value === undefined ? undefined : shape(value, path));
}

export function object<const F extends Fields>(fields: F): Shape<ObjectOf<F>> {
  return (value, path) => {
    if (typeof value !== 'object' || value === null) return refuse(path, 'an object');
    const accepted: Record<string, unknown> = {};
    for (const [key, shape] of Object.entries(fields)) {
      const field = shape((value as Record<string, unknown>)[key], `${path}.${key}`);
      if (field !== undefined) accepted[key] = field;
    }
    return accepted as ObjectOf<F>;
  };
}

type Variants<V extends Record<string, Shape<object>>> = {
  [K in keyof V]: {type: K} & Infer<V[K]>;
}[keyof V];

/** Objects told apart by their `type`. */
export function union<const V extends Record<string, Shape<object>>>(variants: V): Shape<Variants<V>> {
  return (value, path) => {
    const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;
    const variant = typeof type === 'string' && Object.hasOwn(variants, type) ? variants[type] : undefined;
    if (!variant) return refuse(path, `a message of type ${Object.keys(variants).join(', ')}`);
    return {...variant(value, path), type} as Variants<V>;
  };
}
