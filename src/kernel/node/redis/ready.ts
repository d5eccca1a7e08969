import { randomBytes } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import { HumanError } from '../../../lessons/humanError.ts';
import type { Guarded } from './guard.ts';

/** So much of what a server has said is kept for the case that it does not start, in lines. */
const LAST_LINES = 5;

/** A server that has not begun, and what it said last. */
export interface Failed {
  readonly lines: readonly string[];
}

/** A server that lets clients in. */
export interface Ready {
  readonly pid: number;
  /** `Redis 7.0.15` */
  readonly title: string;
}

/** Waits for the line in which a server says that it lets clients in. Called off, it has not begun. */
export async function untilReady(
  { ended, onLine }: Guarded,
  signal: AbortSignal | undefined,
): Promise<Ready | Failed> {
  const lines: string[] = [];
  const said = { pid: 0, title: '' };
  let stopListening: () => void = () => undefined;
  const hasBegun = await new Promise<boolean>((resolve) => {
    onLine((line) => {
      const [, pid] = /^pid (\d+)$/.exec(line) ?? [];
      if (pid !== undefined) said.pid = Number(pid);
      else if (line !== '' && lines.push(line) > LAST_LINES) lines.shift();
      const [, name = '', version] = /\b(Redis|Valkey) version=([\d.]+)/i.exec(line) ?? [];
      if (version !== undefined) said.title = `${name} ${version}`;
      if (/ready to accept connections/i.test(line)) resolve(true);
    });
    void ended.then(() => resolve(false));
    const callOff = (): void => resolve(false);
    signal?.addEventListener('abort', callOff);
    stopListening = () => signal?.removeEventListener('abort', callOff);
    if (signal?.aborted) callOff();
  });
  stopListening();
  return hasBegun ? said : { lines };
}

export function didNotStart(what: string, { lines }: Failed): HumanError {
  return new HumanError(
    l10n.t(
      'The server "{0}" did not start. It said: {1}. Name another one in the setting cachebook.redis.server.',
      what,
      lines.at(-1)?.replace(/\.$/, '') ?? l10n.t('nothing'),
    ),
  );
}

/** Nobody can guess it. */
export function newPassword(): string {
  return randomBytes(24).toString('hex');
}
