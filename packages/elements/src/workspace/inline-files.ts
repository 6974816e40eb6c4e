import {CodecraftError} from '@codecraft/core/errors';
import {checkNewPath, extensionOf} from '@codecraft/core/files';

/** The files a page gives inside a workspace, and what is wrong with those that cannot be taken. */
export interface InlineFiles {
  /** Texts by path, in the order of the page. */
  readonly files: Readonly<Record<string, string>>;
  /** One sentence each, naming the file. */
  readonly problems: readonly string[];
}

interface InlineFile {
  readonly path: string | undefined;
  readonly text: string;
  readonly problem?: string;
}

const carriers = 'script[type="text/plain"], template, pre';
const pathAttributes = ['data-path', 'data-filename', 'data-title', 'title'];
const namingComment =
  /^\s*(?:\/\/\s*(\S+)|\/\*\s*(\S+)\s*\*\/|<!--\s*(\S+)\s*-->|#\s*(\S+))[ \t]*(?:\r?\n|$)/;
/** What a first-line comment must look like to be a path and not a remark: `src/App.jsx`, `.env`, `Dockerfile`. */
const pathLike = /^(?!https?:)(?:[^\s:]*\.[\w-]+|(?:[^\s:]+\/)?(?:Dockerfile|Makefile|LICENSE))$/;
const markupExtensions = ['.html', '.htm', '.svg', '.xml', '.vue', '.md', '.svelte', '.astro'];

/**
 * Reads the files of a standalone workspace from its children. A file is one of
 *
 *   <script type="text/plain" data-path="src/App.jsx">…</script>
 *   <template data-path="index.html">…</template>
 *   <pre data-path="style.css">…</pre>            or what Markdown makes of a fenced block: <pre><code …>
 *
 * named by `data-path`, `data-filename`, `data-title` or `title`, or by a comment in its first line: `// src/App.jsx`.
 */
export function readInlineFiles(host: ParentNode): InlineFiles {
  const elements = [...host.querySelectorAll(carriers)].filter(
    (element) => !element.parentElement?.closest(carriers),
  );
  const files: Record<string, string> = {};
  const problems: string[] = [];
  elements.forEach((element, index) => {
    const {path, text, problem} = readFile(element);
    const reason =
      problem ?? (path === undefined ? withoutPath(index, text) : pathProblem(path, Object.keys(files)));
    if (reason) problems.push(reason);
    else if (path !== undefined) files[path] = text;
  });
  return {files, problems};
}

function readFile(element: Element): InlineFile {
  const named = pathAttribute(element);
  if (element instanceof HTMLTemplateElement) return readTemplate(element, named);
  const isScript = element instanceof HTMLScriptElement;
  const raw = element.textContent ?? '';
  // A script cannot hold its own end tag, so that pages write it as <\/script>.
  const text = isScript ? dedent(raw.replaceAll('<\\/script', '</script')) : withoutFirstBreak(raw);
  if (named !== undefined) return {path: named, text};
  const match = namingComment.exec(text);
  const path = match?.slice(1).find(Boolean);
  if (!match || !path || !pathLike.test(path)) return {path: undefined, text};
  return {path, text: text.slice(match[0].length).replace(/^\r?\n/, '')};
}

/** The browser has already parsed a template as HTML, so that only markup comes back as it was written. */
function readTemplate(element: HTMLTemplateElement, path: string | undefined): InlineFile {
  const isMarkup = path !== undefined && markupExtensions.includes(extensionOf(path));
  if (isMarkup) return {path, text: dedent(element.innerHTML)};
  const text = dedent(element.content.textContent ?? '');
  if (element.content.firstElementChild === null || path === undefined) return {path, text};
  const problem = `${path} holds tags, and a <template> would change them. Use <script type="text/plain"> for it.`;
  return {path, text, problem};
}

function pathAttribute(element: Element): string | undefined {
  const places = [element, ...element.querySelectorAll(':scope > code')];
  for (const name of pathAttributes) {
    const path = places.map((place) => place.getAttribute(name)).find((value) => value !== null);
    if (path != null) return path.trim();
  }
  return undefined;
}

function withoutPath(index: number, text: string): string {
  const start = text.trim().split('\n', 1)[0]?.slice(0, 40) ?? '';
  const begins = start ? `, which begins with “${start}”,` : '';
  return `File ${index + 1} of this page${begins} has no path. Give it one: data-path="src/App.jsx".`;
}

function pathProblem(path: string, before: readonly string[]): string | undefined {
  if (before.includes(path)) return `${path} is given twice. Keep one of them.`;
  try {
    checkNewPath(path, before);
    return undefined;
  } catch (error) {
    if (error instanceof CodecraftError) return error.message;
    throw error;
  }
}

/** Takes away the indentation that comes from the page's own nesting, and the breaks at the element's tags. */
function dedent(raw: string): string {
  const lines = raw
    .replace(/^[ \t]*\r?\n/, '')
    .replace(/\s+$/, '')
    .split(/\r?\n/);
  const indents = lines.filter((line) => line.trim()).map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const indent = Math.min(...indents, Number.MAX_SAFE_INTEGER);
  return `${lines.map((line) => line.slice(indent)).join('\n')}\n`;
}

function withoutFirstBreak(raw: string): string {
  const text = raw.replace(/^\r?\n/, '');
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
