/** What takes its time while a person waits. */
export interface Errand {
  /** The environment of the programs that do it. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** Tells what is being done. */
  readonly report?: ((text: string) => void) | undefined;
  /** Calls it off. */
  readonly signal?: AbortSignal | undefined;
}
