import { accessLog } from './accessLog.ts';
import { csv } from './csv.ts';
import type { Format } from './format.ts';
import { jsonLines } from './jsonLines.ts';
import { keys } from './keys.ts';
import { lirs } from './lirs.ts';
import { oracleGeneral } from './oracleGeneral.ts';
import { redisMonitor } from './redisMonitor.ts';
import { u32 } from './u32.ts';

/** Every format, the stricter before those that take more: a file is of the first that knows it. */
export const formats: readonly Format[] = [
  oracleGeneral,
  u32,
  redisMonitor,
  accessLog,
  jsonLines,
  lirs,
  csv,
  keys,
];

/** A format by its id or another name of it, however it is written. */
export function findFormat(name: string): Format | undefined {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  const wanted = plain(name);
  return formats.find(({ id, aliases }) => plain(id) === wanted || aliases.includes(wanted));
}
