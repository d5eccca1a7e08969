/**
 * Where VS Code comes from: a `server` from the npm registry, shown in a browser, or the `desktop` application as its
 * maker publishes it. The servers of npm are complete for Linux on x64 only.
 */
export type VsCodeKind = 'server' | 'desktop';

/** The kind of VS Code that `npm start` and `npm test` bring on a system. */
export function vsCodeKind(
  platform: NodeJS.Platform = process.platform,
  arch: string = process.arch,
): VsCodeKind {
  return platform === 'linux' && arch === 'x64' ? 'server' : 'desktop';
}

/** Says why what a person sees is not checked where VS Code is a desktop application. */
export const NO_E2E =
  'e2e: what a person sees is looked at in a VS Code in a browser, which Cachebook brings on Linux on x64 only';
