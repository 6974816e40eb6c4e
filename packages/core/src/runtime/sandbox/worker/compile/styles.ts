import {dataUrl} from '../files/media-types.js';
import {splitQuery} from '../files/paths.js';
import type {CompileContext} from './compile-module.js';
import {type CompiledCss, type CssSources, compileCss} from './css.js';
import {compileLess} from './less.js';
import {compileSass} from './sass.js';

export interface CompiledStyles extends CompiledCss {
  /** See `CompiledModule`. */
  usesClassNames: boolean;
}

/**
 * From the language that styles are written in to CSS: Sass or Less, then imports and addresses, then Tailwind.
 *
 * @throws NotYet CompileProblem
 */
export function compileStyles(
  source: string,
  path: string,
  language: string,
  context: CompileContext,
  assetUrl: CssSources['assetUrl'] = embeddedAsset(context),
): CompiledStyles {
  const sources = cssSources(context, assetUrl);
  const plain = preprocess(source, path, language, context);
  const {css, imported} = compileCss(plain.css, path, sources);
  const finished = context.tailwind?.compile(css, path, sources);
  return {
    css: finished?.css ?? css,
    imported: [...plain.imported, ...imported, ...(finished?.imported ?? [])],
    usesClassNames: finished !== undefined,
  };
}

export function isStylesheet(path: string): boolean {
  return /\.(css|scss|sass|less)$/.test(path);
}

export function isCssModule(path: string): boolean {
  return /\.module\.(css|scss|sass|less)$/.test(path);
}

/** What Sass and Less have in common: they become CSS before anything else is done. */
export function preprocess(
  source: string,
  path: string,
  language: string,
  context: CompileContext,
): CompiledCss {
  const {compilers} = context;
  if (language === 'scss' || language === 'sass')
    return compileSass(source, path, language, compilers.sass(), context);
  if (language === 'less') return compileLess(source, path, compilers.less(), context);
  return {css: source, imported: []};
}

function cssSources(context: CompileContext, assetUrl: CssSources['assetUrl']): CssSources {
  const {files, tailwind} = context;
  return {
    findImport: (specifier, from) => {
      const path = locateStyle(specifier, from, context);
      return path === undefined ? undefined : {path, source: files.readText(path)};
    },
    assetUrl,
    ...(tailwind && {ownImport: (specifier, statement) => tailwind.ownImport(specifier, statement)}),
  };
}

/** Writes the project's own files into the CSS: the preview has no server to ask. */
function embeddedAsset(context: CompileContext): CssSources['assetUrl'] {
  return (specifier, from) => {
    const path = locateStyle(specifier.replace(/[?#].*$/, ''), from, context);
    const fragment = /#.*$/.exec(specifier)?.[0] ?? '';
    return path === undefined ? undefined : dataUrl(path, context.files.readBytes(path)) + fragment;
  };
}

/** The file that CSS means: one beside it, also without the leading ./, else as an import does. */
export function locateStyle(specifier: string, from: string, {resolver}: CompileContext): string | undefined {
  const {styles} = resolver;
  const beside = styles.resolve(specifier.startsWith('.') ? specifier : `./${specifier}`, from);
  const found = beside ?? styles.resolve(specifier, from);
  return found?.kind === 'file' ? splitQuery(found.id).path : undefined;
}
