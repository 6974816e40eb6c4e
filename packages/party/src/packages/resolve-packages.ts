import {CodecraftError} from '@codecraft/core/errors';
import type {PackageLock, PackagesRequest} from '@codecraft/core/protocol';
import {Candidates} from './candidates.js';
import type {GatewayLimits} from './gateway-limits.js';
import type {PackumentStore} from './packument-store.js';
import {type Problem, placePackages} from './place-packages.js';
import {isAlias} from './specifier.js';
import {writeLock} from './write-lock.js';

interface ResolveOptions {
  packuments: PackumentStore;
  limits: GatewayLimits;
}

const maxToldProblems = 5;

/**
 * The lock for what a project asks for: collect what could be needed, place it, write it down.
 *
 * @throws CodecraftError `package-missing`, `unsupported`, `too-large`, `limit-reached` naming every package meant;
 *   `unavailable` where the registry is
 */
export async function resolvePackages(
  {dependencies, provided = {}}: PackagesRequest,
  {packuments, limits}: ResolveOptions,
): Promise<PackageLock> {
  const asked = new Map(Object.entries(dependencies));
  // A project that says `"react": "npm:other"` wants the other one.
  const brought = new Map(Object.entries(provided).filter(([name]) => !isAlias(asked.get(name) ?? '')));
  const candidates = new Candidates(packuments, brought.keys(), limits);
  await candidates.collect(asked);
  const {project, problems} = placePackages({
    dependencies: asked,
    provided: brought,
    candidates,
    maxPackages: limits.maxPackages,
  });
  if (problems[0]) throw problemsError(problems[0], problems);
  return writeLock(project, candidates, limits);
}

function problemsError(first: Problem, all: Problem[]): CodecraftError {
  const sentences = [...new Set(all.map(sentenceOf))];
  const told = sentences.slice(0, maxToldProblems);
  const rest = sentences.length - told.length;
  if (rest > 0) told.push(`And ${rest} more.`);
  return new CodecraftError(first.error.code, told.join(' '), {cause: first.error});
}

function sentenceOf({edge: {from}, error}: Problem): string {
  const who = from.manifest;
  return who ? `${error.message} ${who.name}@${who.version} needs it.` : error.message;
}
