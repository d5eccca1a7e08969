import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** A script as the server knows it. */
export interface Script {
  readonly text: string;
  readonly sha1: string;
}

const script = (text: string): Script => ({ text, sha1: bytesToHex(sha1(utf8ToBytes(text))) });

// KEYS[1] is the entry and KEYS[2] its lease. What a script reads is what the server tells the client of when it changes.

/**
 * Reads an entry and how long it lives. Where there is none, or it cannot be used (ARGV[3] is 1), the lease is taken,
 * which gives 1; where another process has it, its time is given, as -1 − milliseconds.
 */
export const lookUp = script(`
local force = ARGV[3] == '1'
local found = not force and redis.call('GET', KEYS[1])
if found then return {found, redis.call('PTTL', KEYS[1])} end
if force then redis.call('EXISTS', KEYS[1]) end
if redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2]) then return 1 end
return -1 - math.max(0, redis.call('PTTL', KEYS[2]))`);

/** Stores the entry, if the lease is still the caller's. Whoever has invalidated it meanwhile has taken the lease away. */
export const publish = script(`
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
redis.call('DEL', KEYS[2])
return 1`);

/** Makes the lease of the caller longer. */
export const renew = script(`
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[2], ARGV[2])`);

/** Gives the lease of the caller back. */
export const release = script(`
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[2])`);

/**
 * Takes entry and lease away. An entry that is not there cannot be deleted, and nobody would be told; so it is written
 * first. Whoever is asking the function for it hears that, and its result is for those who have asked before.
 */
export const drop = script(`
redis.call('DEL', KEYS[2])
if redis.call('DEL', KEYS[1]) == 0 then
  redis.pcall('SET', KEYS[1], '', 'PX', 1)
  redis.call('DEL', KEYS[1])
end
return 1`);

/** Asks for nothing. The answer of the next round says that what was to be told of the last one has been sent. */
export const settle = script('return 1');

/** Deletes what begins with a text, a part of the server's keys at a time. Gives where to go on, '0' at the end. */
export const sweep = script(`
local found = redis.call('SCAN', ARGV[1], 'MATCH', ARGV[2], 'COUNT', 1000)
for _, key in ipairs(found[2]) do redis.call('DEL', key) end
return found[1]`);
