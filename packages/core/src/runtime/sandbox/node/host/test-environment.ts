import type {FileSystem} from '../../worker/files/file-system.js';

const configured = /\benvironment\s*:\s*['"](jsdom|happy-dom)['"]/;
const commented = /@(?:vitest|jest)-environment\s+(jsdom|happy-dom)/;
const configurationFile = /^\/vite(?:st)?\.config\.[cm]?[jt]s$/;

/** The document that tests ask for, in a configuration file or at the top of their own; it is read, never run. */
export function askedEnvironment(files: FileSystem, tests: readonly string[]): string | undefined {
  const configurations = files.paths().filter((path) => configurationFile.test(path));
  for (const [paths, pattern] of [
    [configurations, configured],
    [tests, commented],
  ] as const) {
    for (const path of paths) {
      const found = pattern.exec(files.readText(path))?.[1];
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
