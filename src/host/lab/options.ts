import * as v from 'valibot';
import { l10n } from 'vscode';
import { policies } from '../../engine/index.ts';
import { findFormat, formats } from '../../lab/formats/index.ts';
import { HumanError } from '../../lessons/humanError.ts';

const positive = v.pipe(v.number(), v.finite(), v.minValue(0));

/** What a caller may say of a trace and of the cache it is for. */
const Options = v.strictObject({
  format: v.optional(v.string()),
  column: v.optional(v.union([v.string(), v.pipe(v.number(), v.integer(), v.minValue(0))])),
  sizes: v.optional(v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(0)))),
  policies: v.optional(v.array(v.string())),
  missCost: v.optional(positive),
  entryBytes: v.optional(positive),
  memory: v.optional(positive),
});
export type AnalyzeOptions = v.InferOutput<typeof Options>;

/** Every policy that a league has, the clairvoyant one last. */
export const ALL_POLICIES: readonly string[] = [...policies.map(({ id }) => id), 'opt'];

/** Throws a `HumanError` that names what is wrong. */
export function checkOptions(options: unknown): AnalyzeOptions {
  const read = v.safeParse(Options, options ?? {});
  if (!read.success) {
    const [issue] = read.issues;
    const name = v.getDotPath(issue) ?? '';
    throw new HumanError(l10n.t('The option "{0}" is not one that can be used: {1}.', name, issue.message));
  }
  const { format, policies: wanted = [] } = read.output;
  if (format !== undefined && !findFormat(format)) {
    const known = formats.map(({ id }) => id).join(', ');
    throw new HumanError(l10n.t('There is no format "{0}". Use one of: {1}.', format, known));
  }
  const unknown = wanted.find((policy) => !ALL_POLICIES.includes(policy));
  if (unknown !== undefined)
    throw new HumanError(
      l10n.t('There is no policy "{0}". Use one of: {1}.', unknown, ALL_POLICIES.join(', ')),
    );
  return read.output;
}
