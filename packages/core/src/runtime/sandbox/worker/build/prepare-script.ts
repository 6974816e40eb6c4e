import type {TemplateLiteral} from 'acorn';
import {globMatches} from '../compile/glob-import.js';
import {sharedWorkerProblem} from '../compile/javascript.js';
import {eachChild, parseJavaScript, type SyntaxNode} from '../compile/syntax-tree.js';
import {TextEdits} from '../compile/text-edits.js';
import {
  assetReference,
  type GlobOptions,
  globCall,
  type WorkerReference,
  workerReference,
} from '../compile/vite-expressions.js';
import type {FileSystem} from '../files/file-system.js';
import {isAsset} from '../files/media-types.js';
import {directoryOf, normalizePath} from '../files/paths.js';

/**
 * Writes what only Vite knows as what every bundler knows: `import.meta.glob` as imports, and the files that
 * `new URL('./file.png', import.meta.url)` and `new Worker(new URL(…))` name as imports of their addresses.
 *
 * @param code JavaScript without types
 */
export function prepareScript(code: string, path: string, files: FileSystem): string {
  const program = parseJavaScript(code, path, 'module');
  const edits = new TextEdits();
  const imports: string[] = [];

  const visit = (node: SyntaxNode): void => {
    const replacement = replacementFor(node);
    if (replacement !== undefined) return edits.replace(node.start, node.end, replacement);
    const worker = workerReference(node);
    if (worker) edits.replace(worker.script.start, worker.script.end, workerAddress(worker));
    eachChild(node, (child) => {
      if (child !== worker?.script) visit(child);
    });
  };
  visit(program as unknown as SyntaxNode);
  return imports.join('') + edits.apply(code);

  function replacementFor(node: SyntaxNode): string | undefined {
    const glob = globCall(node);
    if (glob) return globObject(glob.patterns, glob.options);
    if (node.type === 'ImportExpression' && node.source.type === 'TemplateLiteral')
      return variableImport(node.source);
    const reference = assetReference(node);
    if (reference === undefined) return undefined;
    const target = normalizePath(reference, directoryOf(path));
    if (!isAsset(target) || !files.isFile(target)) return undefined;
    return `new URL(${imported('default', `${target}?url`)}, import.meta.url)`;
  }

  /** `import(`./pages/${name}.js`)`: any of the files that it may mean, each in a chunk of its own. */
  function variableImport(template: TemplateLiteral): string | undefined {
    const pattern = template.quasis.map(({value}) => value.cooked).join('*');
    if (template.expressions.length === 0 || !/^\.\.?\//.test(pattern)) return undefined;
    const choice = code.slice(template.start, template.end);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is one in the code that is written
    const missing = 'Promise.reject(new Error(`There is no file ${chosen} to import.`))';
    return `((chosen) => ${globObject([pattern], {eager: false})}[chosen]?.() ?? ${missing})(${choice})`;
  }

  function workerAddress({kind, specifier}: WorkerReference): string {
    if (kind === 'SharedWorker') throw sharedWorkerProblem(path, code, specifier);
    return `new URL(${imported('default', `${specifier}?worker&url`)}, import.meta.url)`;
  }

  function imported(name: string, specifier: string): string {
    const variable = `__vite${imports.length}`;
    const binding = name === '*' ? `* as ${variable}` : `{${JSON.stringify(name)} as ${variable}}`;
    imports.push(`import ${binding} from ${JSON.stringify(specifier)};`);
    return variable;
  }

  function globObject(
    patterns: readonly string[],
    {eager, import: name = '*', query = ''}: GlobOptions,
  ): string {
    const entries = globMatches(patterns, path, files).map(({key, path: match}) => {
      const specifier = match + query;
      const member = name === '*' ? '' : `.then((module) => module[${JSON.stringify(name)}])`;
      const value = eager ? imported(name, specifier) : `() => import(${JSON.stringify(specifier)})${member}`;
      return `${JSON.stringify(key)}: ${value}`;
    });
    return `({${entries.join(', ')}})`;
  }
}
