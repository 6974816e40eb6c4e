import {extensionOf} from '../files/paths.js';
import type {CompileContext, CompiledModule} from './compile-module.js';
import {scopeCss} from './css-modules.js';
import {CompileProblem} from './problem.js';
import {type CompiledStyles, compileStyles, isCssModule} from './styles.js';
import {valueModule} from './value-module.js';

/** `import './style.css'`, `?inline`, and CSS modules. */
export function stylesheetModule(path: string, context: CompileContext, isInline: boolean): CompiledModule {
  const {css, imported, usesClassNames} = compileFile(path, context);
  const made = {madeFrom: imported, usesClassNames};
  if (isInline) return {...valueModule(JSON.stringify(css)), ...made};
  if (!isCssModule(path)) return {...valueModule('{}'), style: css, ...made};
  const {names, style, madeFrom} = moduleStyles(css, path, context);
  return {...valueModule(JSON.stringify(names)), style, ...made, madeFrom: [...imported, ...madeFrom]};
}

/** A CSS module, with what it composes of others before it: those may be imported nowhere else. */
function moduleStyles(
  css: string,
  path: string,
  context: CompileContext,
): {names: Record<string, string>; style: string; madeFrom: string[]} {
  const composed = new Map<string, string>();
  const madeFrom: string[] = [];
  const scoped = scopeCss(css, path, (specifier) => {
    const target = context.resolver.resolve(specifier, path);
    if (target?.kind !== 'file') throw new CompileProblem(`composes: ${specifier} does not exist.`, {path});
    const file = compileFile(target.id, context);
    const other = moduleStyles(file.css, target.id, context);
    composed.set(target.id, other.style);
    madeFrom.push(target.id, ...file.imported, ...other.madeFrom);
    return other.names;
  });
  return {names: scoped.names, style: [...composed.values(), scoped.css].join('\n'), madeFrom};
}

function compileFile(path: string, context: CompileContext): CompiledStyles {
  return compileStyles(context.files.readText(path), path, extensionOf(path), context);
}
