import type { Curve } from './curve.ts';
import type { Reuse } from './worth.ts';

/** What a person knows of their cache. All may be left out. */
export interface AdviceInputs {
  /** What a miss costs, in ms or in money. */
  readonly missCost?: number | undefined;
  /** What a request costs in the cache itself, hit or miss, in the same unit. */
  readonly lookupCost?: number | undefined;
  /** What an entry takes, in bytes. */
  readonly entryBytes?: number | undefined;
  /** The most memory that the cache may take, in bytes. */
  readonly memory?: number | undefined;
  /** What a byte costs as long as the trace lasts, in the unit of `missCost`. */
  readonly bytePrice?: number | undefined;
  /** How long a result is good, in ms; for ever where it is not given. */
  readonly lifetimeMs?: number | undefined;
  /** How much of the best benefit may be given up for a smaller cache, 0 to 1. Default 0.05. */
  readonly tolerance?: number | undefined;
  /**
   * Of a recorded function that calls itself: how many of its requests missed in truth. Then only a size with which
   * nothing is computed twice can be told from these requests, and only if nothing was when they were recorded.
   */
  readonly nestedMisses?: number | undefined;
}

/** A size with what it brings. */
export interface Sized {
  readonly size: number;
  readonly hits: number;
  readonly misses: number;
  /** hits · missCost − requests · lookupCost − size · entryBytes · bytePrice; the hits where no cost is given. */
  readonly benefit: number;
}

/** A size at which very much is won at once: with a little less room it is lost. */
export interface Cliff {
  readonly below: Sized;
  readonly at: Sized;
}

/** What all advice tells of. */
interface Facts {
  readonly requests: number;
  readonly distinct: number;
  readonly repeats: number;
}

/** What a trace says of the size of its cache. */
export type Advice = Facts &
  (
    | {
        readonly kind: 'nothing';
        /**
         * `empty`: no requests. `no repeats`: no key comes twice. `too short`: none within the lifetime. `costs more`: the
         * cache itself costs more than it saves. `no room`: what fits into the memory answers nothing; `needs` is the
         * least size that does.
         */
        readonly why: 'empty' | 'no repeats' | 'too short' | 'costs more' | 'no room';
        /** Requests that a cache of any size could answer: the repeats that come within the lifetime. */
        readonly answerable: number;
        readonly needs: number;
      }
    /** Of a recursive function that computed something twice, or needs more than the memory: another cache gets other requests. */
    | { readonly kind: 'unknown' }
    /** Beyond this size there is not one hit more; `smaller` is one entry less. */
    | ({ readonly kind: 'enough'; readonly smaller: Sized; readonly cliff?: Cliff } & Sized)
    /**
     * The least size within the tolerance of the best benefit. `share` is how much of the reachable hits it has;
     * `smaller` and `larger` are half and twice of it.
     */
    | ({
        readonly kind: 'pays';
        readonly share: number;
        readonly smaller: Sized;
        readonly larger: Sized;
        readonly best: Sized;
        /** Whether the memory is what keeps it from being larger. */
        readonly isBound: boolean;
        readonly cliff?: Cliff;
      } & Sized)
  );

/** Up to this size, and up to a quarter of all keys, the size that is enough is advised as it is. */
const SMALL = 1000;
const SMALL_PART = 4;

/** A cliff is where a step of this part of the size wins this part of all that can be won. */
const STEP = 0.02;
const FALL = 0.25;

/**
 * What to do, from the curve of LRU. Nothing where nothing can be won. The size beyond which there is not one hit more
 * where it is small. Otherwise the least size that is nearly as good as the best one, which is looked for among all:
 * no bend of the curve is followed, for a curve with cliffs or a straight one has none where it pays. `reuse` says what
 * comes within the lifetime, where there is one.
 */
