import {type FileChange, FileSystem} from '../files/file-system.js';
import type {PageOrigin, PageRequest} from './page-origin.js';
import {findPage, type ServedFile, serveRequest} from './project-file.js';

/** A folder that a build wrote, shown by itself: nothing beside it is there. Read anew with each page. */
export class BuiltFiles implements PageOrigin {
  readonly files = new FileSystem();
  readonly #project: FileSystem;
  readonly #folder: string;

  constructor(project: FileSystem, folder: string) {
    this.#project = project;
    this.#folder = folder;
  }

  async load(address: string): Promise<{path: string; address: string}> {
    this.files.remove('/', {recursive: true});
    const paths = this.#project.paths().filter((path) => path.startsWith(`${this.#folder}/`));
    for (const path of paths)
      this.files.write(path.slice(this.#folder.length), this.#project.readBytes(path));
    const path = findPage(this.files, address.replace(/[?#].*$/, '')) ?? '/index.html';
    return {path, address};
  }

  async fetch(request: PageRequest): Promise<ServedFile> {
    return serveRequest(this.files, request);
  }

  isShownIn(changes: readonly FileChange[]): boolean {
    return changes.some(({path}) => path.startsWith(`${this.#folder}/`));
  }
}
