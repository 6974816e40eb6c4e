import {previewOrigin} from '../../preview-origin.js';
import {type FrameSetup, framePack, loadedAgain, type PackCode} from '../../protocol.js';
import type {CompileContext} from '../compile/compile-module.js';
import {
  attribute,
  escapeAttribute,
  escapeScript,
  escapeStyle,
  scanTags,
  type Tag,
  writeTag,
} from '../compile/html.js';
import {isClassicScript, isModuleScript, rewriteLocation} from '../compile/html-scripts.js';
import {CompileProblem} from '../compile/problem.js';
import {compileStyles} from '../compile/styles.js';
import {TextEdits} from '../compile/text-edits.js';
import {dataUrl} from '../files/media-types.js';
import {directoryOf, normalizePath} from '../files/paths.js';
import {contentSecurityPolicy, type Reach} from './content-security-policy.js';
import type {GraphModule} from './module-graph.js';
import {findServedFile} from './project-file.js';

/** One page of the project, made ready to stand alone in the frame. */
export interface ComposedPage {
  html: string;
  /** Module ids to run, in order. */
  entries: string[];
  /** Ids of the stylesheets that it links. */
  styles: string[];
  /** Other files written into the page: when one changes, the page must be loaded again. */
  madeFrom: string[];
  problem: CompileProblem | undefined;
}

const mediaAttributes: Record<string, readonly string[]> = {
  img: ['src', 'srcset'],
  source: ['src', 'srcset'],
  video: ['src', 'poster'],
  audio: ['src'],
  track: ['src'],
  embed: ['src'],
  object: ['data'],
  input: ['src'],
  image: ['href'],
};

