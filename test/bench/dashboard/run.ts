import './newest.ts';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildSync } from 'esbuild';
import type { Frame } from 'playwright-core';
import { policies } from '../../../src/engine/index.ts';
import { Dashboard } from '../../e2e/support/dashboard.ts';
import { Notebook } from '../../e2e/support/notebook.ts';
import { Person } from '../../e2e/support/person.ts';
import { clearStage, setStage, stage, startServerWithCachebook, version } from '../../e2e/support/stage.ts';
import { packExtension } from '../../vscode/pack.ts';
import { runMain } from '../../vscode/process/runMain.ts';
import { vsixFile } from '../../vscode/root.ts';
import type { Server } from '../../vscode/server/server.ts';
import { runNpm } from '../../vscode/stages/npm.ts';
import { closeSideBar, setSize } from '../../vscode/window/appearance.ts';
import { waitUntil } from '../../vscode/window/waitUntil.ts';
import type { JumpBench, Jumped, JumpFigures } from './page.tsx';
import { longestTask, type Trace } from './trace.ts';

/**
 * `npm run bench:dashboard` measures the dashboard in the newest VS Code, the packed extension in a browser, and keeps the
 * results; with `--events 100000` or `--policy lru` it only prints them.
 */
const { values } = parseArgs({
  options: { events: { type: 'string' }, policy: { type: 'string' }, 'no-build': { type: 'boolean' } },
});
const EVENTS = Number(values.events ?? 1_000_000);
const JUMPS = 150;
const SIZES = [16, 1000, 100_000];
const here = import.meta.dirname;

/** What is aimed at. */
const GOAL = { eventsPerSecond: 100_000, frame: 50, stall: 50, jump: 16, jumpOfLarge: 30, megabytes: 64 };

/** A little more than what is aimed at, so that it is reached whatever the timers do. */
const PACE = 110_000;

/** Requests of which a quarter are hits: 2.5 events each. */
const cells = `# Bench

\`\`\`ts
const pages = createCache('lru', 1000);
pages.get(-1);
let state = 1;
function ask(i: number): void {
  state = (Math.imul(state, 1664525) + 1013904223) | 0;
  const key = (state >>> 8) % 4000;
  if (pages.get(key) === undefined) pages.set(key, i);
}
\`\`\`

\`\`\`ts
const began = performance.now(); // paced requests
for (let i = 0; i < ${Math.ceil(EVENTS / 2.4)}; i++) {
  ask(i);
  const early = i % 500 === 0 ? ((i * 2.5) / ${PACE}) * 1000 - (performance.now() - began) : 0;
  if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
}
\`\`\`

\`\`\`ts
for (let i = 0; i < ${Math.ceil(EVENTS / 2.4)}; i++) ask(i); // as fast as it can
\`\`\`
`;

interface Streamed {
  /** What the cell does, in words. */
  readonly name: string;
  /** How long it took until the page had all events, in s, and how many there were. */
  readonly seconds: number;
  readonly events: number;
  /** The times between two frames in ms, ascending. */
  readonly frames: readonly number[];
  /** The longest task of the page's main thread, in ms of the processor. */
  readonly task: number;
  /** Delays of the extension host's event loop in ms; `work` is the longest less the waiting for a processor. */
  readonly host: { readonly p99: number; readonly max: number; readonly work: number };
}

async function main(): Promise<number> {
  if (!values['no-build']) await runNpm('package');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cachebook-bench-'));
  await setStage();
  const server = await startServerWithCachebook({
    vsix: [vsixFile, await packExtension(path.join(here, 'probe'), 'probe')],
    env: { CACHEBOOK_BENCH: folder },
  });
  try {
    const text = await measure(server, folder);
    console.log(text);
    if (!values.events && !values.policy) writeFileSync(path.join(here, 'RESULTS.md'), text);
  } finally {
    await server.stop();
    await clearStage();
    rmSync(folder, { recursive: true });
  }
  return 0;
}

async function measure(server: Server, folder: string): Promise<string> {
  const person = new Person({ server: () => server });
  await person.comes();
  await setSize(person.page, { width: 1600, height: 1000 });
  await closeSideBar(person.page);
  const notebook = new Notebook(person);
  const dashboard = new Dashboard(person);
  await notebook.opens('bench.cachebook.md', cells);
  await notebook.runsCell('pages.get(-1)');
  await dashboard.opens();
  const frame = await dashboard.frame();
  await frame.getByRole('button', { name: /^Step Through/ }).waitFor();
  const empty = await heldBy(person, frame);
  await frame.getByRole('button', { name: /^Step Through/ }).click();
  await frame.locator('.badge.live').waitFor();
  const streamed = [
    await stream('At a steady pace', 'paced requests', notebook, frame, folder),
    await stream('As fast as it can', 'as fast as it can', notebook, frame, folder),
  ];
  const bytes = (await heldBy(person, frame)) - empty;
  await frame.getByRole('button', { name: /^Close Time Machine/ }).click();
  const jumps = await jumpAround(frame);
  const browser = stage().browser.version();
  await person.leaves();
  return report(streamed, bytes, jumps, browser);
}

