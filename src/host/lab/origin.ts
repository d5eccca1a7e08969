import * as v from 'valibot';
import { LabInputs, TracePart } from '../../protocol/labView.ts';

const field = v.optional(v.union([v.string(), v.number()]));

const Way = v.object({
  format: v.string(),
  settings: v.object({
    column: field,
    time: field,
    size: field,
    header: v.optional(v.boolean()),
    separator: v.optional(v.number()),
    littleEndian: v.optional(v.boolean()),
  }),
  encoding: v.optional(v.picklist(['utf-8', 'utf-16le', 'utf-16be'])),
  hasOldLines: v.optional(v.boolean()),
});

/** Where requests come from, so that they can be read again. */
export const Origin = v.variant('kind', [
  v.object({
    kind: v.literal('file'),
    title: v.string(),
    /** Where it really lies: a link may lead elsewhere when it is read again. */
    path: v.string(),
    way: Way,
  }),
  v.object({ kind: v.literal('recording'), session: v.string(), cache: v.string() }),
]);
export type Origin = v.InferOutput<typeof Origin>;

/** What stands beside a trace: another one, or a part of the same. */
export const SideOrigin = v.union([Origin, TracePart]);
export type SideOrigin = v.InferOutput<typeof SideOrigin>;

/** What a page of the lab keeps over a reload of the window. */
export const Memory = v.object({
  origin: Origin,
  inputs: LabInputs,
  mine: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  sides: v.array(SideOrigin),
});
export type Memory = v.InferOutput<typeof Memory>;