/** Rewrites what the page refers to: the frame has no server to ask. Scripts of modules are left to the registry. */
export function composePage(
  path: string,
  context: CompileContext,
  env: Record<string, string | boolean>,
): ComposedPage {
  const {files} = context;
  const source = files
    .readText(path)
    .replace(/%(\w+)%/g, (whole, name: string) => String(env[name] ?? whole));
  const page: ComposedPage = {html: '', entries: [], styles: [], madeFrom: [path], problem: undefined};
  const edits = new TextEdits();
  let inlineModules = 0;

  const localFile = (reference: string | undefined): string | undefined => {
    if (!reference || /^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i.test(reference)) return undefined;
    const found = findServedFile(files, normalizePath(reference.replace(/[?#].*$/, ''), directoryOf(path)));
    if (found) page.madeFrom.push(found);
    return found;
  };
  const embed = (reference: string): string => {
    const found = localFile(reference);
    return found === undefined ? reference : dataUrl(found, files.readBytes(found));
  };

  for (const tag of scanTags(source)) {
    if (isModuleScript(tag)) {
      const reference = attribute(tag, 'src');
      if (reference === undefined) page.entries.push(`${path}?script=${inlineModules++}`);
      else if (/^(?:https?:)?\/\//.test(reference)) continue;
      else page.entries.push(entryOf(reference, path, context));
      edits.replace(tag.start, tag.closeEnd ?? tag.end, '');
    } else if (isClassicScript(tag)) edits.replace(tag.start, tag.closeEnd ?? tag.end, classicScript(tag));
    else if (tag.name === 'link') link(tag);
    else if (tag.name === 'style')
      edits.replace(tag.end, tag.end + (tag.text?.length ?? 0), styleText(tag.text ?? ''));
    else if (tag.name === 'base') edits.replace(tag.start, tag.end, '');
    else if (tag.name === 'meta') {
      // Both would act on the frame itself: one blocks our own scripts, the other leaves the preview.
      const acts = /^(content-security-policy|refresh)$/i.test(attribute(tag, 'http-equiv') ?? '');
      if (acts) edits.replace(tag.start, tag.end, '');
    } else attributes(tag);
  }
  page.html = edits.apply(source);
  return page;

  function classicScript(tag: Tag): string {
    const reference = attribute(tag, 'src');
    const found = localFile(reference);
    if (reference !== undefined && found === undefined) {
      if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(reference))
        return source.slice(tag.start, tag.closeEnd ?? tag.end);
      return `<script>console.error(${JSON.stringify(`${reference} was not found`)})</script>`;
    }
    const name = found ?? path;
    const code = rewrite(found === undefined ? (tag.text ?? '') : files.readText(found), name);
    const named = `${code}\n//# sourceURL=${previewOrigin}${name}`;
    const isDeferred =
      found !== undefined && (attribute(tag, 'defer') ?? attribute(tag, 'async')) !== undefined;
    if (!isDeferred) return `${writeTag(tag, {src: null})}${escapeScript(named)}</script>`;
    return `${writeTag(tag, {src: `data:text/javascript;charset=utf-8,${encodeURIComponent(named)}`})}</script>`;
  }

  function rewrite(code: string, name: string): string {
    try {
      return rewriteLocation(code, name);
    } catch (error) {
      if (!(error instanceof CompileProblem)) throw error;
      page.problem ??= error;
      return '';
    }
  }

  function link(tag: Tag): void {
    const reference = attribute(tag, 'href');
    const relation = attribute(tag, 'rel')?.toLowerCase() ?? '';
    const found = localFile(reference);
    if (found === undefined) return;
    if (!/\bstylesheet\b/.test(relation)) {
      const isIcon = /\bicon\b/.test(relation);
      edits.replace(
        tag.start,
        tag.end,
        isIcon ? writeTag(tag, {href: dataUrl(found, files.readBytes(found))}) : '',
      );
      return;
    }
    page.madeFrom.pop();
    page.styles.push(found);
    const media = attribute(tag, 'media');
    edits.replace(
      tag.start,
      tag.end,
      `<style data-codecraft-style="${escapeAttribute(found)}"${media ? ` media="${escapeAttribute(media)}"` : ''}></style>`,
    );
  }

  function styleText(css: string): string {
    return escapeStyle(compileStyles(css, path, 'css', context).css);
  }

  function attributes(tag: Tag): void {
    const changes: Record<string, string> = {};
    for (const {name, value} of tag.attributes) {
      if (name === 'style' && value.includes('url('))
        changes[name] = compileStyles(value, path, 'css', context).css;
      else if (name.startsWith('on') && value.includes('location')) changes[name] = rewrite(value, path);
      else if (mediaAttributes[tag.name]?.includes(name)) {
        changes[name] =
          name === 'srcset' ? value.replace(/[^\s,]+(?=\s|,|$)/g, (part) => embed(part)) : embed(value);
      }
    }
    const isChanged = Object.entries(changes).some(([name, value]) => value !== attribute(tag, name));
    if (isChanged) edits.replace(tag.start, tag.end, writeTag(tag, changes));
  }
}

function entryOf(reference: string, path: string, {resolver}: CompileContext): string {
  const specifier = /^[./]/.test(reference) ? reference : `./${reference}`;
  const target = resolver.resolve(specifier, path);
  if (target?.kind === 'file') return target.id;
  return normalizePath(reference.replace(/[?#].*$/, ''), directoryOf(path));
}

/** The whole document for the frame: our policy and script first, then the page. */
export function composeDocument(
  pageHtml: string,
  options: {
    setup: FrameSetup;
    reach: Reach;
    styles: ReadonlyMap<string, GraphModule>;
    /** Those that did not run in the frame before: they do while its modules are still being compiled. */
    packs: readonly PackCode[];
  },
): string {
  const {setup, reach, styles} = options;
  const frame = options.packs.find(({name}) => name === framePack);
  const packs = options.packs.filter((pack) => pack !== frame);
  const begin = frame
    ? `{const definePack = ({begin}) => begin();\n${frame.code}}`
    : `codecraftWaited.packs.find(({name}) => name === '${framePack}').packed.begin()`;
  const withStyles = pageHtml.replace(
    /(<style data-codecraft-style="([^"]*)"[^>]*>)(<\/style>)/g,
    (_, open: string, id: string, close: string) =>
      open + escapeStyle(styles.get(id)?.linked.style ?? '') + close,
  );
  const head = [
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(reach)}">`,
    `<base href="${previewOrigin}/">`,
    ...packs.map(
      ({name, code}) =>
        `<script type="text/plain" data-codecraft-pack="${escapeAttribute(name)}">${escapeScript(code)}</script>`,
    ),
    `<script data-setup="${escapeAttribute(JSON.stringify(setup))}">${escapeScript(begin)}</script>`,
  ].join('');
  const tags = scanTags(withStyles);
  const anchor = tags.find(({name}) => name === 'head') ?? tags.find(({name}) => name === 'html');
  const at = anchor?.end ?? /^\s*<!doctype[^>]*>/i.exec(withStyles)?.[0].length ?? 0;
  return withStyles.slice(0, at) + head + withStyles.slice(at);
}

/**
 * Puts a document into another one that has nothing but it. A policy does not keep a document from navigating itself
 * away, with secrets in the address; the policy of the document around it does.
 */
export function enclose(html: string, reach: Reach): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(reach)}">
<style>html, body { height: 100%; margin: 0; } iframe { display: block; width: 100%; height: 100%; border: 0; }</style></head>
<body><iframe title="Preview" data-codecraft-enclosed srcdoc="${escapeAttribute(html)}"></iframe><script>
let loads = 0;
document.querySelector('iframe').onload = () => { if (++loads > 1) parent.postMessage(${JSON.stringify(loadedAgain)}, '*'); };
</script></body></html>`;
}
