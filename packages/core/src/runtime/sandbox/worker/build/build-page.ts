import {attribute, scanTags, type Tag, writeTag} from '../compile/html.js';
import {isModuleScript} from '../compile/html-scripts.js';
import {TextEdits} from '../compile/text-edits.js';
import type {FileSystem} from '../files/file-system.js';
import {directoryOf, normalizePath} from '../files/paths.js';

/** What a page loads that must be bundled or renamed. */
export interface PageParts {
  /** Ids of its modules and stylesheets, in order. */
  entries: string[];
  /** Other files of the project it shows: images, icons, classic scripts. */
  assets: string[];
}

const references: Record<string, readonly string[]> = {
  link: ['href'],
  script: ['src'],
  img: ['src'],
  source: ['src'],
  video: ['src', 'poster'],
  audio: ['src'],
  object: ['data'],
  image: ['href'],
  use: ['href'],
};

export function readPage(html: string, path: string, files: FileSystem): PageParts {
  const parts: PageParts = {entries: [], assets: []};
  let inlineModules = 0;
  for (const tag of scanTags(html)) {
    if (isModuleScript(tag) && attribute(tag, 'src') === undefined)
      parts.entries.push(`${path}?script=${inlineModules++}`);
    for (const {target} of ownReferences(tag, path, files))
      parts[isEntry(tag) ? 'entries' : 'assets'].push(target);
  }
  return parts;
}

/**
 * Writes the page with the addresses of what was built.
 *
 * @param built.assets address by file of the project
 * @param built.publicAddress the address of a file in `public/`
 */
export function writePage(
  html: string,
  path: string,
  files: FileSystem,
  built: {
    scripts: readonly string[];
    styles: readonly string[];
    assets: ReadonlyMap<string, string>;
    publicAddress: (path: string) => string;
  },
): string {
  const edits = new TextEdits();
  const tags = scanTags(html);
  for (const tag of tags) {
    const own = ownReferences(tag, path, files);
    const isInlineModule = isModuleScript(tag) && attribute(tag, 'src') === undefined;
    if (isInlineModule || (isEntry(tag) && own.length > 0))
      edits.replace(tag.start, tag.closeEnd ?? tag.end, '');
    else {
      const changes = Object.fromEntries([
        ...own.map(({name, target, suffix}) => {
          const address = built.assets.get(target);
          return [name, address === undefined ? null : address + suffix];
        }),
        ...publicReferences(tag, files).map(({name, target, suffix}) => [
          name,
          built.publicAddress(target) + suffix,
        ]),
      ]);
      if (Object.keys(changes).length > 0) edits.replace(tag.start, tag.end, writeTag(tag, changes));
    }
  }
  const head = [
    ...built.scripts.map((src) => `<script type="module" crossorigin src="${src}"></script>`),
    ...built.styles.map((href) => `<link rel="stylesheet" crossorigin href="${href}">`),
  ];
  const end = html.search(/<\/head\s*>/i);
  const anchor = end >= 0 ? end : (tags.find(({name}) => name === 'html')?.end ?? 0);
  edits.insert(anchor, head.map((line) => `  ${line}\n  `).join(''));
  return edits.apply(html);
}

function isEntry(tag: Tag): boolean {
  return isModuleScript(tag) || (tag.name === 'link' && /\bstylesheet\b/i.test(attribute(tag, 'rel') ?? ''));
}

interface FileReference {
  /** Of the attribute. */
  name: string;
  target: string;
  /** `#icon` */
  suffix: string;
}

/** Attributes that name a file of the project, and which. */
function ownReferences(tag: Tag, path: string, files: FileSystem): FileReference[] {
  return localReferences(tag).flatMap(({name, value, suffix}) => {
    if (value.startsWith('/') && files.isFile(`/public${value}`)) return [];
    const target = normalizePath(value, directoryOf(path));
    return files.isFile(target) ? [{name, target, suffix}] : [];
  });
}

function publicReferences(tag: Tag, files: FileSystem): FileReference[] {
  return localReferences(tag).flatMap(({name, value, suffix}) =>
    value.startsWith('/') && files.isFile(`/public${value}`) ? [{name, target: value, suffix}] : [],
  );
}

function localReferences(tag: Tag): {name: string; value: string; suffix: string}[] {
  return (references[tag.name] ?? []).flatMap((name) => {
    const [, value, suffix = ''] = /^([^?#]*)(.*)$/s.exec(attribute(tag, name) ?? '') ?? [];
    return !value || /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(value) ? [] : [{name, value, suffix}];
  });
}
