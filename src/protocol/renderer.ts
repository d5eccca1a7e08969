/** Messages between the host and the renderer of notebook outputs, which cannot know the person's language by itself. */

/** Comes once, when the first output is to be drawn. `init` answers. */
export interface RendererToHost {
  readonly type: 'ready';
}

export interface HostToRenderer {
  readonly type: 'init';
  /** The display language of VS Code as a BCP 47 tag. */
  readonly language: string;
  /** The translations of the display language, keyed by the English text; without them English stays. */
  readonly l10n?: Readonly<Record<string, unknown>> | undefined;
}
