import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { HumanError } from '../../../lessons/humanError.ts';
import { cacheFolder } from '../cacheFolder.ts';
import type { Errand } from './errand.ts';
import { fetchFromDebian, hasDebianPackages, keptServer } from './debian.ts';
import { hasDocker } from './docker.ts';
import { howToInstall } from './howToInstall.ts';
import { findOnPath, isProgram } from './onPath.ts';

/** Where a server comes from. */
export type Found =
  /** It runs already, and is not ours. */
  | { readonly kind: 'running'; readonly url: string }
  | { readonly kind: 'program'; readonly file: string; readonly libraries?: string | undefined }
  | { readonly kind: 'docker' };

export interface Search extends Errand {
  /** What the person has set: the address of a server that runs, or the path of a program. It can be anything. */
  readonly setting?: unknown;
  readonly platform?: NodeJS.Platform | undefined;
  /** The folder of what is kept. */
  readonly folder?: string | undefined;
  /** Whether a person has started what needs the server: nothing is fetched before. */
  readonly mayFetch?: boolean | undefined;
  /** What the programs that would do are called, and the packages that hold them, the preferred one first. */
  readonly programs?: readonly string[] | undefined;
}

const PROGRAMS = ['valkey-server', 'redis-server'];

const ADDRESS = /^(?:rediss?|valkeys?|unix):/i;

/**
 * Finds a Redis or Valkey server, or brings one: what is set, what is installed, what was fetched before, Debian's
 * packages, docker. Rejects with a `HumanError` that says what to do where there is none.
 */
export async function findServer(search: Search = {}): Promise<Found> {
  const { env = process.env, platform = process.platform, programs = PROGRAMS } = search;
  const { folder = cacheFolder(env) } = search;
  const named = namedServer(search.setting, env);
  if (named) return named;
  const installed = onPath(programs, env, platform);
  if (installed !== undefined) return { kind: 'program', file: installed };
  const kept = keptServer(folder, programs);
  if (kept) return { kind: 'program', ...kept };
  let reason: string | undefined;
  if (search.mayFetch && hasDebianPackages(env, platform)) {
    try {
      return { kind: 'program', ...(await fetchFromDebian(folder, programs, { ...search, env })) };
    } catch (error) {
      search.signal?.throwIfAborted();
      reason = error instanceof Error ? error.message : String(error);
    }
  }
  if (await hasDocker({ ...search, env })) return { kind: 'docker' };
  throw new HumanError(noServer(howToInstall(env, platform), reason));
}

/** What a person has named is taken, or said to be wrong. It is never passed over for another one. */
function namedServer(setting: unknown, env: NodeJS.ProcessEnv): Found | undefined {
  const isSet = setting !== undefined && setting !== null && setting !== '';
  const [name, value] = isSet
    ? ['cachebook.redis.server', setting]
    : ['CACHEBOOK_REDIS', env['CACHEBOOK_REDIS']];
  if (value === undefined || value === '') return undefined;
  const text = typeof value === 'string' ? value.trim() : '';
  if (ADDRESS.test(text)) return { kind: 'running', url: text };
  if (text !== '' && isProgram(text)) return { kind: 'program', file: path.resolve(text) };
  throw new HumanError(
    l10n.t(
      '{0} names no Redis or Valkey server. Give it the path of a program, as "/usr/bin/redis-server", or an address, as "redis://127.0.0.1:6379", or leave it empty.',
      name,
    ),
  );
}

function onPath(
  programs: readonly string[],
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): string | undefined {
  return programs.map((name) => findOnPath(name, env, platform)).find((file) => file !== undefined);
}

function noServer(command: string, reason: string | undefined): string {
  if (reason === undefined)
    return l10n.t(
      'This needs a Redis or Valkey server, and there is none on this machine. Get one with "{0}", or name one in the setting cachebook.redis.server, and run it again.',
      command,
    );
  return l10n.t(
    'This needs a Redis or Valkey server, and none could be fetched: {1}. Get one with "{0}", or name one in the setting cachebook.redis.server, and run it again.',
    command,
    reason.replace(/\.$/, ''),
  );
}
