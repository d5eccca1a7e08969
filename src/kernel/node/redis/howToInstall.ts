import { findOnPath } from './onPath.ts';

/** The package manager of a Linux | the one command that brings a server with it */
const LINUX = [
  ['apt-get', 'sudo apt install redis-server'],
  ['dnf', 'sudo dnf install valkey'],
  ['pacman', 'sudo pacman -S valkey'],
  ['zypper', 'sudo zypper install valkey'],
  ['apk', 'sudo apk add valkey'],
] as const;

/** The one command that brings a server to this system. No server is made for Windows; there it runs in docker. */
export function howToInstall(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'brew install valkey';
  if (platform === 'win32') return 'winget install Docker.DockerDesktop';
  const known = LINUX.find(([manager]) => findOnPath(manager, env, platform) !== undefined);
  return known?.[1] ?? 'docker pull valkey/valkey:8';
}
