import type {DirectoryEntry, RuntimeFileSystem} from '../runtime.js';
import type {Container} from './client.js';

/** The container's file system as seen from one project's folder. `onChange` is told after every change. */
export class FolderFileSystem implements RuntimeFileSystem {
  private readonly fs: Container['fs'];
  private readonly locate: (path: string) => string;
  private readonly onChange: () => void;

  constructor(fs: Container['fs'], locate: (path: string) => string, onChange: () => void) {
    this.fs = fs;
    this.locate = locate;
    this.onChange = onChange;
  }

  readFile(path: string): Promise<Uint8Array>;
  readFile(path: string, encoding: 'utf-8' | 'utf8'): Promise<string>;
  async readFile(path: string, encoding?: 'utf-8' | 'utf8'): Promise<Uint8Array | string> {
    return encoding ? this.fs.readFile(this.locate(path), encoding) : this.fs.readFile(this.locate(path));
  }

  async writeFile(path: string, data: string | Uint8Array): Promise<void> {
    await this.fs.writeFile(this.locate(path), data);
    this.onChange();
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
    await this.fs.rm(this.locate(path), options);
    this.onChange();
  }

  async rename(from: string, to: string): Promise<void> {
    await this.fs.rename(this.locate(from), this.locate(to));
    this.onChange();
  }
}
