/**
 * @typedef {{ version?: string, resolved?: string, integrity?: string, link?: boolean, optional?: boolean, devOptional?: boolean, peer?: boolean }} LockedPackage
 * @typedef {{ packages?: Record<string, LockedPackage> }} LockFile
 */

/**
 * Whether what npm installed is what package-lock.json asks for. npm writes node_modules/.package-lock.json as the very
 * last step of an installation, so a stopped one has none.
 * @param {LockFile} wanted package-lock.json
 * @param {LockFile} installed node_modules/.package-lock.json
 * @returns {boolean}
 */
export function isInstalled(wanted, installed) {
  const have = installed.packages ?? {};
  const want = wanted.packages ?? {};
  const missing = Object.keys(want).filter((name) => name !== '' && !have[name] && !want[name]?.optional);
  const other = Object.keys(have).filter((name) => identity(have[name]) !== identity(want[name]));
  return missing.length === 0 && other.length === 0;
}

/** @param {LockedPackage | undefined} entry */
function identity(entry) {
  return entry && `${entry.version ?? ''} ${entry.integrity ?? ''}`;
}
