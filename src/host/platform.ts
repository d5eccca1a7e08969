import type { Event, Uri } from 'vscode';
import type { HostToKernel } from '../protocol/kernel.ts';
import type { Drawings } from '../protocol/drawing.ts';
import type { Environment } from './proxy.ts';

/** What differs between desktop and browser hosts: `node/` and `web/` give one each. */
export interface Platform {
  /** The environment variables of the host; none in a browser. */
  readonly environment: Environment;
  /** Starts a kernel, which runs in `folder`: a path, for a notebook that has one that is trusted. */
  launchKernel(extensionUri: Uri, folder?: string): Kernel;
  /** Loads what draws the values of notebooks for files. */
  loadDrawings(extensionUri: Uri): Promise<Drawings>;
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
