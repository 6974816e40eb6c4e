import {countLineChanges} from '@codecraft/core/files';
import {newFileId, type TurnFile} from '@codecraft/core/protocol';
import {requireFreePath, requireRoomForFile} from '../room/file-tree.js';
import type {Room} from '../room/room.js';

/** The files one turn writes, and how far each has come. */
export class TurnFiles {
  private readonly room: Room;
  private files: readonly TurnFile[] = [];

  constructor(room: Room) {
    this.room = room;
  }

  get list(): TurnFile[] {
    return [...this.files];
  }

  /** A file has begun to arrive. */
  begin(path: string): void {
    const isNew = this.files.find((file) => file.path === path)?.isNew ?? this.find(path) === undefined;
    this.put({path, status: 'writing', isNew, addedLines: 0, removedLines: 0});
  }

  /**
   * A file is complete: writes it into the project.
   *
   * @throws CodecraftError when the project refuses it; the others go on.
   */
  async write(path: string, content: string): Promise<void> {
    const known = this.files.find((file) => file.path === path);
    const fileId = this.find(path);
    const isNew = known?.isNew ?? fileId === undefined;
    try {
      const before = fileId ? await this.room.documents.textOf(fileId) : '';
      const written = await this.store(path, fileId, content);
      const {added, removed} = countLineChanges(before, content);
      this.put({path, fileId: written, status: 'done', isNew, addedLines: added, removedLines: removed});
    } catch (error) {
      this.put({path, status: 'failed', isNew, addedLines: 0, removedLines: 0});
      throw error;
    }
  }

  /** The turn has ended: what did not arrive whole was not written. */
  settle(): void {
    this.files = this.files.map((file) => (file.status === 'done' ? file : {...file, status: 'failed'}));
  }

  /** @returns The file's id. */
  private async store(path: string, fileId: string | undefined, content: string): Promise<string> {
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
  }

  private put(file: TurnFile): void {
    const place = this.files.findIndex((other) => other.path === file.path);
    this.files = place === -1 ? [...this.files, file] : this.files.with(place, file);
  }

  private find(path: string): string | undefined {
    return Object.values(this.room.state.files).find((file) => file.path === path)?.id;
  }
}
