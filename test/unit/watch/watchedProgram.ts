import assert from 'node:assert/strict';
import { Recording } from '../../../src/recording/index.ts';
import type { Hello, ProbeCache, ProbeCall, ProbeMessage } from '../../../src/watch/messages.ts';
import { PROBE_VERSION } from '../../../src/watch/messages.ts';
import { Program } from '../../../src/watch/program.ts';

/** How a program introduces itself. */
export const hello: Hello = {
  version: PROBE_VERSION,
  token: 'token',
  runtime: 'python',
  runtimeVersion: '3.11.2',
  pid: 4711,
  ppid: 1,
  argv: ['stairs.py'],
  cwd: '/tmp',
  records: true,
};

/** A cache as a probe tells of it. */
export const lruCache = (more: Partial<ProbeCache> = {}): ProbeCache => ({
  name: 'stairs',
  module: '__main__',
  file: '/tmp/stairs.py',
  line: 3,
  isLibrary: false,
  kind: 'functools.lru_cache',
  policy: 'lru',
  maxsize: 16,
  ...more,
});

/** A program, and the recording of what it tells. */
export function watched(more: Partial<Hello> = {}) {
  const recording = new Recording();
  let begun = 0;
  const program = new Program(
    { ...hello, ...more },
    { began: () => begun++, record: (tick) => recording.append(tick) },
  );
  const tell = (...messages: ProbeMessage[]): void => messages.forEach((message) => program.take(message));
  const living = () => recording.caches().filter(({ isRetired }) => !isRetired);
  const numberOf = (name: string): number => {
    const facts = living().find((each) => each.name === name);
    assert.ok(facts, `there is no cache ${name}`);
    return facts.cache;
  };
  return { recording, program, tell, living, numberOf, begun: () => begun };
}

export const cacheMessage = (cache: number, facts = lruCache()): ProbeMessage => ({
  type: 'cache',
  cache,
  facts,
});
export const callsMessage = (calls: ProbeCall[], time = 1): ProbeMessage => ({ type: 'calls', time, calls });

/** What a counter is compared by. */
export const info = ({ hits, misses, currsize }: { hits: number; misses: number; currsize: number }) => ({
  hits,
  misses,
  currsize,
});
