import type {BindingMetadata, CompilerError, SFCDescriptor, SFCStyleBlock} from '@vue/compiler-sfc';
import type {VueModule} from './compilers.js';
import {scopeCss, scopeHash} from './css-modules.js';
import {CompileProblem} from './problem.js';
import {sourceLines} from './source-map-lines.js';

export interface VueComponent {
  /** An ES module, still in the language of its script. */
  code: string;
  language: 'js' | 'ts' | 'tsx' | 'jsx';
  style: string;
  lines: (number | undefined)[];
}

/** Turns a single-file component into a module with one default export that can be swapped while it is shown. */
export function compileVue(
  source: string,
  path: string,
  {parse, compileScript, compileTemplate, compileStyle}: VueModule,
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
  const template = compileTemplateBlock(script.bindings);
  const {css, modules} = compileStyles();

  const parts = [
    `__component.__file = ${JSON.stringify(path)};`,
    isScoped && `__component.__scopeId = ${JSON.stringify(scope)};`,
    template && '__component.render = __render;',
    modules && `__component.__cssModules = ${JSON.stringify(modules)};`,
    hotUpdate(id, scopeHash(script.code)),
    'export default __component;',
  ];
  return {
    code: [script.code, template?.code ?? '', ...parts.filter(Boolean)].join('\n'),
    language,
    style: css,
    lines: [...script.lines, ...(template?.lines ?? [])],
  };

  function compileScriptBlock(): {code: string; lines: (number | undefined)[]; bindings: BindingMetadata} {
    if (!descriptor.script && !descriptor.scriptSetup) {
      return {code: 'const __component = {};', lines: [undefined], bindings: {}};
    }
    try {
      const compiled = compileScript(descriptor, {id: scope, genDefaultAs: '__component', sourceMap: true});
      const lines = compiled.map ? sourceLines(compiled.map.mappings) : [];
      const count = compiled.content.split('\n').length;
      return {
        code: compiled.content,
        lines: Array.from({length: count}, (_, index) => lines[index]),
        bindings: compiled.bindings ?? {},
      };
    } catch (cause) {
      throw scriptProblem(cause, descriptor, path);
    }
  }

  function compileTemplateBlock(
    bindings: BindingMetadata,
  ): {code: string; lines: (number | undefined)[]} | undefined {
    const {template} = descriptor;
    if (!template) return undefined;
    const compiled = compileTemplate({
      source: template.content,
      ...(template.ast && {ast: template.ast}),
      filename: path,
      id: scope,
      scoped: isScoped,
      slotted: descriptor.slotted,
      transformAssetUrls: {tags: {img: ['src'], video: ['src', 'poster'], source: ['src'], image: ['href']}},
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
    };
  }

  function compileStyles(): {css: string; modules: Record<string, Record<string, string>> | undefined} {
    let modules: Record<string, Record<string, string>> | undefined;
    const css = descriptor.styles.map((block) => {
      const compiled = compileStyle({
        source: inlineCss(block.content, block.lang ?? 'css'),
        filename: path,
        id: scope,
        scoped: block.scoped ?? false,
      });
      const [problem] = compiled.errors;
      if (problem) throw problemFrom(problem, source, path);
      if (!block.module) return compiled.code;
      const scoped = scopeCss(compiled.code, path, () => ({}));
      modules = {...modules, [block.module === true ? '$style' : block.module]: scoped.names};
      return scoped.css;
    });
    return {css: css.join('\n'), modules};
  }
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
