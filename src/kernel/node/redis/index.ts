import type { Search } from './find.ts';
import { findServer } from './find.ts';
import type { RedisServer } from '../../redisServer.ts';
import type { StartOptions } from './start.ts';
import { startServer } from './start.ts';

/** Finds or brings a server and starts it, for a person who has asked for what needs it. */
export async function openServer(options: Search & StartOptions): Promise<RedisServer> {
  return startServer(await findServer(options), options);
}
