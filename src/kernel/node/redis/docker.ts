import { spawn } from 'node:child_process';
import * as l10n from '@vscode/l10n';
import type { Errand } from './errand.ts';
import { follow } from './guard.ts';
import { didNotStart, newPassword, untilReady } from './ready.ts';
import { run } from './run.ts';
import type { RedisServer } from '../../redisServer.ts';

/** The image that is taken where docker is what brings the server. */
const IMAGE = 'valkey/valkey:8';

const PORT = 6379;

/** How long docker's daemon may take to answer, in ms. */
const DAEMON_MS = 5000;

/**
 * What runs in the container: the first line of its input is the password. The end of its input comes when docker's
 * client is gone in whatever way; then the server ends, and with it the container.
 */
const IN_CONTAINER = `
exec 3<&0
read -r password <&3
valkey-server --save '' --appendonly no --requirepass "$password" 3<&- &
server=$!
(while read -r _ <&3; do :; done; kill -KILL "$server") &
wait "$server"
kill $!`;

/** Whether docker can run something: often only its client is installed, and its daemon does not answer. */
export async function hasDocker({ env, signal }: Errand): Promise<boolean> {
  const asked = run('docker', ['info', '--format', '{{.ServerVersion}}'], {
    ...(env && { env }),
    ...(signal && { signal }),
    timeout: DAEMON_MS,
  });
  const { code, stdout } = await asked;
  return code === 0 && stdout.trim() !== '';
}

/** Starts a server in a container that goes away with it, on a port that only this machine reaches. */
export async function startInDocker({ env = process.env, report, signal }: Errand): Promise<RedisServer> {
  report?.(l10n.t('Starting {0} in docker, which fetches it once …', IMAGE));
  const password = newPassword();
  const name = `cachebook-${newPassword().slice(0, 16)}`;
  const options = ['--rm', '--interactive', '--name', name, '--publish', `127.0.0.1::${PORT}`];
  const client = spawn('docker', ['run', ...options, IMAGE, 'sh', '-c', IN_CONTAINER], {
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
    env,
  });
  client.stdin.write(`${password}\n`);
  const container = follow(client);
  const begun = await untilReady(container, signal);
  const port = 'lines' in begun ? undefined : await portOf(name, env);
  if ('lines' in begun || port === undefined) {
    await container.stop();
    signal?.throwIfAborted();
    throw didNotStart(`docker run ${IMAGE}`, 'lines' in begun ? begun : { lines: [] });
  }
  const url = `redis://:${password}@127.0.0.1:${port}`;
  return { url, title: begun.title, ended: container.ended, stop: () => container.stop() };
}

/** The port of this machine that docker has chosen. */
async function portOf(name: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const { stdout } = await run('docker', ['port', name, `${PORT}/tcp`], { env });
  return /:(\d+)\s*$/m.exec(stdout)?.[1];
}
