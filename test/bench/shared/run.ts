/** What an answer of a shared cache costs, beside node-redis' own near cache: `npm run bench:shared`. */
import { createClient } from '@redis/client';
import { connectShared } from '../../../src/kernel/node/shared/connect.ts';
import { memoizeShared } from '../../../src/sharing/index.ts';
import { findServer, startServer, stopServer } from '../../support/redisServer.ts';

const ROUNDS = 7;
const value = { city: 'Bern', temperature: 21, hours: Array.from({ length: 24 }, (_, hour) => hour) };

/** The quickest of some rounds, in µs a call: what disturbs only makes slower. */
async function measure(calls: number, task: () => Promise<unknown>): Promise<number> {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now();
    for (let call = 0; call < calls; call++) await task();
    best = Math.min(best, ((performance.now() - began) / calls) * 1000);
  }
  return best;
}

const report = (name: string, near: number, remote: number): void =>
  console.log(`| ${name.padEnd(28)} | ${near.toFixed(2).padStart(8)} | ${remote.toFixed(1).padStart(8)} |`);

async function run(name: 'redis' | 'valkey'): Promise<void> {
  const program = findServer(name);
  if (!program) {
    console.log(`There is no ${name} here.`);
    return;
  }
  const server = await startServer(program);
  const line = await connectShared(server.url, { connectTimeout: 20, heartbeat: 5 });
  const options = { client: line, name: 'weather', timeout: 20, early: 0 };
  const weather = memoizeShared((city: string) => ({ ...value, city }), options);
  const withoutCopies = memoizeShared((city: string) => ({ ...value, city }), { ...options, near: null });
  while (weather.cacheInfo().currsize === 0) await weather('Bern');
  const ours = [
    await measure(50_000, () => weather('Bern')),
    await measure(3000, () => withoutCopies('Bern')),
  ] as const;

  const socket = { path: server.socket, tls: false as const };
  const plain = createClient({ socket, RESP: 3 });
  const caching = createClient({ socket, RESP: 3, clientSideCache: { ttl: 0, maxEntries: 1000 } });
  for (const client of [plain, caching]) await client.on('error', () => undefined).connect();
  await plain.set('weather', JSON.stringify(value));
  const read = async (client: typeof plain): Promise<unknown> =>
    JSON.parse((await client.get('weather')) ?? '') as unknown;
  const theirs = [
    await measure(50_000, () => read(caching)),
    await measure(3000, () => read(plain)),
  ] as const;
  console.log(`\n${line.server?.server ?? name} ${line.server?.version ?? ''}, Node ${process.version}\n`);
  console.log(`| µs a call, best of ${ROUNDS} rounds | near hit | remote   |\n| --- | ---: | ---: |`);
  report('memoizeShared', ...ours);
  report('node-redis, its own cache', ...theirs);
  for (const client of [plain, caching]) client.destroy();
  await line.close();
  await stopServer(server);
}

void run('redis').then(() => run('valkey'));
