import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as v from 'valibot';
import { applyDelta, beginSession, DeltaSum, emptyDelta } from '../../../src/protocol/fold.ts';
import { readInfo, ServerFigures } from '../../../src/protocol/redisInfo.ts';

const INFO = [
  '# Server',
  'redis_version:7.0.15',
  '# Clients',
  'connected_clients:3',
  '# Memory',
  'used_memory:1048576',
  'maxmemory:2097152',
  'maxmemory_policy:allkeys-lru',
  '# Stats',
  'expired_keys:5',
  'evicted_keys:7',
  'keyspace_hits:90',
  'keyspace_misses:10',
  '# Keyspace',
  'db0:keys=4,expires=1,avg_ttl=0',
  'db1:keys=2,expires=0,avg_ttl=0',
  '',
].join('\r\n');

describe('what a server says of itself', () => {
  it('is read from INFO', () => {
    assert.deepEqual(readInfo(INFO), {
      title: 'Redis 7.0.15',
      isAnswering: true,
      hits: 90,
      misses: 10,
      evicted: 7,
      expired: 5,
      keys: 6,
      clients: 3,
      memory: 1048576,
      maxMemory: 2097152,
      policy: 'allkeys-lru',
    });
  });

  it('names Valkey, which also says which Redis it stands for', () => {
    const { title } = readInfo(`server_name:valkey\r\nvalkey_version:8.0.1\r\n${INFO}`);
    assert.equal(title, 'Valkey 8.0.1');
  });

  it('can be sent whatever was said', () => {
    const line = fc.oneof(
      fc.string(),
      fc
        .tuple(
          fc.constantFrom('keyspace_hits', 'maxmemory', 'db0', 'used_memory', 'redis_version'),
          fc.string(),
        )
        .map((parts) => parts.join(':')),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        assert.ok(v.is(ServerFigures, readInfo(lines.join('\n'))));
      }),
    );
  });

  it('is folded into its session: the last word counts', () => {
    const sum = new DeltaSum();
    sum.add({ ...emptyDelta(), server: { ...readInfo(INFO), hits: 1 } });
    sum.add({ ...emptyDelta(), server: readInfo(INFO) });
    sum.add(emptyDelta());
    const state = applyDelta(applyDelta(beginSession('a', 'shared', 'A'), sum.delta()), emptyDelta());
    assert.deepEqual(state.server, readInfo(INFO));
  });
});
