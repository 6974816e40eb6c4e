interface OptionConfig {
  type: 'string' | 'boolean';
  short?: string;
  multiple?: boolean;
  default?: unknown;
}

export interface ParseArgsConfig {
  args?: readonly string[];
  options?: Record<string, OptionConfig>;
  strict?: boolean;
  allowPositionals?: boolean;
}

/** `util.parseArgs`, without tokens. */
export function parseArgs(config: ParseArgsConfig = {}) {
  const {options = {}, strict = true, allowPositionals = !strict} = config;
  const args = [...(config.args ?? (globalThis as {process?: {argv: string[]}}).process!.argv.slice(2))];
  const values: Record<string, unknown> = Object.create(null);
  const positionals: string[] = [];
  for (const [name, option] of Object.entries(options))
    if ('default' in option) values[name] = option.default;
  const given = new Set<string>();

  const set = (name: string, value: unknown) => {
    if (options[name]?.multiple) {
      const before = given.has(name) ? (values[name] as unknown[]) : [];
      values[name] = [...before, value];
    } else values[name] = value;
    given.add(name);
  };
  const long = (name: string, inline: string | undefined) => {
    const option = options[name];
    if (
      !option &&
      name.startsWith('no-') &&
      options[name.slice(3)]?.type === 'boolean' &&
      inline === undefined
    ) {
      return set(name.slice(3), false);
    }
    if (!option && strict) throw unknown(`--${name}`);
    if ((option?.type ?? 'boolean') === 'boolean' && inline === undefined) return set(name, true);
    const value = inline ?? args.shift();
    if (value === undefined) {
      throw Object.assign(new TypeError(`Option '--${name} <value>' argument missing`), {
        code: 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE',
      });
    }
    set(name, value);
  };

  for (let word = args.shift(); word !== undefined; word = args.shift()) {
    if (word === '--') {
      positionals.push(...args.splice(0));
    } else if (word.startsWith('--')) {
      const equals = word.indexOf('=');
      if (equals < 0) long(word.slice(2), undefined);
      else long(word.slice(2, equals), word.slice(equals + 1));
    } else if (word.startsWith('-') && word !== '-') {
      for (let at = 1; at < word.length; at++) {
        const name = Object.entries(options).find(([, {short}]) => short === word![at])?.[0];
        if (name === undefined && strict) throw unknown(`-${word[at]}`);
        const isText = name !== undefined && options[name]!.type === 'string';
        const rest = word.slice(at + 1);
        long(name ?? word[at]!, isText && rest !== '' ? rest : undefined);
        if (isText) break;
      }
    } else if (!allowPositionals && strict) {
      throw Object.assign(
        new TypeError(`Unexpected argument '${word}'. This command does not take positional arguments`),
        {code: 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL'},
      );
    } else positionals.push(word);
  }
  return {values, positionals};
}

function unknown(name: string): Error {
  return Object.assign(new TypeError(`Unknown option '${name}'`), {code: 'ERR_PARSE_ARGS_UNKNOWN_OPTION'});
}
