import type {FileSystem} from '../files/file-system.js';

export type Mode = 'development' | 'production';

/** `import.meta.env`: Vite's own constants and the `VITE_` variables of the `.env` files; a later file wins. */
export function readImportMetaEnv(
  fileSystem: FileSystem,
  {mode = 'development', base = '/'}: {mode?: Mode; base?: string} = {},
): Record<string, string | boolean> {
  const files = ['/.env', '/.env.local', `/.env.${mode}`, `/.env.${mode}.local`];
  const env: Record<string, string | boolean> = {
    MODE: mode,
    DEV: mode === 'development',
    PROD: mode === 'production',
    SSR: false,
    BASE_URL: base,
  };
  const known = new Map<string, string>();
  for (const file of files) {
    for (const [name, value] of parseEnvFile(fileSystem.textIfAny(file) ?? '')) {
      known.set(name, expand(value, known));
    }
  }
  for (const [name, value] of known) if (name.startsWith('VITE_')) env[name] = value;
  return env;
}

/** Lines of `NAME=value`, with comments, quotes and `export`, as dotenv reads them. */
export function parseEnvFile(text: string): [name: string, value: string][] {
  const line = /^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*=[ \t]*("(?:\\.|[^"\\])*"|'[^']*'|`[^`]*`|[^#\n]*)/gm;
  return [...text.matchAll(line)].map(([, name, raw]) => [name!, unquote(raw!.trim())]);
}

function unquote(value: string): string {
  const quote = value[0];
  if (value.length < 2 || value.at(-1) !== quote || !`"'\``.includes(quote!)) return value;
  const inner = value.slice(1, -1);
  return quote === '"' ? inner.replace(/\\n/g, '\n').replace(/\\(["\\])/g, '$1') : inner;
}

function expand(value: string, known: ReadonlyMap<string, string>): string {
  return value.replace(
    /(?<!\\)\$(?:\{(\w+)\}|(\w+))/g,
    (_, braced: string, plain: string) => known.get(braced ?? plain) ?? '',
  );
}
