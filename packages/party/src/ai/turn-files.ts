import {CodecraftError} from '@codecraft/core/errors';
import {countLineChanges} from '@codecraft/core/files';
import {limits, newFileId, type TurnFile} from '@codecraft/core/protocol';
import {utf8Length} from '../files/document.js';
import {requireFreePath, requireRoomForFile} from '../room/file-tree.js';
import type {Room} from '../room/room.js';

/** The files one turn writes, and how far each has come. */
export class TurnFiles {
  private readonly room: Room;
  private files: TurnFile[] = [];
  private bytes = 0;

  constructor(room: Room) {
    this.room = room;
  }

  /** A file has begun to arrive. */
  begin(path: string): TurnFile[] {
    if (this.files.length >= limits.maxTurnFiles && !this.files.some((file) => file.path === path)) {
      throw new CodecraftError(
        'limit-reached',
        `One turn can write ${limits.maxTurnFiles} files, and this one wanted more. Ask for less at once.`,
      );
    }
    const isNew = this.find(path) === undefined;
    return this.put({path, status: 'writing', isNew, addedLines: 0, removedLines: 0});
  }

  /** A file is complete: writes it into the project. One that cannot be written fails alone. */
  async write(path: string, content: string): Promise<TurnFile[]> {
    this.bytes += utf8Length(content);
    if (this.bytes > limits.maxTurnBytes) {
      throw new CodecraftError(
        'limit-reached',
        `One turn can write ${limits.maxTurnBytes / 1024 / 1024} MB, and this one wanted more. Ask for less at once.`,
      );
    }
    if (!this.files.some((file) => file.path === path)) this.begin(path);
    const fileId = this.find(path);
    const before = fileId ? await this.room.documents.textOf(fileId) : '';
    const {added, removed} = countLineChanges(before, content);
    const written = await this.store(path, fileId, content);
    return this.put({
      path,
      ...(written && {fileId: written}),
      status: written ? 'done' : 'failed',
      isNew: fileId === undefined,
      addedLines: written ? added : 0,
      removedLines: written ? removed : 0,
    });
  }

  /** The turn has ended: what did not arrive whole was not written. */
  settle(): TurnFile[] {
    this.files = this.files.map((file) =>
      file.status === 'done' || file.status === 'failed' ? file : {...file, status: 'failed'},
    );
    return this.files;
  }

  /** @returns The file's id, or undefined when the project refuses it. */
  private async store(
    path: string,
    fileId: string | undefined,
    content: string,
  ): Promise<string | undefined> {
    try {
      if (fileId) {
        await this.room.writeFile(fileId, content);
        return fileId;
      }
      requireRoomForFile(this.room.state);
      requireFreePath(this.room.state, path);
      const file = {id: newFileId(), path};
      await this.room.documents.create(file.id, content, (change) =>
        this.room.commit({type: 'file-created', file}, {by: 'ai'}, change),
      );
      return file.id;
    } catch (error) {
      if (!(error instanceof CodecraftError)) throw error;
      this.room.host.log.warn('turn-file-refused', {code: error.code});
      return undefined;
    }
  }

  private put(file: TurnFile): TurnFile[] {
    const place = this.files.findIndex((other) => other.path === file.path);
    this.files = place === -1 ? [...this.files, file] : this.files.with(place, file);
    return this.files;
  }

  private find(path: string): string | undefined {
    return Object.values(this.room.state.files).find((file) => file.path === path)?.id;
  }
}
