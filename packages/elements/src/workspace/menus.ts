import type {Project} from '@codecraft/core/project';
import type {MenuEntry} from '../internal/menu.js';
import {type Theme, themeNames} from './theme-choice.js';

export interface WorkspaceMenu {
  readonly project: Project;
  readonly theme: Theme | '';
  onTheme(theme: Theme): void;
  onRename(): void;
  onProjects(): void;
  onSettings(): void;
  onInvite(): void;
  onReset(): void;
  /** What concerns who one is, such as signing out. */
  readonly account: readonly MenuEntry[];
  onDownload(): void;
  onDownloadBuild(): void;
}

/** What the project's name opens. */
export function nameMenu(menu: WorkspaceMenu): MenuEntry[] {
  return [
    ...(menu.project.may('rename')
      ? [{label: 'Rename', icon: 'rename', select: menu.onRename} as const]
      : []),
    ...settingsEntry(menu),
    {label: 'All projects', icon: 'folder', select: menu.onProjects},
  ];
}

/** Everything else that concerns the whole project, and how this browser shows it. */
export function projectMenu(menu: WorkspaceMenu, isNarrow: boolean): MenuEntry[] {
  const {project} = menu;
  const isConnected = project.state.mode === 'connected';
  const groups: MenuEntry[][] = [
    isNarrow && isConnected && project.may('invite')
      ? [{label: 'Invite', icon: 'people', select: menu.onInvite}]
      : [],
    settingsEntry(menu),
    project.canReset ? [{label: 'Reset to the page’s files', icon: 'undo', select: menu.onReset}] : [],
    [
      {label: 'Download project', icon: 'download', select: menu.onDownload},
      {label: 'Build and download', icon: 'download', select: menu.onDownloadBuild},
    ],
    (Object.keys(themeNames) as Theme[]).map((theme) => ({
      label: themeNames[theme],
      ...(theme === 'system' ? {hint: 'Theme'} : {}),
      isChecked: theme === (menu.theme || 'system'),
      select: () => menu.onTheme(theme),
    })),
    isConnected ? [...menu.account] : [],
  ];
  return groups
    .filter((group) => group.length)
    .flatMap((group, index): MenuEntry[] => (index ? ['separator', ...group] : group));
}

function settingsEntry({project, onSettings}: WorkspaceMenu): MenuEntry[] {
  const hasSettings = project.state.mode === 'connected' && project.may('settings');
  return hasSettings ? [{label: 'Settings', icon: 'settings', select: onSettings}] : [];
}
