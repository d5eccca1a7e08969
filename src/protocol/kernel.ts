/** Messages between the host and a kernel. A kernel runs one session; it is ended by ending its process. */
import * as v from 'valibot';
import type { ProxySettings } from './proxy.ts';
import { ScenarioResult, SessionDelta } from './session.ts';

/** What a scenario may know of the person's settings. */
export interface ScenarioSettings {
  /** What is set as the address of a feed; absent for the embedded server. It can be anything that JSON can say. */
  readonly feedUrl?: unknown;
  /** How long a single request may take, in seconds. */
  readonly timeoutSeconds: number;
  /** Only where the feed is not the embedded one: nothing else goes through it. */
  readonly proxy?: ProxySettings | undefined;
}

export type HostToKernel =
  | {
      readonly type: 'run';
      readonly scenario: string;
      readonly params: Readonly<Record<string, unknown>>;
      readonly settings: ScenarioSettings;
      /** The translations of the display language, keyed by the English text. */
      readonly l10n?: Readonly<Record<string, unknown>> | undefined;
    }
  | { readonly type: 'clear'; readonly cache: string };

export const KernelToHost = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('events'), delta: SessionDelta }),
  v.object({ type: v.literal('finished'), result: ScenarioResult }),
  v.object({ type: v.literal('failed'), message: v.string(), detail: v.string() }),
]);
export type KernelToHost = v.InferOutput<typeof KernelToHost>;
