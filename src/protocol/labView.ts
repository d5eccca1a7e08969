/**
 * Messages between the host and the page of the lab. The page says `ready` and gets `lab`, and again after everything
 * that changes what is known. While the host works it tells `busy`, and `idle` at the end.
 */
import * as v from 'valibot';
import type { CurveData, RunResult, Wording } from '../lab/index.ts';
import { SavedFile } from './dashboard.ts';
import type { TraceFacts } from './lab.ts';

export type HostToLabView =
  | { readonly type: 'lab'; readonly lab: ShownLab | null }
  | { readonly type: 'busy'; readonly text: string }
  | { readonly type: 'idle' };

/** All that the page shows. */
export interface ShownLab {
  readonly title: string;
  readonly facts: TraceFacts;
  readonly curve: CurveData;
  /** The size that is advised; undefined where none is. */
  readonly advised?: number | undefined;
  readonly words: AdviceText;
  readonly inputs: LabInputs;
  /** The size that the league is for. */
  readonly mine: number;
  readonly league: readonly RunResult[];
  /** The ends of the windows by which the runs at `mine` are told. */
  readonly ends: Int32Array;
  /** Policies that a sample says nothing of. */
  readonly left: readonly string[];
  /** The policy that is recommended. */
  readonly policy?: string | undefined;
  /** The usual names of policies, by their ids. */
  readonly titles: Readonly<Record<string, string>>;
}

/** The advice as a person reads it. */
export interface AdviceText {
  readonly size: Wording;
  readonly policy?: Wording | undefined;
  readonly change?: Wording | undefined;
}

const positive = v.pipe(v.number(), v.finite(), v.minValue(0));
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** What a person says of their cache: costs in ms or in money, bytes. */
export const LabInputs = v.object({
  missCost: v.optional(positive),
  lookupCost: v.optional(positive),
  entryBytes: v.optional(positive),
  memory: v.optional(positive),
});
export type LabInputs = v.InferOutput<typeof LabInputs>;

export const LabViewToHost = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  /** Asks the person for a file. */
  v.object({ type: v.literal('choose') }),
  /** A file was dropped, by its address. */
  v.object({ type: v.literal('open'), uri: v.string() }),
  /** What the cache costs, and a size of which the curve is to tell exactly. */
  v.object({ type: v.literal('advise'), inputs: LabInputs, size: v.optional(whole) }),
  v.object({ type: v.literal('league'), size: whole }),
  v.object({ type: v.literal('cancel') }),
  v.object({ type: v.literal('save'), name: v.string(), files: v.array(SavedFile) }),
  v.object({ type: v.literal('export') }),
  /** Shows a request, from 1, in the time machine. */
  v.object({ type: v.literal('step'), request: v.pipe(whole, v.minValue(1)), policy: v.string() }),
]);
export type LabViewToHost = v.InferOutput<typeof LabViewToHost>;
