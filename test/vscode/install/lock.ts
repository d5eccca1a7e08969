import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** The owner touches its lock this often (ms) … */
const heartbeatMs = 1000;
/** … and is taken for dead when it has not for this long (ms): a killed container, a machine that went away. */
const deadAfterMs = 15_000;

interface Owner {
  readonly host: string;
  readonly pid: number;
}

/**
 * Runs `work` while holding the lock file, so that two runs never install into the same place at once.
 * Waits for a living owner; takes over from a dead one.
 */
export async function withLock<T>(
  file: string,
  print: (line: string) => void,
  work: () => Promise<T>,
): Promise<T> {
  mkdirSync(path.dirname(file), { recursive: true });
  await acquire(file, print);
  const heartbeat = setInterval(() => touch(file), heartbeatMs);
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    process.off('exit', release);
    release();
  }
}

async function acquire(file: string, print: (line: string) => void): Promise<void> {
  let told = false;
  while (!tryAcquire(file)) {
    const owner = readOwner(file);
    if (isDead(file, owner)) takeAway(file);
    else {
      if (!told) print(`  waiting for another installation to end (process ${owner?.pid ?? '?'}) …`);
      told = true;
      await delay(300);
    }
  }
}

/** A hard link appears at once and with its whole content, or not at all. */
function tryAcquire(file: string): boolean {
  const draft = unique(file);
  writeFileSync(draft, JSON.stringify({ host: os.hostname(), pid: process.pid } satisfies Owner));
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Renaming decides between two that take over at once; who took a living lock by mistake puts it back. */
function takeAway(file: string): void {
  const taken = unique(file);
  try {
    renameSync(file, taken);
    if (!isDead(taken, readOwner(taken))) linkSync(taken, file);
  } catch (error) {
    if (!isCode(error, 'ENOENT') && !isCode(error, 'EEXIST')) throw error;
  } finally {
    rmSync(taken, { force: true });
  }
}

function isDead(file: string, owner: Owner | undefined): boolean {
  const age = ageMs(file);
  if (age === undefined) return false;
  return age > deadAfterMs || (owner?.host === os.hostname() && !isRunning(owner.pid));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}

function readOwner(file: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owner;
  } catch {
    return undefined;
  }
}

function ageMs(file: string): number | undefined {
  try {
    return Date.now() - statSync(file).mtimeMs;
  } catch {
    return undefined;
  }
}

function touch(file: string): void {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // The folder was deleted while we worked: the installation itself reports that.
  }
}

let drafts = 0;
function unique(file: string): string {
  return `${file}.${os.hostname()}.${process.pid}.${drafts++}`;
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === code;
}
