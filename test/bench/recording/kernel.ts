import { Uri } from 'vscode';
import { DashboardPanel } from '../../../src/host/dashboard/panel.ts';
import { launchKernelProcess } from '../../../src/host/node/kernelProcess.ts';
import { KernelClient } from '../../../src/host/sessions/kernel.ts';
import { SessionStore } from '../../../src/host/sessions/store.ts';
import { beginSession, MAX_CACHES } from '../../../src/protocol/fold.ts';
import type { Case } from './cases.ts';
import { CASES } from './cases.ts';
import { StubPanel } from './panel.ts';
import { worked } from './worked.ts';

const ROUNDS = 9;

const MAKE = `
  const keyed = createCache('lru', 1000), memo = lruCache({ maxsize: 1000 })((n) => n + 1); let next = 0
  for (let n = 0; n < 1000; n++) { keyed.set(n, n); memo(n) }`;

/** A window with a kernel, a session and a dashboard. */
class Host {
  readonly store = new SessionStore();
  private readonly panel = new StubPanel();
  private readonly dashboard = new DashboardPanel(
    this.panel.asPanel(),
    this.panel.root,
    this.store,
    () => undefined,
  );
  private printed = '';
  readonly kernel: KernelClient;

  constructor(folder: string) {
    this.panel.receive({ type: 'ready' });
    this.store.start(beginSession('s', 's', 's'));
    this.kernel = new KernelClient(
      launchKernelProcess(Uri.file(folder)),
      {},
      {
        onRun: (message) => message.type === 'output' && (this.printed += message.text),
        onTick: (tick) => this.store.record('s', tick),
        onDelta: (delta) => this.store.say('s', delta),
        onBusy: () => undefined,
        onLog: (text) => process.stderr.write(text),
        explainEnd: (why) => why,
      },
    );
  }

  async run(code: string, language = 'javascript'): Promise<string> {
    this.printed = '';
    const end = await this.kernel.run(crypto.randomUUID(), { kind: 'cell', language, code });
    this.panel.take();
    if (!end?.ok) throw new Error(`The cell has failed. ${this.printed}`);
    return this.printed;
  }

  async end(): Promise<void> {
    this.kernel.stop('');
    await this.kernel.ended;
    this.dashboard.dispose();
  }
}

/**
 * In ns an event: what a kernel takes that records, what it takes while it measures, and what it takes where so many
 * caches are watched already that these are not.
 */
export async function measureEvents(folder: string, name: Case): Promise<readonly number[]> {
  const watched = await timesOf(folder, name, '');
  const [, unwatched = 0] = await timesOf(
    folder,
    name,
    `globalThis.many = Array.from({ length: ${MAX_CACHES} }, () => createCache('lru', 1));`,
  );
  return [...watched, unwatched].map((ms) => (ms * 1e6) / CASES[name].events);
}

/** The shortest times in ms, recorded and by `timeit`. */
async function timesOf(folder: string, name: Case, before: string): Promise<number[]> {
  const host = new Host(folder);
  const text = await host.run(`${before}
    const run = (() => { ${MAKE}; return () => { ${CASES[name].code} } })() // Variables of a cell are slower than those of a function.
    const time = () => { const start = performance.now(); run(); return performance.now() - start }
    let recorded = Infinity
    for (let round = 0; round < ${ROUNDS}; round++) { recorded = Math.min(recorded, time()); await new Promise((go) => setTimeout(go, 50)) }
    const measured = timeit(run, { repeat: ${ROUNDS}, number: 1 }).min * 1000
    console.log(JSON.stringify([recorded, measured]))`);
  await host.end();
  return JSON.parse(text.trim().split('\n').at(-1) ?? '') as number[];
}

/** Gets a key of a cache again and again: the first events have their lines, the later ones have not. */
const LINES = {
  javascript: `
    const cache = createCache('lru', 100)
    const worked = () => { const { user, system } = process.cpuUsage(); return (user + system) * 1000 }
    const time = (count) => {
      const start = worked()
      for (let n = 0; n < count; n++) cache.get(1)
      return (worked() - start) / count
    }
    const first = time(9000)
    time(9000)
    console.log(JSON.stringify([first, Math.min(...Array.from({ length: 9 }, () => time(9000)))]))`,
  python: `
from js import process
cache = createCache('lru', 100)
def worked():
  used = process.cpuUsage()
  return (used.user + used.system) * 1000
def time(count):
  start = worked()
  for n in range(count): cache.get(1)
  return (worked() - start) / count
first = time(9000)
time(9000)
print([first, min(time(9000) for _ in range(9))])`,
} as const;

export const languages = Object.keys(LINES) as (keyof typeof LINES)[];

/** What the line of an event costs, in ns of work. */
export async function measureLines(folder: string, language: keyof typeof LINES): Promise<readonly number[]> {
  const host = new Host(folder);
  const [first, later] = JSON.parse(await host.run(LINES[language], language)) as [number, number];
  await host.end();
  return [first - later];
}

/** The longest time that this thread works without giving way, in ms. */
function watchTurns(): { end: () => number } {
  let before = worked();
  let longest = 0;
  let next: NodeJS.Immediate;
  const look = (): void => {
    const now = worked();
    longest = Math.max(longest, now - before);
    before = now;
    next = setImmediate(look);
  };
  look();
  return {
    end: () => {
      clearImmediate(next);
      return longest;
    },
  };
}

/** A flood: events a second that the host has taken in, and its longest stretch without giving way, in ms. */
export async function measureFlood(folder: string): Promise<readonly number[]> {
  const host = new Host(folder);
  await host.run(`${MAKE}; for (let n = 0; n < 1e6; n++) keyed.get(n % 1000)`);
  const before = host.store.recordingOf('s')?.last ?? 0;
  const turns = watchTurns();
  const start = performance.now();
  await host.run('for (let n = 0; n < 8e6; n++) keyed.get(n % 1000)');
  const seconds = (performance.now() - start) / 1000;
  const longest = turns.end();
  const recording = host.store.recordingOf('s');
  const events = (recording?.last ?? 0) - before;
  const { kept } = host.store.find('s') ?? {};
  await host.end();
  return [events / seconds, longest, recording?.counts(1).requests ?? 0, kept?.kept ?? events];
}