/** Runs a long cell, found by words in it, while the time machine follows it. */
async function stream(
  name: string,
  cell: string,
  notebook: Notebook,
  frame: Frame,
  folder: string,
): Promise<Streamed> {
  writeFileSync(path.join(folder, 'reset'), '');
  await waitUntil('the probe of the extension host', () => Promise.resolve(delays(folder)));
  await frame.evaluate(watchFrames);
  const { browser } = stage();
  await browser.startTracing(undefined, { categories: ['toplevel'] });
  await notebook.runsCell(cell);
  const seen = await waitUntil(
    'all events',
    async () => {
      const { at, last } = await frame.evaluate(() => (globalThis as unknown as Watching).watched);
      const quiet = (await frame.evaluate(() => performance.now())) - (at.at(-1) ?? Infinity) > 2000;
      return quiet && (last.at(-1) ?? 0) - (last[0] ?? 0) > EVENTS * 0.95 && { at, last };
    },
    300_000,
  );
  const { frames } = await frame.evaluate(() => (globalThis as unknown as Watching).watched);
  const task = longestTask(JSON.parse(String(await browser.stopTracing())) as Trace);
  // The first is what was there before the cell ran.
  const [, begin = 0] = seen.at;
  const end = seen.at.at(-1) ?? 0;
  await waitUntil('the figures of the extension host', () => Promise.resolve(delays(folder)));
  return {
    name,
    seconds: (end - begin) / 1000,
    events: (seen.last.at(-1) ?? 0) - (seen.last[1] ?? 0),
    frames: frames
      .filter(({ at }) => at >= begin && at <= end)
      .map(({ took }) => took)
      .sort((a, b) => a - b),
    task,
    host: delays(folder) ?? { p99: NaN, max: NaN, work: NaN },
  };
}

interface Watching {
  readonly watched: {
    /** When the number of events changed, and to what. */
    readonly at: number[];
    readonly last: number[];
    readonly frames: { readonly at: number; readonly took: number }[];
  };
}

/** In the page: notes every frame, and every change of what the time machine says, from now on. */
function watchFrames(): void {
  const watched: Watching['watched'] = { at: [], last: [], frames: [] };
  Object.assign(globalThis, { watched });
  const isNewest = (): boolean => (globalThis as unknown as Watching).watched === watched;
  let before = performance.now();
  const next = (now: number): void => {
    const text = document.querySelector('.moment-step')?.textContent ?? '';
    const last = Number(text.slice(text.lastIndexOf(' ')).replaceAll(',', ''));
    if (last !== watched.last.at(-1)) {
      watched.at.push(now);
      watched.last.push(last);
    }
    watched.frames.push({ at: now, took: now - before });
    before = now;
    if (isNewest()) requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}

function delays(folder: string): Streamed['host'] | undefined {
  try {
    return JSON.parse(readFileSync(path.join(folder, 'delays.json'), 'utf8')) as Streamed['host'];
  } catch {
    return undefined; // It is being written.
  }
}

/** What the scripts and buffers of the page hold, in bytes, after what nobody needs is collected. */
async function heldBy(person: Person, frame: Frame): Promise<number> {
  const context = person.page.context();
  const session = await context.newCDPSession(frame).catch(() => context.newCDPSession(person.page));
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, ...more } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize + ((more as { backingStorageSize?: number }).backingStorageSize ?? 0);
}

