import type { NotebookDocument, Uri } from 'vscode';
import { l10n } from 'vscode';
import type { PythonCommand } from '../../protocol/kernel.ts';
import type { Output } from '../output.ts';
import type { Platform } from '../platform.ts';
import { redisServer } from '../settings.ts';
import type { SessionStore, ShowOrigin } from '../sessions/store.ts';
import { CacheSession } from './cacheSession.ts';
import type { RunMessage } from '../sessions/kernel.ts';
import { KernelClient } from '../sessions/kernel.ts';
import { trustedFolderOf } from './trust.ts';

/** What kernels of notebooks are started from. */
export interface KernelSources {
  readonly extensionUri: Uri;
  readonly platform: Platform;
  readonly store: SessionStore;
  readonly output: Output;
}

/** What the kernel of a notebook is for. */
export interface KernelUse {
  readonly onRun: (message: RunMessage) => void;
  /** Stops its session. */
  readonly interrupt: () => void;
  readonly showOrigin: ShowOrigin;
  /** What Python cells run in, if it is the person's own. */
  readonly python?: OwnPythonUse | undefined;
}

/** The person's own Python, ready for one kernel. */
export interface OwnPythonUse {
  readonly command: PythonCommand;
  /** Says how what runs in it is stopped. */
  stoppedBy(stop: () => void): void;
  /** The kernel has ended, and it with it. */
  ended(): void;
}

/** Starts a kernel for a notebook; its caches are a session. */
export function startKernel(
  { extensionUri, platform, store, output }: KernelSources,
  notebook: NotebookDocument,
  { onRun, interrupt, showOrigin, python }: KernelUse,
): KernelClient {
  const clearCache = (cache: number): void => kernel.clearCache(cache);
  const session = new CacheSession(store, notebook, { stop: interrupt, clearCache }, showOrigin);
  const folder = trustedFolderOf(notebook.uri);
  const kernel = new KernelClient(
    platform.launchKernel(extensionUri, folder),
    { folder, python: python?.command, redis: redisServer() },
    {
      onRun: (message) => onRun(message.type === 'display' ? session.withEvents(message) : message),
      onTick: (tick) => session.record(tick),
      onDelta: (delta) => session.say(delta),
      onBusy: (busy) => session.setBusy(busy),
      onLog: (text) => output.log(text),
      explainEnd: crashed,
    },
  );
  python?.stoppedBy(interrupt);
  void kernel.ended.then((end) => {
    session.end(end);
    python?.ended();
  });
  return kernel;
}

/** Starts a kernel that has nothing to do with the one of the notebook, and shows nothing. */
export function startKernelAside(
  { extensionUri, platform, output }: KernelSources,
  notebook: Uri,
  onRun: (message: RunMessage) => void,
): KernelClient {
  const folder = trustedFolderOf(notebook);
  const nothing = (): void => undefined;
  return new KernelClient(
    platform.launchKernel(extensionUri, folder),
    { folder },
    {
      onRun,
      onTick: nothing,
      onDelta: nothing,
      onBusy: nothing,
      onLog: (text) => output.log(text),
      explainEnd: (why) => why,
    },
  );
}

function crashed(reason: string): string {
  return l10n.t(
    'The kernel ended unexpectedly ({0}). All variables are gone; the next cell starts a new kernel.',
    reason,
  );
}
