import type {ClientRequest} from '@codecraft/core/protocol';
import {chatDelete} from './chat-delete.js';
import {chatEdit} from './chat-edit.js';
import {chatRead} from './chat-read.js';
import {chatSend} from './chat-send.js';
import {fileCreate} from './file-create.js';
import {fileDelete} from './file-delete.js';
import {fileRename} from './file-rename.js';
import {folderCreate} from './folder-create.js';
import {folderDelete} from './folder-delete.js';
import {folderRename} from './folder-rename.js';
import type {Handler} from './handler.js';
import {memberRemove} from './member-remove.js';
import {memberRole} from './member-role.js';
import {projectRename} from './project-rename.js';
import {settingsChange} from './settings-change.js';
import {turnStop} from './turn-stop.js';

/** Each message that wants an answer, and what does it. */
export const handlers: {[Type in ClientRequest['type']]: Handler<Type>} = {
  'chat-send': chatSend,
  'chat-edit': chatEdit,
  'chat-delete': chatDelete,
  'chat-read': chatRead,
  'turn-stop': turnStop,
  'file-create': fileCreate,
  'file-rename': fileRename,
  'file-delete': fileDelete,
  'folder-create': folderCreate,
  'folder-rename': folderRename,
  'folder-delete': folderDelete,
  'project-rename': projectRename,
  'settings-change': settingsChange,
  'member-role': memberRole,
  'member-remove': memberRemove,
};
