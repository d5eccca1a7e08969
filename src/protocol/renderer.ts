/** Messages between the host and the renderer of notebook outputs, which cannot know the person's language by itself. */
import * as v from 'valibot';
import { SessionOrigin, Step } from './dashboard.ts';
import type { Recorded } from './recorded.ts';

/**
 * `ready` comes once, when the first output is to be drawn; `init` answers. `show` asks for a moment of a cache in the
 * dashboard, `showOrigin` for the line that has caused an event, `now` for all events of a shown cache up to now.
 */
export const RendererToHost = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('show'), step: Step }),
  v.object({ type: v.literal('showOrigin'), ...SessionOrigin.entries }),
  v.object({ type: v.literal('now'), session: v.string(), cache: v.number() }),
]);
export type RendererToHost = v.InferOutput<typeof RendererToHost>;

export type HostToRenderer =
  | {
      readonly type: 'init';
      /** The display language of VS Code as a BCP 47 tag. */
      readonly language: string;
      /** The translations of the display language, keyed by the English text; without them English stays. */
      readonly l10n?: Readonly<Record<string, unknown>> | undefined;
    }
  /** All events of a cache, as `now` has asked for. */
  | { readonly type: 'recorded'; readonly recorded: Recorded };
