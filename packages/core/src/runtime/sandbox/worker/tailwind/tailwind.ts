import minVersion from 'semver/ranges/min-version.js';
import validRange from 'semver/ranges/valid.js';
import type {Compilers} from '../compile/compilers.js';
import type {CompiledCss, CssSources} from '../compile/css.js';
import {NotYet} from '../compile/not-yet.js';
import {CompileProblem} from '../compile/problem.js';
import type {FileChange, FileSystem} from '../files/file-system.js';
import {classNames} from './class-names.js';
import {mark, readSheet} from './read-sheet.js';
import {mark3, readSheet3} from './read-sheet-3.js';
import type {Sheet, SourceText} from './sheet.js';
import {isText} from './source-files.js';

/** A stylesheet at work. */
interface Entry {
  sheet: Sheet | undefined;
  /** Texts of what it was read from: it is read anew when one of them is another. */
  readTexts: ReadonlyMap<string, string | undefined>;
  /** Sources whose class names went into `css`, by path. */
  seen: Map<string, string>;
  css: string | undefined;
  problem: unknown;
}

/** More than a project has stylesheets of Tailwind; each edit of one makes a new entry. */
const maxEntries = 24;

/** Tailwind in one project, 3 or 4. It only ever learns class names, as its own development server does. */
export class Tailwind {
  readonly #files: FileSystem;
  readonly #compilers: Compilers;
  readonly #major: 3 | 4;
  readonly #entries = new Map<string, Entry>();
  readonly #known = new Set<string>();

  constructor(files: FileSystem, compilers: Compilers, range: string) {
    this.#files = files;
    this.#compilers = compilers;
    this.#major = validRange(range) !== null && minVersion(range)?.major === 3 ? 3 : 4;
  }

  /** What `@import` of one of Tailwind's own stylesheets becomes before `compile`; undefined for all others. */
  ownImport(specifier: string, statement: string): string | undefined {
    const [, part] = /^tailwindcss(?:\/([\w-]+)(?:\.css)?)?$/.exec(specifier) ?? [undefined, false];
    if (part === false) return undefined;
    return this.#major === 3 ? `@tailwind ${part};` : statement;
  }

  /**
   * The stylesheet as CSS with what the class names of the project need, or undefined where there is nothing of
   * Tailwind in it.
   *
   * @throws NotYet CompileProblem
   */
  compile(css: string, path: string, sources: CssSources): CompiledCss | undefined {
    if (!(this.#major === 3 ? mark3 : mark).test(css)) return undefined;
    const entry = this.#entry(css, path, sources);
    const {sheet, seen} = entry;
    if (!sheet) throw entry.problem;
    const added = sheet.sourcePaths().flatMap((source): SourceText[] => {
      const text = this.#files.readText(source);
      return seen.get(source) === text ? [] : [{path: source, text}];
    });
    const built =
      added.length > 0 || entry.css === undefined ? this.#build(entry, sheet, added, {css, path}) : entry.css;
    return {css: built, imported: [...sheet.readFrom]};
  }

  /** Whether changed files hold class names that no file had before. Stylesheets may need more then. */
  findsNew(changes: readonly FileChange[]): boolean {
    if (this.#entries.size === 0) return false;
    const texts = changes
      .filter(({path, kind}) => kind !== 'removed' && isText(path))
      .map(({path}) => this.#files.textIfAny(path) ?? '');
    const before = this.#known.size;
    this.#learn(texts);
    return this.#known.size > before;
  }

  #entry(css: string, path: string, sources: CssSources): Entry {
    const key = `${path}\n${css}`;
    const known = this.#entries.get(key);
    this.#entries.delete(key);
    const isFresh =
      known && [...known.readTexts].every(([file, text]) => this.#files.textIfAny(file) === text);
    if (isFresh) {
      this.#entries.set(key, known);
      return known;
    }
    const entry: Entry = {
      sheet: undefined,
      readTexts: new Map(),
      seen: new Map(),
      css: undefined,
      problem: undefined,
    };
    this.#entries.set(key, entry);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= maxEntries) break;
      this.#entries.delete(oldest);
    }
    const reading = this.#read(css, path, sources).then(
      (sheet) => {
        entry.sheet = sheet;
        entry.readTexts = new Map(sheet.readFrom.map((file) => [file, this.#files.textIfAny(file)]));
      },
      (error: unknown) => {
        entry.problem = problemFrom(error, css, path);
      },
    );
    entry.problem = new NotYet(reading);
    throw entry.problem;
  }

  async #read(css: string, path: string, sources: CssSources): Promise<Sheet> {
    const typeScript = () => this.#compilers.typeScript();
    const source = {css, path, files: this.#files, sources, typeScript};
    return this.#major === 3
      ? readSheet3(source, this.#compilers.tailwind3())
      : readSheet(source, this.#compilers.tailwind());
  }

  #build(entry: Entry, sheet: Sheet, added: readonly SourceText[], at: {css: string; path: string}): string {
    for (const {path, text} of added) entry.seen.set(path, text);
    this.#learn(added.map(({text}) => text));
    const built = sheet.build(added);
    if (typeof built === 'string') {
      entry.css = built;
      return built;
    }
    throw new NotYet(
      built.then(
        (css) => {
          entry.css = css;
        },
        (error: unknown) => {
          entry.sheet = undefined;
          entry.problem = problemFrom(error, at.css, at.path);
        },
      ),
    );
  }

  #learn(texts: readonly string[]): void {
    for (const text of texts) for (const name of classNames(text)) this.#known.add(name);
  }
}

/** Tailwind names what it cannot use in backticks or quotes, and no place. */
function problemFrom(error: unknown, source: string, path: string): unknown {
  if (error instanceof CompileProblem) {
    return error.place.path === undefined ? new CompileProblem(error.message, {path, source}) : error;
  }
  if (!(error instanceof Error)) return error;
  const {reason, line: given} = error as Error & {reason?: string; line?: number};
  const named = /[`'"]([^`'"]+)[`'"]/.exec(error.message)?.[1];
  const index = named === undefined ? -1 : source.split('\n').findIndex((line) => line.includes(named));
  const line = given ?? (index < 0 ? undefined : index + 1);
  return new CompileProblem(reason ?? error.message, {path, source, line});
}