async function jumpAround(frame: Frame): Promise<(JumpBench & JumpFigures)[]> {
  const { outputFiles } = buildSync({
    entryPoints: [path.join(here, 'page.tsx')],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    platform: 'browser',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  await frame.evaluate(outputFiles[0]!.text);
  const found: (JumpBench & JumpFigures)[] = [];
  for (const { id } of policies.filter(({ id }) => id === (values.policy ?? id)))
    for (const maxsize of SIZES) {
      const bench: JumpBench = { policy: id, maxsize, events: EVENTS, jumps: JUMPS };
      const run = (bench: JumpBench): JumpFigures =>
        (globalThis as unknown as { benchJumps: (bench: JumpBench) => JumpFigures }).benchJumps(bench);
      found.push({ ...bench, ...(await frame.evaluate(run, bench)) });
      console.error(`${id} with ${maxsize} entries is measured.`);
    }
  return found;
}

function report(
  streamed: readonly Streamed[],
  bytes: number,
  jumps: readonly (JumpBench & JumpFigures)[],
  browser: string,
): string {
  const [cpu] = os.cpus();
  return [
    '# Results of the last run of `npm run bench:dashboard`',
    '',
    `${new Date().toISOString().slice(0, 10)}, ${os.cpus().length} × ${cpu?.model ?? 'unknown processor'}, ${os.type()} ${os.arch()}, Node ${process.version}, VS Code ${version.vscode} in Chromium ${browser} without a graphics card.`,
    `The load of the machine was ${os.loadavg()[0]!.toFixed(1)} at the end.`,
    '',
    '## Runs that are followed',
    '',
    "A cell makes events while the dashboard stands beside it and the time machine shows the newest. A frame is the time between two calls of `requestAnimationFrame` in the page; a stall is a delay of the extension host's event loop (`monitorEventLoopDelay`, without its resolution of 5 ms), of which the system tells how long the thread waited for a processor that others used; memory is the JavaScript heap and its buffers after a collection when both have run, less what the page held before the time machine was opened.",
    '',
    ...streamed.flatMap((each) => [...streamedRows(each), '']),
    `The page holds ${(bytes / 2 ** 20).toFixed(1)} MB; the goal of at most ${GOAL.megabytes} MB is ${bytes <= GOAL.megabytes * 2 ** 20 ? 'met' : 'not met'}.`,
    '',
    '## Jumps',
    '',
    `To ${JUMPS} random steps of ${EVENTS.toLocaleString('en')} events in the dashboard's own page: the work of a jump from the call to the laid out picture, in ms. Of that, replay is until it is known what the cache was like at that moment, in slices of at most 8 ms a frame; drawing is all else. The first round begins with nothing replayed. MB are what events and checkpoints hold after it.`,
    '',
    '| policy | entries | first round, median / p99 | second round, median / p99 / longest | of it replay, median / p99 | drawing, median / p99 | MB | goal for p99 | |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...jumps.map(({ policy, maxsize, times, again, bytes }) => {
      const whole = ({ fold, draw }: Jumped): number => fold + draw;
      const second = sorted(again.map(whole));
      const goal = maxsize > 1000 ? GOAL.jumpOfLarge : GOAL.jump;
      const p99 = percentile(second, 0.99);
      const held = bytes / 2 ** 20;
      const isMet = p99 <= goal && held <= GOAL.megabytes;
      const figures = [
        middleAndWorst(times.map(whole)),
        `${middleAndWorst(second)} / ${ms(second.at(-1) ?? NaN)}`,
        middleAndWorst(again.map(({ fold }) => fold)),
        middleAndWorst(again.map(({ draw }) => draw)),
        held.toFixed(0),
      ];
      return `| ${policy} | ${maxsize.toLocaleString('en')} | ${figures.join(' | ')} | ${goal} | ${isMet ? 'met' : 'not met'} |`;
    }),
    '',
  ].join('\n');
}

function streamedRows({ name, seconds, events, frames, task, host }: Streamed): string[] {
  const rate = Math.round(events / seconds);
  const row = (what: string, value: string, goal: string, isMet: boolean): string =>
    `| ${what} | ${value} | ${goal} | ${isMet ? 'met' : 'not met'} |`;
  const p99 = percentile(frames, 0.99);
  const least = GOAL.eventsPerSecond;
  return [
    `| ${name}: ${events.toLocaleString('en')} events | measured | goal | |`,
    '| --- | --- | --- | --- |',
    row('events a second', rate.toLocaleString('en'), `≥ ${least.toLocaleString('en')}`, rate >= least),
    row('frames, 99th percentile', `${ms(p99)} ms`, `≤ ${GOAL.frame} ms`, p99 <= GOAL.frame),
    `| frames, longest of ${frames.length} | ${ms(frames.at(-1) ?? NaN)} ms | | |`,
    `| longest task of the page's main thread, time of the processor | ${ms(task)} ms | | |`,
    row(
      'stalls of the extension host, longest, without the waiting for a processor',
      `${ms(host.work)} ms`,
      `≤ ${GOAL.stall} ms`,
      host.work <= GOAL.stall,
    ),
    `| stalls with it, longest | ${ms(host.max)} ms | | |`,
    `| stalls with it, 99th percentile | ${ms(host.p99)} ms | | |`,
  ];
}

const sorted = (figures: readonly number[]): readonly number[] => [...figures].sort((a, b) => a - b);

function middleAndWorst(figures: readonly number[]): string {
  const all = sorted(figures);
  return `${ms(percentile(all, 0.5))} / ${ms(percentile(all, 0.99))}`;
}

/** Of figures that ascend. */
const percentile = (figures: readonly number[], part: number): number =>
  figures[Math.min(figures.length - 1, Math.floor(part * figures.length))] ?? NaN;

const ms = (value: number): string => value.toFixed(1);

runMain(main);
