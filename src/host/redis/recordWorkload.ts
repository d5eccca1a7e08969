import type { Uri } from 'vscode';
import { l10n, ProgressLocation, window } from 'vscode';
import { HumanError } from '../../lessons/humanError.ts';
import { keysLookedUp } from './monitorLine.ts';
import { askWhereTo, writeWhole } from '../files.ts';
import type { Redis } from '../platform.ts';
import { checkedAddress } from './address.ts';
import { LoginRefused, type Passwords } from './passwords.ts';

/** A recording ends when it has so many requests, … */
const MAX_REQUESTS = 1_000_000;

/** … or so many characters of keys. */
const MAX_TEXT = 64 * 2 ** 20;

/** How long a recording may be, in seconds. */
const DURATIONS = [10, 30, 60, 300];

const MAX_SECONDS = 300;

/** What a program gives, where nobody is asked. */
interface Order {
  readonly address?: unknown;
  readonly seconds?: unknown;
  readonly target?: Uri;
}

/** What became of it. */
interface Recorded {
  readonly requests: number;
  readonly uri: string;
}

/**
 * Records which keys a server is asked for, for a while, into a file with one key a line. Values are seen by nobody: they
 * pass through and are dropped. Nothing where the person has given up.
 */
export async function recordWorkload(
  redis: Redis,
  passwords: Passwords,
  askAddress: () => Promise<string | undefined>,
  order: Order = {},
): Promise<Recorded | undefined> {
  const isAsked = order.target === undefined;
  const address = order.address === undefined ? await askAddress() : checkedAddress(order.address);
  if (address === undefined || (isAsked && !(await isWarned(address)))) return undefined;
  const seconds = isAsked ? await askSeconds() : checkedSeconds(order.seconds);
  const target = order.target ?? (seconds === undefined ? undefined : await askTarget());
  const login = target && (await passwords.ask(address));
  if (seconds === undefined || !target || !login) return undefined;
  const keys = await record(redis, address, login.password, seconds).catch(async (error: unknown) => {
    if (error instanceof LoginRefused) await passwords.forget(address);
    throw error;
  });
  await passwords.keep(address, login);
  if (!keys) return undefined;
  if (keys.length === 0)
    throw new HumanError(
      l10n.t(
        'Nobody has asked {0} for a key in {1} s, so no file was written. Record while it works.',
        address,
        seconds,
      ),
    );
  await writeWhole(target, `${keys.join('\n')}\n`);
  void window.showInformationMessage(
    l10n.t('{0} requests were recorded, one key a line: {1}', keys.length, target.fsPath),
  );
  return { requests: keys.length, uri: target.toString() };
}

async function isWarned(address: string): Promise<boolean> {
  const start = l10n.t('Record');
  const chosen = await window.showWarningMessage(
    l10n.t('Record which keys {0} is asked for?', address),
    {
      modal: true,
      detail: l10n.t(
        'MONITOR makes the server tell every command of every client. It becomes slower meanwhile, often to half of what it can do, and what it tells holds values in clear. Cachebook keeps the keys of look-ups alone, in a file of your choice. Do not record where keys are secrets.',
      ),
    },
    start,
  );
  return chosen === start;
}

async function askSeconds(): Promise<number | undefined> {
  const items = DURATIONS.map((seconds) => ({ label: l10n.t('{0} seconds', seconds), seconds }));
  const chosen = await window.showQuickPick(items, {
    title: l10n.t('How long is recorded?'),
    ignoreFocusOut: true,
  });
  return chosen?.seconds;
}

function checkedSeconds(seconds: unknown): number {
  if (typeof seconds === 'number' && seconds > 0 && seconds <= MAX_SECONDS) return seconds;
  throw new HumanError(l10n.t('A recording takes a number of seconds above 0 and at most {0}.', MAX_SECONDS));
}

function askTarget(): Promise<Uri | undefined> {
  return askWhereTo({
    title: l10n.t('Save the Recorded Keys'),
    name: 'workload.txt',
    filters: { [l10n.t('Keys, one a line')]: ['txt'] },
  });
}

/** The keys in order; nothing where the person has called it off. */
async function record(
  redis: Redis,
  address: string,
  password: string | undefined,
  seconds: number,
): Promise<readonly string[] | undefined> {
  const options = {
    location: ProgressLocation.Notification,
    cancellable: true,
    title: l10n.t('Recording {0} for {1} s', address, seconds),
  };
  return window.withProgress(options, async (progress, token) => {
    const over = new AbortController();
    token.onCancellationRequested(() => over.abort());
    const keys: string[] = [];
    let room = MAX_TEXT;
    const timer = setTimeout(() => over.abort(), seconds * 1000);
    const counting = setInterval(
      () => progress.report({ message: l10n.t('{0} requests', keys.length) }),
      500,
    );
    try {
      await redis.monitor(address, password, over.signal, (line) => {
        if (over.signal.aborted) return;
        for (const key of keysLookedUp(line)) {
          keys.push(key);
          room -= key.length;
        }
        if (keys.length >= MAX_REQUESTS || room <= 0) over.abort();
      });
    } finally {
      clearTimeout(timer);
      clearInterval(counting);
    }
    return token.isCancellationRequested ? undefined : keys;
  });
}
