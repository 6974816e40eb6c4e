import type {Project} from '@codecraft/core/project';
import {ChatDraftRequest} from '../events.js';
import type {MenuEntry} from '../internal/menu.js';
import type {TreeRow} from './tree-rows.js';

interface RowMenuHost extends EventTarget {
  readonly project: Project | null;
}

export interface RowActions {
  rename(): void;
  delete(): void;
  create(kind: 'new-file' | 'new-folder'): void;
}

/** What can be done with a file or folder by who is looking at it. */
export function rowMenu(host: RowMenuHost, row: TreeRow, actions: RowActions): MenuEntry[] {
  const {project} = host;
  const mayEdit = project?.may('edit') ?? false;
  const mayAsk = project?.state.ai != null && project.may('prompt');
  const {fileId, path} = row;
  const groups: MenuEntry[][] = [
    mayEdit && fileId === null
      ? [
          {label: 'New file', icon: 'file-plus', select: () => actions.create('new-file')},
          {label: 'New folder', icon: 'folder-plus', select: () => actions.create('new-folder')},
        ]
      : [],
    [
      ...(mayEdit ? [{label: 'Rename', icon: 'rename', hint: 'F2', select: actions.rename} as const] : []),
      {label: 'Copy path', icon: 'copy', select: () => void navigator.clipboard.writeText(path)},
      ...(fileId === null || !project
        ? []
        : [
            {
              label: 'Download',
              icon: 'download',
              select: () => void download(project, fileId, row.name),
            } as const,
          ]),
    ],
    mayAsk
      ? [
          {
            label: 'Ask @ai about it',
            icon: 'chat',
            select: () => host.dispatchEvent(new ChatDraftRequest(`@ai In ${path}: `)),
          },
        ]
      : [],
    mayEdit ? [{label: 'Delete', icon: 'trash', hint: '⌫', isDanger: true, select: actions.delete}] : [],
  ];
  return groups
    .filter((group) => group.length)
    .flatMap((group, index): MenuEntry[] => (index ? ['separator', ...group] : group));
}

async function download(project: Project, fileId: string, name: string): Promise<void> {
  const document = await project.openDocument(fileId);
  const link = window.document.createElement('a');
  link.href = URL.createObjectURL(new Blob([document.text.toString()]));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
  document.release();
}
