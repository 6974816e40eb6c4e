/** The oldest Node.js this project runs on; also `engines` in package.json. */
const oldest = [20, 19];

/** Ends the process with a sentence when this Node.js is too old. */
export function requireNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return;
  stop(
    `CodeCraft AI needs Node.js ${oldest.join('.')} or newer; this is ${version}. Install a newer one from https://nodejs.org and run it again.`,
  );
}

/** Says why in one sentence and ends with 1. */
export function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
