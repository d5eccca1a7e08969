/**
 * Messages between the host and the page of the lab. The page says `ready` and gets `lab`, and again after everything
 * that changes what is known. While the host works it tells `busy`, and `idle` at the end.
 */
import * as v from 'valibot';
import type { CurveData, RunResult, Wording, Worth } from '../lab/index.ts';
import { SavedFile } from './dashboard.ts';
import type { TraceFacts } from './lab.ts';

export type HostToLabView =
  | {
      readonly type: 'lab';
      readonly lab: ShownLab | null;
      /** Why there is none although one was asked for. */
      readonly why?: string | undefined;
      /** What the page is to keep over a reload of the window; it does not look into it. */
      readonly memory?: unknown;
    }
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
  readonly worth: Worth;
  /** What a call took on average while it was recorded, in ms; undefined where that is not known. */
  readonly measured?: number | undefined;
  /** What stands beside it. */
  readonly sides: readonly ShownSide[];
}

/** Another trace, or a part of this one. */
export interface ShownSide {
  readonly title: string;
  readonly requests: number;
  readonly distinct: number;
  readonly curve: CurveData;
  /** The size that is advised; undefined where none is. */
  readonly advised?: number | undefined;
  readonly advice: Wording;
}

/** How many traces and parts may stand beside one. */
export const MOST_SIDES = 3;

/** The advice as a person reads it. */
export interface AdviceText {
  readonly size: Wording;
  readonly worth: Wording;
  readonly policy?: Wording | undefined;
  readonly change?: Wording | undefined;
  /** What has to be known beside: that a sample stands for all, and what of the file was not used as it stands there. */
  readonly notes: readonly string[];
}

const positive = v.pipe(v.number(), v.finite(), v.minValue(0));
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** What a person says of their cache: costs in ms or in money, bytes, and how long a result is good in ms. */
export const LabInputs = v.object({
  missCost: v.optional(positive),
  lookupCost: v.optional(positive),
  entryBytes: v.optional(positive),
  memory: v.optional(positive),
  lifetimeMs: v.optional(positive),
});
export type LabInputs = v.InferOutput<typeof LabInputs>;

/** Requests that follow each other, from 1; both ends are among them. */
export const TracePart = v.object({
  from: v.pipe(whole, v.minValue(1)),
  to: v.pipe(whole, v.minValue(1)),
});

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
  /** Reads again what was remembered. */
  v.object({ type: v.literal('again') }),
  /** Puts another trace beside this one; the person is asked which. */
  v.object({ type: v.literal('compare'), kind: v.picklist(['file', 'recording']) }),
  /** Puts a part of this trace beside the whole. */
  v.object({ type: v.literal('comparePart'), part: TracePart }),
  /** Takes away what stands at a place beside it. */
  v.object({ type: v.literal('remove'), place: whole }),
  v.object({ type: v.literal('save'), name: v.string(), files: v.array(SavedFile) }),
  v.object({ type: v.literal('export') }),
  /** Shows a request, from 1, in the time machine. */
  v.object({ type: v.literal('step'), request: v.pipe(whole, v.minValue(1)), policy: v.string() }),
]);
export type LabViewToHost = v.InferOutput<typeof LabViewToHost>;
