import type {PackageWarning} from '@codecraft/core/protocol';
import {validRange} from 'semver';
import type {Candidates} from './candidates.js';
import {fits} from './fits.js';
import type {Manifest} from './manifest.js';
import {type Edge, type PackageNode, resolveEdge} from './package-tree.js';
import {matches} from './specifier.js';

/** A dependency got another version than it asked for: the runtime's own, or the one its peers share. */
export function mismatchWarning(edge: Edge, candidates: Candidates): PackageWarning | undefined {
  const found = resolveEdge(edge);
  if (!found) return undefined;
  const {name, version} = found;
  if (found.isProvided ? rangeHas(edge.text, version) : fits(edge, found, candidates)) return undefined;
  const who = nameOf(edge.from);
  return {
    code: found.isProvided ? 'provided-mismatch' : 'peer-mismatch',
    package: `${name}@${version}`,
    message: `${who} asks for ${name} ${edge.text}; ${version} is used${found.isProvided ? ', which the runtime brings along' : ''}.`,
  };
}

/** A package made for some systems only: native code, as a rule, which a browser cannot run. */
export function platformWarning({name, version, platforms}: Manifest): PackageWarning | undefined {
  if (platforms.length === 0) return undefined;
  return {
    code: 'platform',
    package: `${name}@${version}`,
    message: `${name} is made for ${platforms.join(', ')} and may not run here.`,
  };
}

/** Nothing is run when packages are installed here; a package that builds or downloads a part of itself lacks it. */
export function scriptWarning({name, version, hasInstallScript}: Manifest): PackageWarning | undefined {
  if (!hasInstallScript) return undefined;
  return {
    code: 'install-script',
    package: `${name}@${version}`,
    message: `${name} runs a script when it is installed. It was not run, so a part of ${name} may be missing.`,
  };
}

/** Of what is not a range, such as a tag, nothing is known without asking the registry. */
const rangeHas = (text: string, version: string) =>
  validRange(text, {loose: true}) === null || matches(version, text);

const nameOf = ({name, parent}: PackageNode) => (parent ? name : 'The project');
