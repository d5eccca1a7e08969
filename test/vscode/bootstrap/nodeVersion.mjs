/** The oldest Node that works: the floor of `engines.node` in package.json. */
const oldest = /** @type {const} */ ([20, 19]);

/**
 * Says what to do when this Node is too old.
 * @param {string} version as in `process.versions.node`
 * @returns {string | undefined} the message, or nothing when the version will do
 */
export function nodeVersionProblem(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return undefined;
  return `Cachebook needs Node ${oldest.join('.')} or newer; this is Node ${version}. Install a newer Node from https://nodejs.org and run the command again.`;
}
