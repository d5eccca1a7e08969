/** The name a package list is installed under: a folder name that tells what is in it. */
export function entryName(packages: readonly string[], variant?: string): string {
  const parts = [...packages, ...(variant === undefined ? [] : [variant])];
  return parts.map((name) => name.replace(/^@/, '').replaceAll('/', '-')).join('+');
}
