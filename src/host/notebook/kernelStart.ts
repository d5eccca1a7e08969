import type { NotebookDocument, Uri } from 'vscode';
import type { Output } from '../output.ts';
import type { Platform } from '../platform.ts';
import type { SessionStore } from '../sessions/store.ts';
import { CacheSession } from './cacheSession.ts';
import type { CellMessage } from './kernel.ts';
import { NotebookKernel } from './kernel.ts';
import { trustedFolderOf } from './trust.ts';

/** What kernels of notebooks are started from. */
export interface KernelSources {
  readonly extensionUri: Uri;
  readonly platform: Platform;
  readonly store: SessionStore;
  readonly output: Output;
}

/** Starts a kernel for a notebook; its caches are a session, which `interrupt` stops. */
export function startKernel(
  { extensionUri, platform, store, output }: KernelSources,
  notebook: NotebookDocument,
  onCell: (message: CellMessage) => void,
  interrupt: () => void,
): NotebookKernel {
  const clearCache = (cache: string): void => kernel.clearCache(cache);
  const session = new CacheSession(store, notebook, { stop: interrupt, clearCache });
  const folder = trustedFolderOf(notebook.uri);
  const kernel = new NotebookKernel(platform.launchNotebookKernel(extensionUri, folder), folder, {
    onCell,
    onDelta: (delta) => session.apply(delta),
    onBusy: (busy) => session.setBusy(busy),
    onLog: (text) => output.log(text),
  });
  void kernel.ended.then((end) => session.end(end));
  return kernel;
}
