import type {CodecraftError} from '@codecraft/core/errors';
import type {Role, RoomSettings} from '@codecraft/core/protocol';

/**
 * Every event of these elements, on one page.
 *
 * Requests ask for something. They bubble, cross shadow roots and can be cancelled: call `preventDefault()` and
 * it is not done. Notices report what happened; only `<codecraft-workspace>`, `<codecraft-projects>` and
 * `<codecraft-sign-in>` fire them.
 */
abstract class Request extends Event {
  constructor(type: string) {
    super(type, {bubbles: true, composed: true, cancelable: true});
  }
}

abstract class Notice extends Event {
  constructor(type: string) {
    super(type, {bubbles: true, composed: true});
  }
}

/** A file was chosen. */
export class FileOpenRequest extends Request {
  static readonly type = 'codecraft-file-open';
  readonly fileId: string;
  /** 1-based, to show a place in it. */
  readonly line: number | undefined;
  constructor(fileId: string, line?: number) {
    super(FileOpenRequest.type);
    this.fileId = fileId;
    this.line = line;
  }
}

/** A tab was closed. */
export class FileCloseRequest extends Request {
  static readonly type = 'codecraft-file-close';
  readonly fileId: string;
  constructor(fileId: string) {
    super(FileCloseRequest.type);
    this.fileId = fileId;
  }
}

export class FileCreateRequest extends Request {
  static readonly type = 'codecraft-file-create';
  readonly path: string;
  constructor(path: string) {
    super(FileCreateRequest.type);
    this.path = path;
  }
}

export class FileRenameRequest extends Request {
  static readonly type = 'codecraft-file-rename';
  readonly fileId: string;
  readonly path: string;
  constructor(fileId: string, path: string) {
    super(FileRenameRequest.type);
    this.fileId = fileId;
    this.path = path;
  }
}

export class FileDeleteRequest extends Request {
  static readonly type = 'codecraft-file-delete';
  readonly fileId: string;
  constructor(fileId: string) {
    super(FileDeleteRequest.type);
    this.fileId = fileId;
  }
}

export class FolderCreateRequest extends Request {
  static readonly type = 'codecraft-folder-create';
  readonly path: string;
  constructor(path: string) {
    super(FolderCreateRequest.type);
    this.path = path;
  }
}

export class FolderRenameRequest extends Request {
  static readonly type = 'codecraft-folder-rename';
  readonly from: string;
  readonly to: string;
  constructor(from: string, to: string) {
    super(FolderRenameRequest.type);
    this.from = from;
    this.to = to;
  }
}

export class FolderDeleteRequest extends Request {
  static readonly type = 'codecraft-folder-delete';
  readonly path: string;
  constructor(path: string) {
    super(FolderDeleteRequest.type);
    this.path = path;
  }
}

export class ChatSendRequest extends Request {
  static readonly type = 'codecraft-chat-send';
  readonly text: string;
  constructor(text: string) {
    super(ChatSendRequest.type);
    this.text = text;
  }
}

/** A text is to be put into the composer, for someone to finish and send. */
export class ChatDraftRequest extends Request {
  static readonly type = 'codecraft-chat-draft';
  readonly text: string;
  constructor(text: string) {
    super(ChatDraftRequest.type);
    this.text = text;
  }
}

/** A message that was refused or is stuck is to be sent again. */
export class ChatRetryRequest extends Request {
  static readonly type = 'codecraft-chat-retry';
  readonly messageId: string;
  constructor(messageId: string) {
    super(ChatRetryRequest.type);
    this.messageId = messageId;
  }
}

/** A message of one's own is to say something else. */
export class ChatEditRequest extends Request {
  static readonly type = 'codecraft-chat-edit';
  readonly messageId: string;
  readonly text: string;
  constructor(messageId: string, text: string) {
    super(ChatEditRequest.type);
    this.messageId = messageId;
    this.text = text;
  }
}

export class ChatDeleteRequest extends Request {
  static readonly type = 'codecraft-chat-delete';
  readonly messageId: string;
  constructor(messageId: string) {
    super(ChatDeleteRequest.type);
    this.messageId = messageId;
  }
}

/** Settings of the project are to change; those that are not named stay. */
export class SettingsChangeRequest extends Request {
  static readonly type = 'codecraft-settings-change';
  readonly settings: Partial<RoomSettings>;
  constructor(settings: Partial<RoomSettings>) {
    super(SettingsChangeRequest.type);
    this.settings = settings;
  }
}

export class TurnStopRequest extends Request {
  static readonly type = 'codecraft-turn-stop';
  readonly turnId: string;
  constructor(turnId: string) {
    super(TurnStopRequest.type);
    this.turnId = turnId;
  }
}

export class RunStartRequest extends Request {
  static readonly type = 'codecraft-run-start';
  constructor() {
    super(RunStartRequest.type);
  }
}

export class RunStopRequest extends Request {
  static readonly type = 'codecraft-run-stop';
  constructor() {
    super(RunStopRequest.type);
  }
}

/** Another terminal is to be opened. */
export class TerminalOpenRequest extends Request {
  static readonly type = 'codecraft-terminal-open';
  constructor() {
    super(TerminalOpenRequest.type);
  }
}

