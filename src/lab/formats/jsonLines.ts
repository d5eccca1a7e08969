import { BACKSLASH, find, sizeOf, timeOf } from '../reading/bytes.ts';
import type { Intake } from '../reading/intake.ts';
import type { Format, Guess, Sample, Settings } from './format.ts';
import { NoColumn } from './format.ts';
import { JsonWalk, WantedField } from './json.ts';
import { LineScanner, MOST, shareOf } from './lines.ts';
import { guessRoles } from './roles.ts';

/** An object of JSON on each line; one of its fields is the key. */
export const jsonLines: Format = {
  id: 'jsonl',
  hasColumns: true,
  aliases: ['jsonlines', 'ndjson', 'json'],
  sniff: (sample) => guess(sample),
  open: (intake, settings) => {
    const fields = fieldsOf(settings);
    const walk = new JsonWalk(Object.values(fields));
    return new LineScanner(intake, (bytes, from, to) => {
      if (!walk.isObject(bytes, from, to)) return false;
      const isTaken = take(fields, bytes, intake);
      if (!isTaken)
        intake.missing ??= new NoColumn(
          settings.column ?? 'key',
          namesIn(objectOf(bytes.subarray(from, to)), '', 2),
        );
      return isTaken;
    });
  },
};

function objectOf(line: Uint8Array): Record<string, unknown> {
  return JSON.parse(new TextDecoder().decode(line)) as Record<string, unknown>;
}

interface Fields {
  readonly key: WantedField;
  readonly time: WantedField;
  readonly size: WantedField;
}

/** No field has an empty path, so that one that is not wanted is not found. */
function fieldsOf({ column = 'key', time = '\0', size = '\0' }: Settings): Fields {
  return {
    key: new WantedField(String(column)),
    time: new WantedField(String(time)),
    size: new WantedField(String(size)),
  };
}

function take({ key, time, size }: Fields, bytes: Uint8Array, intake: Intake): boolean {
  if (key.from < 0) return false;
  intake.time = time.from < 0 ? NaN : timeOf(bytes, time.from, time.to);
  intake.size = size.from < 0 ? NaN : sizeOf(bytes, size.from, size.to);
  if (!key.isText || find(bytes, BACKSLASH, key.from, key.to) === key.to) {
    intake.add(bytes, key.from, key.to);
    return true;
  }
  // A text with escapes in it is seldom; what it says counts, not how it is written.
  const text = JSON.parse(new TextDecoder().decode(bytes.subarray(key.from - 1, key.to + 1))) as string;
  const plain = new TextEncoder().encode(text);
  intake.add(plain, 0, plain.length);
  return true;
}

function guess({ lines }: Sample): Guess | undefined {
  const walk = new JsonWalk([]);
  if (shareOf(lines, (line) => walk.isObject(line, 0, line.length)) < MOST) return undefined;
  const records = lines.flatMap((line): Record<string, unknown>[] =>
    walk.isObject(line, 0, line.length) ? [objectOf(line)] : [],
  );
  const fields = [...new Set(records.flatMap((record) => namesIn(record, '', 2)))];
  const values = records.map((record) => fields.map((field) => String(valueOf(record, field))));
  const { column, time, size, isCertain } = guessRoles(fields, values);
  const named = (at: number | undefined): string | undefined => (at === undefined ? undefined : fields[at]);
  const settings = { column: named(column), time: named(time), size: named(size) };
  return { settings, fields, ...(fields.length > 1 && !isCertain && { doubt: 'columns' as const }) };
}

/** The names of fields that hold a value, with those of the objects in which they lie. */
function namesIn(record: Record<string, unknown>, before: string, depth: number): string[] {
  return Object.entries(record).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && depth > 0
      ? namesIn(value as Record<string, unknown>, `${before}${name}.`, depth - 1)
      : [`${before}${name}`],
  );
}

function valueOf(record: Record<string, unknown>, field: string): unknown {
  if (Object.hasOwn(record, field)) return record[field];
  let value: unknown = record;
  for (const part of field.split('.')) value = (value as Record<string, unknown> | null | undefined)?.[part];
  return value;
}
