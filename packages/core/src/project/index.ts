export {type AppEntries, type AppStorage, BrowserAppStorage} from './app-storage.js';
export {BrowserDrafts, type Draft, type DraftStorage} from './drafts.js';
export type {OpenDocument} from './open-document.js';
export type {OutputLog} from './output-log.js';
export {createConnectedProject, createStandaloneProject, Project} from './project.js';
export type {BootRuntime} from './project-runtime.js';
export type {
  AppFailure,
  ChatEntry,
  ConnectionState,
  ConsoleEntry,
  ProjectState,
  RefusedEdit,
  RunState,
} from './project-state.js';
export type {ProjectTerminal, TerminalSize} from './project-terminal.js';
export type {RefusedWrite} from './runtime-writes.js';
