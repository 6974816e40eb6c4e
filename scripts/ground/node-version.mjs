/** The oldest Node.js this project runs on; also `engines` in package.json. */
const oldest = [20, 19];

/** What is wrong with a version of Node.js, as a sentence; undefined when nothing is. */
export function nodeProblem(version) {
  const [major, minor] = version.split('.').map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return undefined;
  return `CodeCraft AI needs Node.js ${oldest.join('.')} or newer; this is ${version}. Install a newer one from https://nodejs.org and run it again.`;
}

/** Ends the process with a sentence when this Node.js is too old. */
export function requireNode() {
  const problem = nodeProblem(process.versions.node);
  if (problem) stop(problem);
}

/**
 * Says why in one sentence and ends with 1.
 *
 * @returns {never}
 */
export function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
