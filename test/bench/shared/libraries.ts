/** Caches of two levels, each with its answers from this process, and from the server. */
import { createClient } from '@redis/client';
import KeyvRedis from '@keyv/redis';
import { BentoCache, bentostore } from 'bentocache';
import { memoryDriver } from 'bentocache/drivers/memory';
import { redisDriver } from 'bentocache/drivers/redis';
import { Cacheable } from 'cacheable';
import { Keyv } from 'keyv';
import { connectShared } from '../../../src/kernel/node/shared/connect.ts';
import { memoizeShared } from '../../../src/sharing/index.ts';

export interface Library {
  readonly name: string;
  /** Answers from a copy in this process. */
  readonly near: () => Promise<unknown>;
  /** Answers from the server. */
  readonly remote: () => Promise<unknown>;
  readonly close: () => Promise<unknown>;
}

const origin = (city: string): unknown => ({
  city,
  temperature: 21,
  hours: Array.from({ length: 24 }, (_, hour) => hour),
});

async function ours(url: string): Promise<Library> {
  const client = await connectShared(url, { connectTimeout: 20, heartbeat: 5 });
  const options = { client, timeout: 20, lease: 20, early: 0, ttl: 3600 };
  const near = memoizeShared(origin, { ...options, name: 'near' });
  const remote = memoizeShared(origin, { ...options, name: 'remote', near: null });
  return {
    name: 'memoizeShared',
    near: () => near('Bern'),
    remote: () => remote('Bern'),
    close: () => client.close(),
  };
}

/** It keeps texts; an application reads and writes them. */
async function nodeRedis(path: string): Promise<Library> {
  const socket = { path, tls: false as const };
  const plain = createClient({ socket, RESP: 3 });
  const caching = createClient({ socket, RESP: 3, clientSideCache: { ttl: 0, maxEntries: 1000 } });
  for (const client of [plain, caching]) await client.on('error', () => undefined).connect();
  await plain.set('weather', JSON.stringify(origin('Bern')));
  const read = async (client: typeof plain): Promise<unknown> =>
    JSON.parse((await client.get('weather')) ?? '') as unknown;
  return {
    name: 'node-redis, clientSideCache',
    near: () => read(caching),
    remote: () => read(plain),
    close: () => Promise.all([plain.close(), caching.close()]),
  };
}

async function cacheable(path: string): Promise<Library> {
  const store = new KeyvRedis({ socket: { path, tls: false as const } });
  const near = new Cacheable({ secondary: new Keyv({ store }), ttl: '1h' });
  const remote = new Keyv({ store: new KeyvRedis({ socket: { path, tls: false as const } }) });
  const fetch = (): Promise<unknown> => Promise.resolve(origin('Bern'));
  await remote.set('weather', origin('Bern'));
  return {
    name: 'cacheable, @keyv/redis',
    near: () => near.getOrSet('weather', fetch),
    remote: () => remote.get('weather'),
    close: async () => {
      await near.disconnect();
      await remote.disconnect();
    },
  };
}

function bentocache(path: string): Library {
  const server = redisDriver({ connection: { path } });
  const bento = new BentoCache({
    default: 'two',
    ttl: '1h',
    stores: {
      two: bentostore()
        .useL1Layer(memoryDriver({ maxItems: 1000 }))
        .useL2Layer(server),
      one: bentostore().useL2Layer(redisDriver({ connection: { path }, prefix: 'one' })),
    },
  });
  const factory = (): unknown => origin('Bern');
  return {
    name: 'bentocache, ioredis',
    near: () => bento.getOrSet({ key: 'weather', factory }),
    remote: () => bento.use('one').getOrSet({ key: 'weather', factory }),
    close: () => bento.disconnectAll(),
  };
}

/** All of them, connected to one server that listens at a socket. */
export async function libraries(path: string): Promise<Library[]> {
  return [await ours(`unix://${path}`), await nodeRedis(path), await cacheable(path), bentocache(path)];
}
