import {nameOf} from '@codecraft/core/files';
import type {AppFailure} from '@codecraft/core/project';
import type {FileEntry} from '@codecraft/core/protocol';

/** What happened, where: `TodoItem.tsx stopped at line 14`. */
export function headline({kind, line}: AppFailure, file: FileEntry | undefined): string {
  const name = file ? nameOf(file.path) : 'The app';
  const verb = kind === 'compile' ? 'does not compile' : 'stopped';
  return line && file ? `${name} ${verb} at line ${line}` : `${name} ${verb}`;
}
