import type { Event, Uri } from 'vscode';
import type { HostToKernel } from '../protocol/kernel.ts';

/** What differs between desktop and browser hosts: `node/` and `web/` give one each. */
export interface Platform {
  /** Starts a kernel of its own for one session. */
  launchKernel(extensionUri: Uri): Kernel;
}

/** A running kernel: what it says is validated by whoever listens. */
export interface Kernel {
  readonly onDidReceiveMessage: Event<unknown>;
  /** Fires once, when nothing of the kernel is left; tells why in a few words. */
  readonly onDidExit: Event<string>;
  /** Fires with what the kernel writes to its error stream. */
  readonly onDidLog: Event<string>;
  send(message: HostToKernel): void;
  /** Ends the kernel and all it has started, at once, whatever it is doing. */
  kill(): void;
}
