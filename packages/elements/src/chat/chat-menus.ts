import type {ChatEntry, Project} from '@codecraft/core/project';
import {lifetimeChoices} from '../internal/lifetimes.js';
import type {MenuEntry} from '../internal/menu.js';
import {durationText} from '../internal/time.js';

export interface ChatMenu {
  readonly project: Project;
  onLifetime(seconds: number): void;
  onCopyAll(): void;
}

/** How long messages stay, for who may decide it, and what can be done with all of them. */
export function chatMenu({project, onLifetime, onCopyAll}: ChatMenu): MenuEntry[] {
  const {chat, settings} = project.state;
  const now = settings?.messageTtlSeconds;
  const choices = lifetimeChoices(now);
  const copy: MenuEntry = {label: 'Copy all messages', icon: 'copy', select: onCopyAll};
  return [
    ...(now && project.may('settings')
      ? choices.map((seconds) => ({
          label: `Clear after ${durationText(seconds)}`,
          isChecked: seconds === now,
          select: () => seconds !== now && onLifetime(seconds),
        }))
      : []),
    ...(now && project.may('settings') && chat.length ? (['separator'] as const) : []),
    ...(chat.length ? [copy] : []),
  ];
}

export interface MessageMenu {
  readonly project: Project;
  readonly entry: ChatEntry;
  onCopy(): void;
  onEdit(): void;
  onDelete(): void;
}

/** What can be done with one message by who is looking at it. The server decides again. */
export function messageMenu({project, entry, onCopy, onEdit, onDelete}: MessageMenu): MenuEntry[] {
  const isMine = entry.userId === project.state.me?.userId;
  const isSent = entry.delivery === 'sent';
  const mayEdit = isMine && isSent && entry.kind === 'user' && project.may('chat');
  const mayDelete = isSent && (isMine || project.may('remove-message'));
  return [
    {label: 'Copy', icon: 'copy', select: onCopy},
    ...(mayEdit ? [{label: 'Edit', icon: 'rename', select: onEdit} as const] : []),
    ...(mayDelete
      ? (['separator', {label: 'Delete', icon: 'trash', isDanger: true, select: onDelete}] as const)
      : []),
  ];
}
