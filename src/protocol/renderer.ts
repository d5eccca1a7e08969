/** Messages between the host and the renderer of notebook outputs. */
import type { RichValue } from './cells.ts';

/** Comes once, when the first output is to be drawn. `init` answers. */
export interface RendererToHost {
  readonly type: 'ready';
}

export type HostToRenderer =
  | {
      readonly type: 'init';
      /** The display language of VS Code as a BCP 47 tag. */
      readonly language: string;
      /** The translations of the display language, keyed by the English text; without them English stays. */
      readonly l10n?: Readonly<Record<string, unknown>> | undefined;
    }
  /** Draws a value anew where it is shown. VS Code lets nobody change an output after its cell's end. */
  | { readonly type: 'redraw'; readonly display: string; readonly value: RichValue };

/** What the host writes beside an output, so that it can be named in `redraw`. */
export interface OutputMetadata {
  readonly display?: string;
}
