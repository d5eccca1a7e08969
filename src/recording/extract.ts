import type { Dictionary } from './dictionary.ts';
import { bytesOf, createChunk, type CacheFacts, type Tick } from './events.ts';
import type { EventLog } from './log.ts';
import { originsOf, type Found, type Origin } from './origins.ts';

/**
 * The events of one cache as a recording of their own, numbered from 1; `undefined` where there are more than `most`,
 * or where the first have left: nobody could step through the others.
 */
export function extract(
  recording: { originOf(number: number): Origin | undefined },
  log: EventLog,
  dictionary: Dictionary,
  facts: CacheFacts,
  most: number,
): Tick | undefined {
  if (log.first > 1) return undefined;
  const { cache } = facts;
  const found = createChunk(1, most);
  const keys = new Set<number>();
  const lines: Found[] = [];
  for (const chunk of log.chunks)
    for (let at = 0; at < chunk.size; at++) {
      if (chunk.cache[at] !== cache) continue;
      if (found.size === most) return undefined;
      const place = found.size++;
      for (const column of ['time', 'key', 'slot', 'cache', 'depth', 'kind'] as const)
        found[column][place] = chunk[column][at]!;
      if (chunk.key[at]! > 0) keys.add(chunk.key[at]!);
      const origin = recording.originOf(chunk.first + at);
      if (origin) lines.push({ ...origin, number: found.size });
    }
  const told = dictionary.tell(Array.from(keys, (number) => ({ cache, number })));
  const origins = originsOf(lines);
  return { first: 1, events: bytesOf(found), caches: [facts], keys: told, ...(origins && { origins }) };
}
