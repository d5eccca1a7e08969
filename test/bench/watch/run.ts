import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { ProbeReader } from '../../../src/watch/frames.ts';
import { measureFlood } from './flood.ts';

/**
 * `npm run bench:watch` measures what watching costs a Python program, in the time of its process, and what a flood costs
 * the host; `-- python3.12` takes another Python. Plain and watched programs take turns, and of all turns the least counts: other work on the machine
 * only adds.
 */
const python = process.argv[2] ?? 'python3';
const TURNS = 5;

const program = path.join(import.meta.dirname, 'python.py');
const probe = path.join(import.meta.dirname, '../../../src/probe/python');

type Way = 'plain' | 'watched' | 'recorded';

const cases: readonly (readonly [title: string, name: string, ways: readonly Way[], unit: 'ns' | 'ms'])[] = [
  ['start of a program', 'start', ['watched', 'recorded'], 'ms'],
  ['hit of a C cache', 'hits', ['watched', 'recorded'], 'ns'],
  ['miss', 'misses', ['watched', 'recorded'], 'ns'],
  ['hit, in a process with 5,000,000 objects', 'objects', ['watched'], 'ns'],
  ['hit, in a process with 10,000 caches', 'caches', ['watched'], 'ns'],
  ['decoration', 'decorations', ['watched', 'recorded'], 'ns'],
];

async function seconds(name: string, way: Way): Promise<number> {
  const child = spawn(python, [program, name], {
    env: {
      ...process.env,
      ...(way === 'plain' ? {} : { PYTHONPATH: probe, CACHEBOOK_WATCH: address, CACHEBOOK_TOKEN: 'bench' }),
      ...(way === 'recorded' ? { CACHEBOOK_KEYS: '1' } : {}),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
  await once(child, 'close');
  return Number(text);
}

async function measured(name: string, ways: readonly Way[]): Promise<number[]> {
  const least = new Map<Way, number>();
  for (let turn = 0; turn < TURNS; turn++)
    for (const way of ['plain', ...ways] as const)
      least.set(way, Math.min(least.get(way) ?? Infinity, await seconds(name, way)));
  return [...least.values()];
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'cb-'));
const address = path.join(folder, 's');
const server = net.createServer((socket) => {
  const reader = new ProbeReader();
  const read = (bytes: Uint8Array): void => {
    reader.put(bytes);
    while (reader.next()) continue;
    if (reader.isBad) throw new Error('The probe told something that is no message.');
  };
  socket.on('data', read).on('error', () => undefined);
});

async function main(): Promise<void> {
  server.listen(address);
  await once(server, 'listening');
  console.log(`| ${python} | plain | watched | keys recorded |\n| --- | --- | --- | --- |`);
  for (const [title, name, ways, unit] of cases) {
    const [plain = NaN, ...others] = await measured(name, ways);
    const scale = unit === 'ns' ? 1e9 : 1e3;
    const shown = others.map((each) => `${(each * scale).toFixed(1)} (× ${(each / plain).toFixed(3)})`);
    console.log(
      `| ${title}, ${unit} | ${[(plain * scale).toFixed(1), ...shown, '–'].slice(0, 3).join(' | ')} |`,
    );
  }
}

void main()
  .then(() => measureFlood(python))
  .finally(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });
