import type {CodecraftError} from '@codecraft/core/errors';
import type {Project} from '@codecraft/core/project';
import type {InviteBody, Role} from '@codecraft/core/protocol';
import type {ReactiveController, ReactiveControllerHost} from 'lit';
import type * as events from '../events.js';
import {listNames} from '../internal/avatar.js';
import {counted} from '../internal/counting.js';
import {asCodecraftError} from '../internal/session-controller.js';
import type {Toast} from './toasts.js';

interface RequestHost extends ReactiveControllerHost, HTMLElement {
  readonly project: Project | null;
}

/** What requests lead to besides changes of the project. */
export interface RequestEffects {
  invite(invite: InviteBody): Promise<void>;
  handOver(userId: string): Promise<void>;
  leave(): Promise<void>;
  /** Makes a link that invites. @returns its address. */
  createLink(role: Role): Promise<string>;
  copy(text: string): Promise<boolean>;
  openFile(fileId: string, line?: number): void;
  closeFile(fileId: string): void;
  draftChat(text: string): void;
  toast(toast: Toast): void;
  fail(error: CodecraftError): void;
}

type Handlers = {
  [Type in keyof HTMLElementEventMap & `codecraft-${string}`]?: (event: HTMLElementEventMap[Type]) => unknown;
};

/**
 * Decides on what the parts ask for, and does it with the project. A request is carried out after it has passed the
 * host page, so that any listener there can call it off with `preventDefault()`. What fails becomes a toast.
 */
export class RequestHandler implements ReactiveController {
  private readonly host: RequestHost;
  private readonly effects: RequestEffects;

  constructor(host: RequestHost, effects: RequestEffects) {
    this.host = host;
    this.effects = effects;
    host.addController(this);
  }

  hostConnected(): void {
    for (const type of Object.keys(this.handlers)) this.host.addEventListener(type, this.onRequest);
  }

  hostDisconnected(): void {
    for (const type of Object.keys(this.handlers)) this.host.removeEventListener(type, this.onRequest);
  }

  /** Makes files with their texts, one after another, and shows one of them. */
  async createFiles(files: Readonly<Record<string, string>>, shownPath: string): Promise<void> {
    await this.attempt(async () => {
      for (const [path, text] of Object.entries(files)) await this.project.createFile(path, text);
      const shown = this.project.fileAt(shownPath);
      if (shown) this.effects.openFile(shown.id);
    });
  }

  /** Does something and shows why it failed, if it does. */
  async attempt(action: () => unknown): Promise<void> {
    try {
      await action();
    } catch (cause) {
      const error = asCodecraftError(cause);
      this.effects.toast({text: error.message, isError: true});
      this.effects.fail(error);
    }
  }

  private get project(): Project {
    if (!this.host.project) throw new Error('There is no project.');
    return this.host.project;
  }

  private readonly handlers: Handlers = {
    'codecraft-file-open': ({fileId, line}) => this.effects.openFile(fileId, line),
    'codecraft-file-close': ({fileId}) => this.effects.closeFile(fileId),
    'codecraft-file-create': async ({path}) =>
      this.effects.openFile((await this.project.createFile(path)).id),
    'codecraft-file-rename': ({fileId, path}) => this.project.renameFile(fileId, path),
    'codecraft-file-delete': (event) => this.deleteFile(event),
    'codecraft-folder-create': ({path}) => this.project.createFolder(path),
    'codecraft-folder-rename': ({from, to}) => this.project.renameFolder(from, to),
    'codecraft-folder-delete': (event) => this.deleteFolder(event),
    'codecraft-chat-send': ({text}) => this.project.sendChat(text),
    'codecraft-chat-draft': ({text}) => this.effects.draftChat(text),
    'codecraft-chat-retry': ({messageId}) => this.project.retryChat(messageId),
    'codecraft-chat-edit': ({messageId, text}) => this.project.editChat(messageId, text),
    'codecraft-chat-delete': ({messageId}) => this.project.deleteChat(messageId),
    'codecraft-settings-change': ({settings}) => this.project.changeSettings(settings),
    'codecraft-turn-stop': ({turnId}) => this.project.stopTurn(turnId),
    'codecraft-run-start': () => this.project.run(),
    'codecraft-run-stop': () => this.project.stop(),
    'codecraft-terminal-open': () => this.project.openTerminal(),
    'codecraft-terminal-close': ({terminalId}) => this.project.closeTerminal(terminalId),
    'codecraft-member-invite': (event) => this.invite(event),
    'codecraft-member-hand-over': ({userId}) => this.effects.handOver(userId),
    'codecraft-project-leave': () => this.effects.leave(),
    'codecraft-link-copy': (event) => this.copyLink(event),
    'codecraft-member-role': ({userId, role}) => this.project.changeRole(userId, role),
    'codecraft-member-remove': ({userId}) => this.project.removeMember(userId),
  };

  private readonly onRequest = (event: Event): void => {
    queueMicrotask(() => {
      if (event.defaultPrevented || !this.host.project) return;
      const handle = this.handlers[event.type as keyof Handlers] as ((event: Event) => unknown) | undefined;
      void this.attempt(() => handle?.(event));
    });
  };

  private async deleteFile({fileId}: events.FileDeleteRequest): Promise<void> {
    const path = this.project.state.files.find((file) => file.id === fileId)?.path;
    if (path === undefined) return;
    const text = await this.textOf(fileId);
    await this.project.deleteFile(fileId);
    this.offerUndo(`Deleted ${nameOf(path)}`, {[path]: text});
  }

  private async deleteFolder({path}: events.FolderDeleteRequest): Promise<void> {
    const inside = this.project.state.files.filter((file) => file.path.startsWith(`${path}/`));
    const texts = await Promise.all(
      inside.map(async (file) => [file.path, await this.textOf(file.id)] as const),
    );
    await this.project.deleteFolder(path);
    const count = inside.length ? ` and its ${counted(inside.length, 'file')}` : '';
    this.offerUndo(`Deleted ${nameOf(path)}${count}`, Object.fromEntries(texts), path);
  }

  private offerUndo(text: string, files: Readonly<Record<string, string>>, folder?: string): void {
    const [first] = Object.keys(files);
    const run = async () => {
      if (folder !== undefined) await this.attempt(() => this.project.createFolder(folder));
      await this.createFiles(files, first ?? '');
    };
    this.effects.toast({text, action: {label: 'Undo', run: () => void run()}});
  }

  private async textOf(fileId: string): Promise<string> {
    const document = await this.project.openDocument(fileId);
    const text = document.text.toString();
    document.release();
    return text;
  }

  private async invite({emails, role}: events.MemberInviteRequest): Promise<void> {
    for (const email of emails) await this.effects.invite({email, role});
    this.effects.toast({text: `Invited ${listNames(emails)}`});
  }

  /** Browsers let a text be copied only right after a press: where the answer came too late, it takes another. */
  private async copyLink({role}: events.LinkCopyRequest): Promise<void> {
    const link = await this.effects.createLink(role);
    const copied: Toast = {text: `Copied the link. Whoever has it joins as a ${role}, within 7 days.`};
    if (await this.effects.copy(link)) return this.effects.toast(copied);
    const again = async () => {
      if (await this.effects.copy(link)) this.effects.toast(copied);
      else this.effects.toast({text: link, isError: true});
    };
    this.effects.toast({text: 'The link is ready', action: {label: 'Copy', run: () => void again()}});
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
