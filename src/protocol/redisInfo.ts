/** What a Redis or Valkey server says of itself, as `INFO` has it. */
import * as v from 'valibot';

const count = v.pipe(v.number(), v.finite(), v.minValue(0));

/** The server's own figures, which are not those of a cache: a look-up that misses and waits is a miss each time. */
export const ServerFigures = v.object({
  /** As it calls itself, with its version. */
  title: v.string(),
  /** Whether it answers now; the other figures are those of its last answer. */
  isAnswering: v.boolean(),
  hits: count,
  misses: count,
  evicted: count,
  expired: count,
  keys: count,
  clients: count,
  /** In bytes. */
  memory: count,
  /** In bytes; 0 where there is no limit. */
  maxMemory: count,
  policy: v.string(),
});
export type ServerFigures = v.InferOutput<typeof ServerFigures>;

/** Reads the text of `INFO`. What a server does not tell counts as 0. */
export function readInfo(text: string): ServerFigures {
  const fields = new Map(
    text.split(/\r?\n/).flatMap((line) => {
      const at = line.indexOf(':');
      return at <= 0 || line.startsWith('#') ? [] : [[line.slice(0, at), line.slice(at + 1)] as const];
    }),
  );
  const number = (name: string): number => asCount(fields.get(name));
  const valkey = fields.get('valkey_version');
  const keys = [...fields].flatMap(([name, value]) =>
    /^db\d+$/.test(name) ? [asCount(/^keys=(\d+)/.exec(value)?.[1])] : [],
  );
  return {
    title: valkey === undefined ? `Redis ${fields.get('redis_version') ?? ''}`.trimEnd() : `Valkey ${valkey}`,
    isAnswering: true,
    hits: number('keyspace_hits'),
    misses: number('keyspace_misses'),
    evicted: number('evicted_keys'),
    expired: number('expired_keys'),
    keys: keys.reduce((sum, each) => sum + each, 0),
    clients: number('connected_clients'),
    memory: number('used_memory'),
    maxMemory: number('maxmemory'),
    policy: fields.get('maxmemory_policy') ?? '',
  };
}

function asCount(text: string | undefined): number {
  const number = Number(text);
  return text !== undefined && text !== '' && Number.isFinite(number) && number >= 0 ? number : 0;
}
