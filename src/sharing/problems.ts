import * as l10n from '@vscode/l10n';
import { messageOf } from './keys.ts';

/** What servers answer when they cannot do something, and what to do. */
const sentences: Readonly<Record<string, () => string>> = {
  OOM: () =>
    l10n.t(
      'The server is full and its policy lets nothing go (OOM). Give it more memory, or set maxmemory-policy to allkeys-lru.',
    ),
  READONLY: () => l10n.t('This server is a replica and takes no writes. Connect to its primary.'),
  LOADING: () => l10n.t('The server is still loading its data. It is tried again by itself.'),
  MISCONF: () =>
    l10n.t(
      'The server takes no writes because it cannot save (MISCONF). Look into its log, or switch its snapshots off.',
    ),
  NOPERM: () =>
    l10n.t(
      'This user of the server may not do this (NOPERM). It needs eval, evalsha, get, set, del, exists, pttl, pexpire and client|tracking on the keys of the cache.',
    ),
  NOAUTH: () =>
    l10n.t('The server asks for a password. Give it in the options of connectShared or in the URL.'),
  WRONGPASS: () =>
    l10n.t(
      'The server does not accept this user and password. Correct them in the options of connectShared or in the URL.',
    ),
  MASTERDOWN: () => l10n.t('This server is a replica that has lost its primary. Connect to a primary.'),
  CLUSTERDOWN: () =>
    l10n.t('The cluster is down: not all of its slots are served. It is tried again by itself.'),
  MOVED: () =>
    l10n.t(
      'This server is a part of a cluster and has sent the request on. Connect with connectShared, which knows clusters.',
    ),
  NOREPLICAS: () => l10n.t('The server takes no writes because too few replicas follow it (NOREPLICAS).'),
  BUSY: () => l10n.t('The server is busy with a script of somebody else. It is tried again by itself.'),
  NOPROTO: () =>
    l10n.t(
      'The server does not speak RESP3, by which it tells what has changed. Redis from 6 on and Valkey do.',
    ),
};

/** What does not concern one command but the server as it is now. */
const away = ['LOADING', 'MASTERDOWN', 'CLUSTERDOWN', 'BUSY', 'NOAUTH'];

/** The word that a server's error begins with, undefined where no server has said it. */
export function codeOf(error: unknown): string | undefined {
  const code = /^([A-Z]+) /.exec(messageOf(error))?.[1];
  return code !== undefined &&
    (code in sentences || code === 'NOSCRIPT' || code === 'WRONGTYPE' || code === 'ERR')
    ? code
    : undefined;
}

/** Whether a server says that it can answer nothing now. */
export const isAway = (code: string): boolean => away.includes(code);

/** What is wrong and what to do, in a sentence. */
export function explain(error: unknown): string {
  const code = codeOf(error);
  if (/invalid bulk length/i.test(messageOf(error))) return tooLong();
  const sentence = code === undefined ? undefined : sentences[code];
  return sentence?.() ?? l10n.t('The server has answered: {0}', messageOf(error));
}

const tooLong = (): string =>
  l10n.t('The server takes no value of this size. Raise its proto-max-bulk-len, or share less at once.');

/** The most problems that are told. */
const MOST = 20;

/** Tells problems, each once. */
export class Problems {
  private readonly told = new Set<string>();

  constructor(private readonly hear: (problem: string) => void) {}

  tell(problem: string): void {
    if (this.told.has(problem) || this.told.size >= MOST) return;
    this.told.add(problem);
    try {
      this.hear(problem);
    } catch {
      // Who listens is a guest.
    }
  }

  /** Tells what a server has refused. That it did not answer is seen in the state. */
  tellAnswer(error: unknown): void {
    if (codeOf(error) !== undefined) this.tell(explain(error));
  }
}
