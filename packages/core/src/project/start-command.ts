import {CodecraftError} from '../errors.js';

/** How a project is started: what to install first, and the command that serves it. */
export interface StartPlan {
  readonly install: boolean;
  readonly command: string;
  readonly args: readonly string[];
}

/**
 * Reads `package.json` the way people start projects: `npm run dev`, else `npm start`.
 * Without one, the files are served as they are.
 *
 * @throws CodecraftError when `package.json` is not JSON, or names nothing to start.
 */
export function planStart(packageJson: string | undefined): StartPlan {
  if (packageJson === undefined) return {install: false, command: 'npx', args: ['serve']};
  const {scripts, hasDependencies} = readPackage(packageJson);
  const script = ['dev', 'start'].find((name) => typeof scripts[name] === 'string');
  if (!script) {
    throw new CodecraftError(
      'runtime-failed',
      'package.json has no “dev” or “start” script. Add one, such as "dev": "vite".',
    );
  }
  return {install: hasDependencies, command: 'npm', args: script === 'start' ? ['start'] : ['run', script]};
}

/**
 * How a project is built: what to install first; then `npm run build`.
 *
 * @throws CodecraftError when there is nothing to build.
 */
export function planBuild(packageJson: string | undefined): {readonly install: boolean} {
  const {scripts, hasDependencies} = readPackage(packageJson ?? '{}');
  if (typeof scripts['build'] === 'string') return {install: hasDependencies};
  throw new CodecraftError(
    'runtime-failed',
    packageJson === undefined
      ? 'There is no package.json, so the files are what is served. Download the project instead.'
      : 'package.json has no “build” script. Add one, such as "build": "vite build".',
  );
}

function readPackage(text: string): {scripts: Record<string, unknown>; hasDependencies: boolean} {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CodecraftError('runtime-failed', `package.json is not valid JSON: ${reason}.`, {cause});
  }
  const fields = isRecord(value) ? value : {};
  return {
    scripts: isRecord(fields.scripts) ? fields.scripts : {},
    hasDependencies: isRecord(fields.dependencies) || isRecord(fields.devDependencies),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
