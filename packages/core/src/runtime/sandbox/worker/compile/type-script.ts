import {type Options, transform} from 'sucrase';
import {CompileProblem} from './problem.js';

export interface JsxSettings {
  runtime: 'automatic' | 'classic';
  /** Where the automatic runtime comes from. */
  importSource: string;
  pragma: string;
  fragmentPragma: string;
}

export const defaultJsx: JsxSettings = {
  runtime: 'automatic',
  importSource: 'react',
  pragma: 'React.createElement',
  fragmentPragma: 'React.Fragment',
};

/**
 * Removes TypeScript and JSX. Line numbers stay; columns of lines with JSX do not.
 *
 * @throws CompileProblem where the source is not valid
 */
export function stripTypesAndJsx(
  source: string,
  path: string,
  {types, jsx}: {types: boolean; jsx: JsxSettings | undefined},
): string {
  if (types) refuseNamespaces(source, path);
  const transforms: Options['transforms'] = [];
  if (types) transforms.push('typescript');
  if (jsx) transforms.push('jsx');
  const options: Options = {transforms, filePath: path, disableESTransforms: true, production: false};
  if (jsx) {
    const chosen = {...jsx, ...pragmaComments(source)};
    options.jsxRuntime = chosen.runtime;
    options.jsxImportSource = chosen.importSource;
    options.jsxPragma = chosen.pragma;
    options.jsxFragmentPragma = chosen.fragmentPragma;
  }
  try {
    return transform(source, options).code;
  } catch (error) {
    throw problemFrom(error, source, path);
  }
}

/** `@jsx h`, `@jsxFrag Fragment`, `@jsxRuntime classic`, `@jsxImportSource preact` in a comment. */
function pragmaComments(source: string): Partial<JsxSettings> {
  if (!source.includes('@jsx')) return {};
  const value = (name: string) =>
    new RegExp(`/\\*[\\s\\S]*?@${name}\\s+([\\w.@/-]+)[\\s\\S]*?\\*/`).exec(source)?.[1];
  const settings: Partial<JsxSettings> = {};
  const [pragma, fragment, runtime, importSource] = ['jsx', 'jsxFrag', 'jsxRuntime', 'jsxImportSource'].map(
    value,
  );
  if (pragma) Object.assign(settings, {pragma, runtime: 'classic'});
  if (fragment) settings.fragmentPragma = fragment;
  if (importSource) Object.assign(settings, {importSource, runtime: 'automatic'});
  if (runtime === 'classic' || runtime === 'automatic') settings.runtime = runtime;
  return settings;
}

/** sucrase drops the contents of a namespace without a word, which would surface much later as an undefined name. */
function refuseNamespaces(source: string, path: string): void {
  const found = /^[ \t]*(?:export[ \t]+)?(?:namespace|module)[ \t]+([A-Za-z_$][\w$.]*)\s*\{/m.exec(source);
  if (!found) return;
  const line = source.slice(0, found.index).split('\n').length;
  throw new CompileProblem(
    `The namespace ${found[1]} is not supported here. Export its members from a module instead.`,
    {path, source, line, column: 1},
  );
}

function problemFrom(error: unknown, source: string, path: string): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const place = 'loc' in error ? (error.loc as {line: number; column: number}) : undefined;
  const message = error.message.replace(/^Error transforming [^:]+: /, '').replace(/ \(\d+:\d+\)$/, '');
  return new CompileProblem(`${message}.`, {
    path,
    source,
    ...(place && {line: place.line, column: place.column}),
  });
}
