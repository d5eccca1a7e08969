/** What VS Code and a renderer of notebook outputs are for each other, as far as we use it. */
import type { HostToRenderer, RendererToHost } from '../../protocol/renderer.ts';

export interface OutputItem {
  /** Stays the same as long as the output is there. */
  readonly id: string;
  /** The data as text; JSON, by our MIME type. */
  text(): string;
}

export interface RendererContext {
  /** Absent where VS Code has no extension host to talk to. */
  readonly postMessage?: (message: RendererToHost) => void;
  readonly onDidReceiveMessage?: (listener: (message: HostToRenderer) => void) => unknown;
}

export interface OutputRenderer {
  /** Draws an item. An item that is drawn again, with new data, comes with the element it is drawn in. */
  renderOutputItem(item: OutputItem, element: HTMLElement): void;
  /** An output is gone; without an id, all are. */
  disposeOutputItem(id?: string): void;
}
