import type {TypeScriptCompiler} from './compilers.js';
import {type JsxSettings, jsxSettingsFor} from './jsx.js';
import {CompileProblem} from './problem.js';

/**
 * Removes types, and compiles enums and parameter properties. JSX stays; lines keep their numbers.
 *
 * @throws CompileProblem where the source is not valid
 */
export function stripTypes(
  source: string,
  path: string,
  {hasJsx, jsx, compiler}: {hasJsx: boolean; jsx: JsxSettings; compiler: TypeScriptCompiler},
): string {
  refuseNamespaces(source, path);
  try {
    const uses = (hasJsx ? pragmaUse(source, jsx) : '') + decoratorUse(source);
    const {code} = compiler(source + uses, {
      transforms: hasJsx ? ['typescript', 'jsx'] : ['typescript'],
      jsxRuntime: 'preserve',
      filePath: path,
      disableESTransforms: true,
    });
    return code;
  } catch (error) {
    throw problemFrom(error, source, path);
  }
}

/** Imports that only JSX uses in the classic runtime would be taken for types and dropped. */
function pragmaUse(source: string, settings: JsxSettings): string {
  const {runtime, pragma, fragmentPragma} = jsxSettingsFor(source, settings);
  if (runtime === 'automatic') return '';
  const roots = [pragma, fragmentPragma].map((name) => name.split('.')[0]!);
  return roots.map((root) => `\n;typeof ${root};`).join('');
}

/** Neither does sucrase count what a decorator of a field uses. */
function decoratorUse(source: string): string {
  const decorators = [...source.matchAll(/(?:^|[\s;{(,])@([A-Za-z_$][\w$]*)/g)].map(([, name]) => name!);
  if (decorators.length === 0) return '';
  const imports = [...source.matchAll(/\bimport\b([^;'"]*)\bfrom\b/g)].map(([, names]) => names!).join(' ');
  const imported = new Set(imports.match(/[A-Za-z_$][\w$]*/g));
  const used = [...new Set(decorators)].filter((name) => imported.has(name) && name !== 'default');
  return used.map((name) => `\n;typeof ${name};`).join('');
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
  const place = 'loc' in error ? (error.loc as {line: number; column: number} | undefined) : undefined;
  const message = error.message
    .replace(/^Error transforming [^:]+: /, '')
    .replace(/ \(\d+:\d+\)$/, '')
    .replace(/\.$/, '');
  return new CompileProblem(`${message}.`, {path, source, line: place?.line, column: place?.column});
}