export function advise(curve: Curve, inputs: AdviceInputs = {}, reuse?: Reuse): Advice {
  const { requests, distinct, repeats, enough } = curve;
  const facts = { requests, distinct, repeats };
  const answerable = reuse?.hits ?? repeats;
  const nothing = (why: Extract<Advice, { kind: 'nothing' }>['why'], needs = 0): Advice => ({
    ...facts,
    kind: 'nothing',
    why,
    answerable,
    needs,
  });
  const { missCost, lookupCost = 0, nestedMisses } = inputs;
  if (requests === 0) return nothing('empty');
  if (repeats === 0) return nothing('no repeats');
  if (answerable === 0) return nothing('too short');
  const isRecursive = nestedMisses !== undefined;
  if (!isRecursive && missCost !== undefined && answerable * missCost <= requests * lookupCost)
    return nothing('costs more');
  const most = roomOf(inputs);
  const sized = sizer(curve, inputs);
  const cliff = cliffOf(curve, sized);
  const isEnough = {
    ...facts,
    kind: 'enough' as const,
    ...sized(enough),
    smaller: sized(Math.max(0, enough - 1)),
  };
  if (isRecursive)
    return enough <= most && nestedMisses <= distinct ? isEnough : { ...facts, kind: 'unknown' };
  if (curve.hits(most) === 0) return nothing('no room', curve.leastWith(1));
  const best = bestOf(curve, sized, most);
  if (missCost !== undefined && best.benefit <= 0) return nothing('costs more');
  const wanted = best.benefit - Math.abs(best.benefit) * (inputs.tolerance ?? 0.05);
  const isSmall = enough <= SMALL || enough <= distinct / SMALL_PART;
  const withCliff = cliff && { cliff };
  if (enough <= most && isSmall && sized(enough).benefit >= wanted) return { ...isEnough, ...withCliff };
  const chosen = leastWorth(curve, sized, best, wanted);
  return {
    ...facts,
    kind: 'pays',
    ...chosen,
    share: chosen.hits / repeats,
    smaller: sized(Math.floor(chosen.size / 2)),
    larger: sized(chosen.size * 2),
    best,
    isBound: bestOf(curve, sized, Infinity).benefit > best.benefit,
    ...withCliff,
  };
}

/** How many entries the memory has room for. */
function roomOf({ memory, entryBytes }: AdviceInputs): number {
  return memory === undefined || !entryBytes ? Infinity : Math.floor(memory / entryBytes);
}

type Sizer = (size: number) => Sized;

function sizer(
  curve: Curve,
  { missCost, lookupCost = 0, entryBytes = 0, bytePrice = 0 }: AdviceInputs,
): Sizer {
  return (size) => {
    const hits = curve.hits(size);
    const saved = missCost === undefined ? hits : hits * missCost - curve.requests * lookupCost;
    return { size, hits, misses: curve.requests - hits, benefit: saved - size * entryBytes * bytePrice };
  };
}

/** The size with the greatest benefit, the least of those. All are looked at: a curve may have cliffs. */
function bestOf(curve: Curve, sized: Sizer, most: number): Sized {
  let best = sized(0);
  for (let place = 0; place < curve.length && curve.sizeAt(place) <= most; place++) {
    const here = sized(curve.sizeAt(place));
    if (here.benefit > best.benefit) best = here;
  }
  // Between the sizes of an estimate.
  const last = Number.isFinite(most) ? sized(Math.min(most, curve.enough)) : best;
  return last.benefit > best.benefit ? last : best;
}

/** The least size that has the benefit that is wanted: up to the best one there is one. */
function leastWorth(curve: Curve, sized: Sizer, best: Sized, wanted: number): Sized {
  for (let place = 0; curve.sizeAt(place) < best.size; place++) {
    const here = sized(curve.sizeAt(place));
    if (here.benefit >= wanted) return here;
  }
  return best;
}

/** The largest fall of a curve, where it is one. The first entry is none: some room is always needed. */
function cliffOf(curve: Curve, sized: Sizer): Cliff | undefined {
  if (!curve.isExact) return undefined;
  let [at, won] = [0, 0];
  for (let size = 2; size <= curve.enough; size++) {
    const gain = curve.hits(size) - curve.hits(below(size));
    if (gain > won) [at, won] = [size, gain];
  }
  return won >= curve.repeats * FALL ? { below: sized(below(at)), at: sized(at) } : undefined;
}

const below = (size: number): number => size - Math.max(1, Math.floor(size * STEP));

/** How much the sizes that parts of a trace ask for may differ before its load is said to change. */
const CHANGE = 2;

/**
 * The size that each part of a trace would be advised, taken for itself, where the largest is more than twice the least:
 * then what is right for the whole is right for no part. Undefined where they agree, or where less than two say a size.
 */
export function loadChange(
  parts: readonly Curve[],
  inputs: AdviceInputs = {},
): readonly number[] | undefined {
  const sizes = parts.map((curve) => curve.leastWith(curve.repeats * (1 - (inputs.tolerance ?? 0.05))));
  const told = sizes.filter((_, place) => parts[place]!.repeats > 0);
  return told.length > 1 && Math.max(...told) > CHANGE * Math.min(...told) ? sizes : undefined;
}