/** A terminal is to be ended, with everything that runs in it. */
export class TerminalCloseRequest extends Request {
  static readonly type = 'codecraft-terminal-close';
  readonly terminalId: string;
  constructor(terminalId: string) {
    super(TerminalCloseRequest.type);
    this.terminalId = terminalId;
  }
}

export class MemberInviteRequest extends Request {
  static readonly type = 'codecraft-member-invite';
  readonly emails: readonly string[];
  readonly role: Role;
  constructor(emails: readonly string[], role: Role) {
    super(MemberInviteRequest.type);
    this.emails = emails;
    this.role = role;
  }
}

export class MemberRoleRequest extends Request {
  static readonly type = 'codecraft-member-role';
  readonly userId: string;
  readonly role: Role;
  constructor(userId: string, role: Role) {
    super(MemberRoleRequest.type);
    this.userId = userId;
    this.role = role;
  }
}

export class MemberRemoveRequest extends Request {
  static readonly type = 'codecraft-member-remove';
  readonly userId: string;
  constructor(userId: string) {
    super(MemberRemoveRequest.type);
    this.userId = userId;
  }
}

/** Another member is to become admin, and oneself an ordinary member. */
export class MemberHandOverRequest extends Request {
  static readonly type = 'codecraft-member-hand-over';
  readonly userId: string;
  constructor(userId: string) {
    super(MemberHandOverRequest.type);
    this.userId = userId;
  }
}

/** One wants to leave the project. */
export class ProjectLeaveRequest extends Request {
  static readonly type = 'codecraft-project-leave';
  constructor() {
    super(ProjectLeaveRequest.type);
  }
}

/** A link is to be made with which whoever has it joins, and copied. */
export class LinkCopyRequest extends Request {
  static readonly type = 'codecraft-link-copy';
  readonly role: Role;
  constructor(role: Role) {
    super(LinkCopyRequest.type);
    this.role = role;
  }
}

/** A project was chosen, in the list or by creating it. The host page shows it. */
export class ProjectOpenRequest extends Request {
  static readonly type = 'codecraft-project-open';
  readonly projectId: string;
  /** A first message for its chat, such as `@ai a todo list`. */
  readonly firstMessage: string | undefined;
  constructor(projectId: string, firstMessage?: string) {
    super(ProjectOpenRequest.type);
    this.projectId = projectId;
    this.firstMessage = firstMessage;
  }
}

/** The way back to the list of projects was chosen. */
export class ProjectsOpenRequest extends Request {
  static readonly type = 'codecraft-projects-open';
  constructor() {
    super(ProjectsOpenRequest.type);
  }
}

/** Someone signed in, registered, or was still signed in. */
export class SignedInNotice extends Notice {
  static readonly type = 'codecraft-signed-in';
  constructor() {
    super(SignedInNotice.type);
  }
}

/** Nobody is signed in: they signed out, or their session has ended. The host page may show a way to sign in. */
export class SignedOutNotice extends Notice {
  static readonly type = 'codecraft-signed-out';
  constructor() {
    super(SignedOutNotice.type);
  }
}

/** The project can be read, edited and run. */
export class ReadyNotice extends Notice {
  static readonly type = 'codecraft-ready';
  constructor() {
    super(ReadyNotice.type);
  }
}

/** Something failed; the workspace shows it too. */
export class ErrorNotice extends Notice {
  static readonly type = 'codecraft-error';
  readonly error: CodecraftError;
  constructor(error: CodecraftError) {
    super(ErrorNotice.type);
    this.error = error;
  }
}

declare global {
  interface HTMLElementEventMap {
    'codecraft-file-open': FileOpenRequest;
    'codecraft-file-close': FileCloseRequest;
    'codecraft-file-create': FileCreateRequest;
    'codecraft-file-rename': FileRenameRequest;
    'codecraft-file-delete': FileDeleteRequest;
    'codecraft-folder-create': FolderCreateRequest;
    'codecraft-folder-rename': FolderRenameRequest;
    'codecraft-folder-delete': FolderDeleteRequest;
    'codecraft-chat-send': ChatSendRequest;
    'codecraft-chat-draft': ChatDraftRequest;
    'codecraft-chat-retry': ChatRetryRequest;
    'codecraft-chat-edit': ChatEditRequest;
    'codecraft-chat-delete': ChatDeleteRequest;
    'codecraft-settings-change': SettingsChangeRequest;
    'codecraft-turn-stop': TurnStopRequest;
    'codecraft-run-start': RunStartRequest;
    'codecraft-run-stop': RunStopRequest;
    'codecraft-terminal-open': TerminalOpenRequest;
    'codecraft-terminal-close': TerminalCloseRequest;
    'codecraft-member-invite': MemberInviteRequest;
    'codecraft-member-role': MemberRoleRequest;
    'codecraft-member-remove': MemberRemoveRequest;
    'codecraft-member-hand-over': MemberHandOverRequest;
    'codecraft-project-leave': ProjectLeaveRequest;
    'codecraft-link-copy': LinkCopyRequest;
    'codecraft-project-open': ProjectOpenRequest;
    'codecraft-projects-open': ProjectsOpenRequest;
    'codecraft-signed-in': SignedInNotice;
    'codecraft-signed-out': SignedOutNotice;
    'codecraft-ready': ReadyNotice;
    'codecraft-error': ErrorNotice;
  }
}
