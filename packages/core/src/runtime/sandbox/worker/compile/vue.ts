import type {CompilerError, SFCBlock, SFCDescriptor, SFCScriptBlock, SFCStyleBlock} from '@vue/compiler-sfc';
import type {VueModule} from './compilers.js';
import {scopeCss, scopeHash} from './css-modules.js';
import type {LastResults} from './last-results.js';
import {CompileProblem} from './problem.js';
import {sourceLines} from './source-map-lines.js';

/** Code with the line of the file for each of its own; undefined for lines that were made up. */
export interface VuePart {
  code: string;
  lines: (number | undefined)[];
}

export interface VueComponent {
  /** An ES module with one default export, still in the language of its script. */
  script: VuePart;
  /** Statements to follow the script, which give the component its `render`. They import what they need. */
  template: (VuePart & {mayHaveTypes: boolean}) | undefined;
  language: 'js' | 'ts' | 'tsx' | 'jsx';
  style: string;
}

/**
 * Turns a single-file component into a module that can be swapped while it is shown. What an edit did not change is
 * taken from `last`.
 */
export function compileVue(
  source: string,
  path: string,
  {parse, compileScript, compileTemplate, compileStyle}: VueModule,
  last: LastResults,
  inlineCss: (css: string, language: string) => string,
): VueComponent {
  const {descriptor, errors} = parse(source, {filename: path, sourceMap: false});
  const [error] = errors;
  if (error) throw problemFrom(error, source, path);
  refuseUnsupported(descriptor, path);

  const id = scopeHash(path);
  const scope = `data-v-${id}`;
  const isScoped = descriptor.styles.some(({scoped}) => scoped);
  const language = (descriptor.scriptSetup?.lang ??
    descriptor.script?.lang ??
    'js') as VueComponent['language'];
  const script = compileScriptBlock();
  const template = compileTemplateBlock();
  const {css, modules} = compileStyles();

  const parts = [
    `__component.__file = ${JSON.stringify(path)};`,
    isScoped && `__component.__scopeId = ${JSON.stringify(scope)};`,
    modules && `__component.__cssModules = ${JSON.stringify(modules)};`,
    hotUpdate(id, scopeHash(script?.content ?? '')),
    'export default __component;',
  ];
  const code = [script?.content ?? 'const __component = {};', ...parts.filter(Boolean)].join('\n');
  return {
    script: {code, lines: Array.from({length: code.split('\n').length}, (_, index) => script?.lines[index])},
    template: template && {...template, code: `${template.code}\n__component.render = __render;`},
    language,
    style: css,
  };

  function compileScriptBlock(): (SFCScriptBlock & {lines: VuePart['lines']}) | undefined {
    const {script, scriptSetup, cssVars} = descriptor;
    if (!script && !scriptSetup) return undefined;
    const compile = () => {
      try {
        const compiled = compileScript(descriptor, {id: scope, genDefaultAs: '__component', sourceMap: true});
        return {...compiled, lines: compiled.map ? sourceLines(compiled.map.mappings) : []};
      } catch (cause) {
        throw scriptProblem(cause, descriptor, path);
      }
    };
    return last.of(
      `${path} script`,
      JSON.stringify([identityOf(script), identityOf(scriptSetup), cssVars]),
      compile,
      // An import that only the template uses is no type: the script has to offer it then.
      ({imports}) => imports !== undefined && descriptor.shouldForceReload(imports),
    );
  }

  function compileTemplateBlock(): VueComponent['template'] {
    const {template, slotted} = descriptor;
    if (!template) return undefined;
    const bindings = script?.bindings ?? {};
    const compile = () => {
      const compiled = compileTemplate({
        source: template.content,
        ...(template.ast && {ast: template.ast}),
        filename: path,
        id: scope,
        scoped: isScoped,
        slotted,
        transformAssetUrls: {
          tags: {img: ['src'], video: ['src', 'poster'], source: ['src'], image: ['href']},
        },
        compilerOptions: {
          scopeId: isScoped ? scope : null,
          bindingMetadata: bindings,
          expressionPlugins: language.startsWith('ts') ? ['typescript'] : [],
        },
      });
      const [problem] = compiled.errors;
      if (problem) throw problemFrom(problem, source, path);
      return {
        code: compiled.code.replace(/export function render\(/, 'function __render('),
        lines: compiled.map ? sourceLines(compiled.map.mappings) : [],
        mayHaveTypes: language.startsWith('ts') && mayBeTyped.test(template.content),
      };
    };
    const input = JSON.stringify([identityOf(template), bindings, isScoped, slotted, language]);
    return last.of(`${path} template`, input, compile);
  }

  function compileStyles(): {css: string; modules: Record<string, Record<string, string>> | undefined} {
    let modules: Record<string, Record<string, string>> | undefined;
    const css = descriptor.styles.map((block, index) => {
      const plain = inlineCss(block.content, block.lang ?? 'css');
      const {scoped = false} = block;
      const compile = () => {
        const compiled = compileStyle({source: plain, filename: path, id: scope, scoped});
        const [problem] = compiled.errors;
        if (problem) throw problemFrom(problem, source, path);
        return compiled.code;
      };
      const code = last.of(`${path} style ${index}`, JSON.stringify([plain, scoped]), compile);
      if (!block.module) return code;
      const {css, names} = scopeCss(code, path, () => ({}));
      modules = {...modules, [block.module === true ? '$style' : block.module]: names};
      return css;
    });
    return {css: css.join('\n'), modules};
  }
}

/**
 * Types in the expressions of a template need one of these: `as`, `satisfies`, `!`, a function's parameters, or a `<` that
 * opens no tag after another one. Most templates have none, and what removes types takes as long as their own compiler.
 */
const mayBeTyped = /\bas\b|\bsatisfies\b|!|=>|\bfunction\b|[^\s>]\s*<(?!\/)/;

/** What a block is compiled from, and where in the file it begins: lines lead back there. */
function identityOf(block: SFCBlock | null): unknown {
  return block && [block.content, block.attrs, block.loc.start.line];
}

/** A change of the template alone keeps the component's state; a change of its script starts it again. */
function hotUpdate(id: string, scriptHash: string): string {
  return `__component.__hmrId = ${JSON.stringify(id)}; __component.__scriptHash = ${JSON.stringify(scriptHash)};
if (typeof __VUE_HMR_RUNTIME__ !== 'undefined') {
  __VUE_HMR_RUNTIME__.createRecord(__component.__hmrId, __component);
  import.meta.hot.accept(({default: updated}) => {
    if (updated.__scriptHash === __component.__scriptHash) __VUE_HMR_RUNTIME__.rerender(updated.__hmrId, updated.render);
    else __VUE_HMR_RUNTIME__.reload(updated.__hmrId, updated);
  });
}`;
}

function refuseUnsupported({template, styles, script, scriptSetup}: SFCDescriptor, path: string): void {
  for (const block of [template, script, scriptSetup, ...styles]) {
    if (block?.src) {
      throw new CompileProblem(
        `<${block.type} src> is not supported here. Write it inside ${path.slice(1)}.`,
        {path},
      );
    }
  }
  if (template?.lang && template.lang !== 'html')
    throw languageProblem(`<template lang="${template.lang}">`, path);
  const style = styles.find(({lang}: SFCStyleBlock) => lang && !/^(css|scss|sass|less)$/.test(lang));
  if (style) throw languageProblem(`<style lang="${style.lang}">`, path);
}

function languageProblem(what: string, path: string): CompileProblem {
  return new CompileProblem(`${what} is not supported here. Write it in plain HTML and CSS; nesting works.`, {
    path,
  });
}

function problemFrom(error: string | Error | CompilerError, source: string, path: string): CompileProblem {
  if (typeof error === 'string') return new CompileProblem(error, {path, source});
  const start = 'loc' in error ? error.loc?.start : undefined;
  return new CompileProblem(error.message, {path, source, line: start?.line, column: start?.column});
}

/** The compiler's message ends with an excerpt and counts its lines from the start of the block. */
function scriptProblem(cause: unknown, descriptor: SFCDescriptor, path: string): CompileProblem {
  const text = cause instanceof Error ? cause.message : String(cause);
  const message = text.split('\n')[0]!.replace(/^\[(?:@?vue\/compiler-sfc)\]\s*/, '');
  const [, line, column] = /\((\d+):(\d+)\)/.exec(message) ?? [];
  const block = descriptor.scriptSetup ?? descriptor.script;
  const firstLine = block?.loc.start.line ?? 1;
  return new CompileProblem(message.replace(/ \(\d+:\d+\)/, ''), {
    path,
    source: descriptor.source,
    ...(line !== undefined && {line: firstLine + Number(line) - 1, column: Number(column) + 1}),
  });
}
