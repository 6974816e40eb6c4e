import {isInside} from '../../protocol/index.js';
import type {DirectoryEntry, RuntimeFileSystem} from '../runtime.js';
import type {Container} from './client.js';

/** A change that the page makes; `note` writes down what is known of the files once it is made. */
export type ByPage = (
  change: () => Promise<void>,
  note: (known: Map<string, string | Uint8Array>) => void,
) => Promise<void>;

/** The container's file system as seen from one project's folder. Every change goes by `byPage`. */
export class FolderFileSystem implements RuntimeFileSystem {
  private readonly fs: Container['fs'];
  private readonly locate: (path: string) => string;
  private readonly nameOf: (path: string) => string;
  private readonly byPage: ByPage;

  /**
   * @param locate a path of the project's, as the container has it
   * @param nameOf the same, from the project's folder
   */
  constructor(
    fs: Container['fs'],
    {
      locate,
      nameOf,
      byPage,
    }: {locate: (path: string) => string; nameOf: (path: string) => string; byPage: ByPage},
  ) {
    this.fs = fs;
    this.locate = locate;
    this.nameOf = nameOf;
    this.byPage = byPage;
  }

  readFile(path: string): Promise<Uint8Array>;
  readFile(path: string, encoding: 'utf-8' | 'utf8'): Promise<string>;
  async readFile(path: string, encoding?: 'utf-8' | 'utf8'): Promise<Uint8Array | string> {
    return encoding ? this.fs.readFile(this.locate(path), encoding) : this.fs.readFile(this.locate(path));
  }

  async writeFile(path: string, data: string | Uint8Array): Promise<void> {
    const write = () => this.fs.writeFile(this.locate(path), data);
    await this.byPage(write, (known) => known.set(this.nameOf(path), data));
  }

  readdir(path: string): Promise<string[]>;
  readdir(path: string, options: {withFileTypes: true}): Promise<DirectoryEntry[]>;
  async readdir(path: string, options?: {withFileTypes: true}): Promise<string[] | DirectoryEntry[]> {
    return options ? this.fs.readdir(this.locate(path), options) : this.fs.readdir(this.locate(path));
  }

  async mkdir(path: string, options?: {recursive?: boolean}): Promise<void> {
    if (options?.recursive) await this.fs.mkdir(this.locate(path), {recursive: true});
    else await this.fs.mkdir(this.locate(path));
  }

  async rm(path: string, options?: {recursive?: boolean; force?: boolean}): Promise<void> {
    const name = this.nameOf(path);
    await this.byPage(
      () => this.fs.rm(this.locate(path), options),
      (known) => {
        for (const file of known.keys()) if (isInside(file, name)) known.delete(file);
      },
    );
  }

  async rename(from: string, to: string): Promise<void> {
    const [before, after] = [this.nameOf(from), this.nameOf(to)];
    await this.byPage(
      () => this.fs.rename(this.locate(from), this.locate(to)),
      (known) => {
        for (const [file, contents] of [...known]) {
          if (!isInside(file, before)) continue;
          known.delete(file);
          known.set(after + file.slice(before.length), contents);
        }
      },
    );
  }
}
