/** The events of one cache as plain JSON: what stands in a notebook's output, to be stepped through there. */
import * as v from 'valibot';
import { isTick, type Origins, type Tick } from '../recording/index.ts';
import { fromBase64, toBase64 } from './base64.ts';

const number = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** The lines that have caused events, as `Origins` has them. */
export const PackedOrigins = v.object({
  numbers: v.array(number),
  files: v.array(number),
  lines: v.array(number),
  names: v.array(v.string()),
});
type PackedOrigins = v.InferOutput<typeof PackedOrigins>;

export const Recorded = v.object({
  /** The session it is of, the number of the cache there, and of the last event up to then. */
  session: v.string(),
  step: number,
  /** Columns of events, as `bytesOf` gives them, in base 64. */
  events: v.string(),
  facts: v.object({
    cache: number,
    name: v.string(),
    kind: v.string(),
    policy: v.string(),
    maxsize: v.nullable(number),
    seed: v.pipe(v.number(), v.safeInteger()),
    lifetime: v.optional(v.number()),
    isRetired: v.boolean(),
  }),
  keys: v.object({
    numbers: v.array(number),
    prints: v.array(v.number()),
    texts: v.array(v.nullable(v.string())),
  }),
  origins: v.optional(PackedOrigins),
});
export type Recorded = v.InferOutput<typeof Recorded>;

/** A tick of the events of one cache, as JSON can carry it. */
export function packed(
  { events, caches, keys, origins }: Tick,
  session: string,
  step: number,
): Recorded | undefined {
  const [facts] = caches;
  if (!facts) return undefined;
  return {
    session,
    step,
    events: toBase64(events),
    facts,
    keys: { numbers: [...keys.numbers], prints: [...keys.prints], texts: [...keys.texts] },
    ...(origins && { origins: packedOrigins(origins) }),
  };
}

/** The tick again; `undefined` where it is none. */
export function unpacked({ events, facts, keys, origins }: Recorded): Tick | undefined {
  const tick = {
    first: 1,
    events: fromBase64(events) ?? new Uint8Array(),
    caches: [facts],
    keys: {
      caches: Int32Array.from(keys.numbers, () => facts.cache),
      numbers: Int32Array.from(keys.numbers),
      prints: Float64Array.from(keys.prints),
      texts: keys.texts,
    },
    ...(origins && { origins: unpackedOrigins(origins) }),
  };
  return isTick(tick) ? tick : undefined;
}

export function packedOrigins({ numbers, files, lines, names }: Origins): PackedOrigins {
  return { numbers: [...numbers], files: [...files], lines: [...lines], names: [...names] };
}

export function unpackedOrigins({ numbers, files, lines, names }: PackedOrigins): Origins {
  return {
    numbers: Int32Array.from(numbers),
    files: Int32Array.from(files),
    lines: Int32Array.from(lines),
    names,
  };
}
