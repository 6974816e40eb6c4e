import type {Tailwind3Compiler} from '../compile/compilers.js';
import {matchGlobs} from '../files/glob.js';
import {directoryOf, extensionOf, normalizePath} from '../files/paths.js';
import {readConfiguration} from './configuration.js';
import type {SheetSource} from './read-sheet.js';
import type {Sheet} from './sheet.js';

/** What a stylesheet has in it where Tailwind 3 must read it. */
export const mark3 = /@(?:tailwind|apply|screen)\b|\b(?:theme|screen)\(/;

const configFiles = ['js', 'ts', 'cjs', 'mjs'].map((extension) => `/tailwind.config.${extension}`);
const configRule = /@config\s+["']([^"']+)["']\s*;/;

/** Reads a stylesheet of Tailwind 3. */
export function readSheet3(
  {css, path, files, typeScript}: Omit<SheetSource, 'sources'>,
  {compile, modules}: Tailwind3Compiler,
): Sheet {
  const named = configRule.exec(css)?.[1];
  const configPath =
    named === undefined
      ? configFiles.find((candidate) => files.isFile(candidate))
      : normalizePath(named, directoryOf(path));
  const {value: config, readFrom} =
    configPath === undefined
      ? {value: {content: []}, readFrom: configFiles}
      : readConfiguration(configPath, files, {modules, typeScript});
  const {globs, texts} = contentOf(config);
  const build = compile(css.replace(configRule, ''), {from: path, config});
  let isFirst = true;
  return {
    readFrom,
    sourcePaths: () => matchGlobs(files.paths(), globs),
    build: (added) => {
      const contents = added.map((one) => ({content: one.text, extension: extensionOf(one.path)}));
      const all = isFirst ? [...texts, ...contents] : contents;
      isFirst = false;
      return build(all);
    },
  };
}

/** `content: ['./index.html', '!./no.js', {raw: '<p class="…">'}]`, or the same as `content.files`. */
function contentOf({content}: Record<string, unknown>): {
  globs: string[];
  texts: {content: string; extension: string}[];
} {
  const isList = Array.isArray(content);
  const listed: unknown = isList ? content : (content as {files?: unknown} | undefined)?.files;
  const entries: unknown[] = Array.isArray(listed) ? listed : [];
  return {
    globs: entries
      .filter((entry) => typeof entry === 'string')
      .map((pattern) =>
        pattern.startsWith('!') ? `!${normalizePath(pattern.slice(1))}` : normalizePath(pattern),
      ),
    texts: entries.flatMap((entry) => {
      const {raw, extension} = (typeof entry === 'object' ? (entry ?? {}) : {}) as Record<string, unknown>;
      return typeof raw === 'string' ? [{content: raw, extension: String(extension ?? 'html')}] : [];
    }),
  };
}
