import type {ProjectState} from '@codecraft/core/project';

/** Whether I look at a project without an account. */
export function isGuest({mode, status, me}: ProjectState): boolean {
  return mode === 'connected' && status === 'ready' && me === null;
}
