import {transform} from 'sucrase';
import {rewriteEsModule, type StaticImport} from '../../../worker/compile/es-module.js';
import {defaultJsx} from '../../../worker/compile/jsx.js';
import {CompileProblem} from '../../../worker/compile/problem.js';
import {eachReference} from '../../../worker/compile/scopes.js';
import {parseJavaScript} from '../../../worker/compile/syntax-tree.js';
import {TextEdits} from '../../../worker/compile/text-edits.js';
import {stripTypes} from '../../../worker/compile/type-script.js';

/** A file ready to run: the body of a function; see module-loader.ts for its parameters. */
export interface CompiledScript {
  format: 'es' | 'cjs';
  code: string;
  isAsync: boolean;
  staticImports: StaticImport[];
  /** Undefined where only running it tells: `export *`. */
  exportNames: string[] | undefined;
}

const hasTypes = /\.(?:[cm]?ts|tsx)$/;
/** Top-level `import` or `export`, or `import.meta`: no CommonJS module has these. */
const moduleSyntax =
  /(?:^|[\n;}])\s*(?:import\s*[\w{*"']|export\s*(?:[{*]|default\b|const\b|let\b|var\b|async\b|function\b|class\b))|\bimport\.meta\b/;

/**
 * Compiles one file for the program. Lines keep their numbers.
 *
 * @param type of the nearest package.json; without one the syntax decides, as in Node
 * @throws SyntaxError naming the place
 */
export function compileScript(
  source: string,
  path: string,
  type: 'module' | 'commonjs' | undefined,
): CompiledScript {
  try {
    const plain = hasTypes.test(path)
      ? stripTypes(source, path, {hasJsx: path.endsWith('x'), jsx: defaultJsx, compiler: transform})
      : source;
    const code = plain.replace(/^#!.*/, '');
    return isEsModule(code, path, type)
      ? compileEsModule(code, path, source)
      : compileCommonJs(code, path, source);
  } catch (error) {
    if (!(error instanceof CompileProblem)) throw error;
    const {line, column} = error.place;
    const place = line === undefined ? '' : `:${line}${column === undefined ? '' : `:${column}`}`;
    throw Object.assign(new SyntaxError(error.message), {place: {path, line}, at: `${path}${place}`});
  }
}

function isEsModule(code: string, path: string, type: 'module' | 'commonjs' | undefined): boolean {
  const extension = /\.([cm])[jt]s$/.exec(path)?.[1];
  if (extension !== undefined) return extension === 'm';
  return type === undefined ? moduleSyntax.test(code) : type === 'module';
}

function compileEsModule(code: string, path: string, source: string): CompiledScript {
  const edits = new TextEdits();
  const program = parseJavaScript(code, path, 'module', source);
  const parts = rewriteEsModule(program, code, edits, {jsx: defaultJsx, onNode: () => undefined});
  return {
    format: 'es',
    code: parts.header + edits.apply(code),
    isAsync: parts.isAsync,
    staticImports: parts.staticImports,
    exportNames: parts.hasStarExport ? undefined : parts.exportNames,
  };
}

function compileCommonJs(code: string, path: string, source: string): CompiledScript {
  const isOwn = !path.includes('/node_modules/');
  const hasImport = /\bimport\s*\(/.test(code);
  const edits = new TextEdits();
  if (isOwn || hasImport) {
    // Parsed to report a syntax error where it is; and `import()` must not reach the browser's own loader.
    const program = parseJavaScript(code, path, 'script', source);
    if (hasImport) {
      eachReference(
        program,
        new Set(),
        () => undefined,
        (node) => {
          if (node.type === 'ImportExpression') {
            edits.replace(node.start, node.start + 'import'.length, '__import');
          }
          return undefined;
        },
      );
    }
  }
  return {format: 'cjs', code: edits.apply(code), isAsync: false, staticImports: [], exportNames: undefined};
}
