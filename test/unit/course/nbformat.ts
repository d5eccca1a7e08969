/**
 * What nbformat 4.5 asks of a notebook, from its published schema: every key that is required, and no other where it
 * allows none. https://nbformat.readthedocs.io/en/latest/format_description.html
 */
import assert from 'node:assert/strict';
import * as v from 'valibot';

const multiline = v.union([v.string(), v.array(v.string())]);
const id = v.pipe(v.string(), v.regex(/^[a-zA-Z0-9-_]+$/), v.minLength(1), v.maxLength(64));
const metadata = v.record(v.string(), v.unknown());
const count = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0)));
/** JSON may be anything; every other type is text. */
const bundle = v.pipe(
  v.record(v.string(), v.unknown()),
  v.check((data) =>
    Object.entries(data).every(([type, value]) => /^[^/]+\/.*json$/.test(type) || v.is(multiline, value)),
  ),
);

const output = v.variant('output_type', [
  v.strictObject({
    output_type: v.literal('execute_result'),
    execution_count: count,
    data: bundle,
    metadata,
  }),
  v.strictObject({ output_type: v.literal('display_data'), data: bundle, metadata }),
  v.strictObject({ output_type: v.literal('stream'), name: v.string(), text: multiline }),
  v.strictObject({
    output_type: v.literal('error'),
    ename: v.string(),
    evalue: v.string(),
    traceback: v.array(v.string()),
  }),
]);

const cell = v.variant('cell_type', [
  v.strictObject({ cell_type: v.literal('markdown'), id, metadata, source: multiline }),
  v.strictObject({ cell_type: v.literal('raw'), id, metadata, source: multiline }),
  v.strictObject({
    cell_type: v.literal('code'),
    id,
    metadata,
    execution_count: count,
    source: multiline,
    outputs: v.array(output),
  }),
]);

const notebook = v.strictObject({
  cells: v.array(cell),
  metadata: v.looseObject({
    language_info: v.optional(v.looseObject({ name: v.string() })),
    kernelspec: v.optional(v.looseObject({ name: v.string(), display_name: v.string() })),
  }),
  nbformat: v.literal(4),
  nbformat_minor: v.pipe(v.number(), v.integer(), v.minValue(5)),
});

/** Fails where a notebook is not what the format allows; the ids of its cells are one each. */
export function assertNotebook(data: unknown): void {
  const { issues, output: read } = v.safeParse(notebook, data);
  assert.deepEqual(
    issues?.map(({ message, path }) => [message, v.getDotPath({ path } as never)]),
    undefined,
  );
  const { cells } = read as v.InferOutput<typeof notebook>;
  assert.equal(new Set(cells.map((each) => each.id)).size, cells.length);
}
