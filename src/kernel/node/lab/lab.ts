import type { Advised, HostToLab, LabLimits, LabToHost, TracePart } from '../../../protocol/lab.ts';
import {
  advise,
  loadChange,
  sizesToDraw,
  wholeReuse,
  type Advice,
  type Curve,
  type Reuse,
} from '../../../lab/index.ts';
import { exportOracleGeneral } from './exported.ts';
import { curveOfPart, curveOfSample, partsOf, reuseOf } from './gathered.ts';
import { look } from './look.ts';
import { collectGarbage } from '../memory.ts';
import { Problem, problemOf } from './problem.ts';
import type { ReadTrace } from './gathering.ts';
import { readTrace, takeTrace } from './readTrace.ts';
import { Runner } from './runs.ts';
import { TraceFile } from './source.ts';

/** So that all takes less than 300 MB: what policies take for a key is more than twice of what reading does. */
const LIMITS: LabLimits = {
  keys: 3_000_000,
  kept: 100_000_000,
  policyKeys: 1_500_000,
  requests: 12_000_000,
  threads: 2,
};

/** How many sizes of a curve a page gets: it draws a part of them, and a slider goes over all. */
const DRAWN = 1500;

/** Of how many parts curves are kept. */
const MOST_CURVES = 8;

/** What requests ask for, with a lifetime of results. */
interface Asked {
  readonly curve: Curve;
  readonly reuse: Reuse;
  readonly lifetimeMs: number | undefined;
}

/** Answers what the host asks, one thing after another. It ends with its process, in the middle of anything. */
export class Lab {
  private trace: ReadTrace | undefined;
  private runner: Runner | undefined;
  private limits = LIMITS;
  /** By the ends of the requests. */
  private readonly curves = new Map<string, Asked>();

  constructor(
    /** The script of a thread. */
    private readonly script: string,
    private readonly send: (message: LabToHost) => void,
  ) {}

  async answer(question: HostToLab): Promise<void> {
    try {
      this.send(await this.answerTo(question));
    } catch (error) {
      this.send({ type: 'failed', problem: problemOf(error) });
    }
  }

  private async answerTo(question: HostToLab): Promise<LabToHost> {
    switch (question.type) {
      case 'look':
        return { type: 'look', ...(await withFile(question.path, (file) => look(file, question.format))) };
      case 'read':
        return this.read(question);
      case 'take':
        return this.take(question);
      case 'advise':
        return { type: 'advise', ...this.advised(question) };
      case 'run':
        return { type: 'run', ...(await this.run(question)) };
      case 'requests':
        return { type: 'requests', keys: this.keys(question.from, question.to) };
      case 'export':
        return { type: 'export', requests: exportOracleGeneral(this.known(), question.path) };
    }
  }

  private async read({ path, way, limits }: Extract<HostToLab, { type: 'read' }>): Promise<LabToHost> {
    this.limits = { ...LIMITS, ...limits };
    this.runner = undefined;
    this.curves.clear();
    const tell = (done: number, total: number): void =>
      this.send({ type: 'progress', stage: 'reading', done, total });
    this.trace = await withFile(path, (file) => readTrace(file, way, this.limits, this.script, tell));
    collectGarbage();
    return { type: 'read', ...this.trace.facts };
  }

  private async take({ trace, names }: Extract<HostToLab, { type: 'take' }>): Promise<LabToHost> {
    this.limits = LIMITS;
    this.runner = undefined;
    this.curves.clear();
    this.trace = await takeTrace(trace, names);
    return { type: 'take', ...this.trace.facts };
  }

  private known(): ReadTrace {
    if (!this.trace) throw new Problem('other', 'Nothing was read.');
    return this.trace;
  }

  private advised({ inputs, sizes, part }: Extract<HostToLab, { type: 'advise' }>): Advised {
    const { quarters } = this.known();
    const { curve, reuse } = this.asked(part, inputs.lifetimeMs);
    const change = part ? undefined : loadChange(quarters, inputs);
    const advice = advise(curve, inputs, reuse);
    const drawn = curve.isExact
      ? withSizes(sizesToDraw(curve, DRAWN), [...sizes, ...sizesIn(advice)])
      : undefined;
    const data = drawn
      ? {
          requests: curve.requests,
          distinct: curve.distinct,
          hits: Float64Array.from(drawn, (size) => curve.hits(size)),
          sizes: Float64Array.from(drawn),
        }
      : curve.data;
    return {
      advice,
      hits: sizes.map((size) => curve.hits(size)),
      curve: data,
      reuse,
      ...(change && { change }),
    };
  }

  /** What some requests, or all, ask for. It takes as long as reading them, so what was found out is kept. */
  private asked(part: TracePart | undefined, lifetimeMs: number | undefined): Asked {
    const trace = this.known();
    const { requests } = trace.facts;
    const whole = { from: 1, to: requests };
    const { from, to } = part ? within(part, requests) : whole;
    const name = `${from} ${to}`;
    const known = this.curves.get(name);
    const place = (request: number): number => Math.round((trace.kept * request) / Math.max(1, requests));
    const curve =
      known?.curve ?? (part ? curveIn(trace, to - from + 1, place(from - 1), place(to)) : trace.curve);
    if (known && known.lifetimeMs === lifetimeMs) return known;
    const asked = { curve, reuse: reuseIn(trace, curve, place(from - 1), place(to), lifetimeMs), lifetimeMs };
    this.curves.set(name, asked);
    const [oldest] = this.curves.keys();
    if (this.curves.size > MOST_CURVES && oldest !== undefined) this.curves.delete(oldest);
    return asked;
  }

  private run(question: Extract<HostToLab, { type: 'run' }>): ReturnType<Runner['run']> {
    const tell = (done: number, total: number): void =>
      this.send({ type: 'progress', stage: 'running', done, total });
    this.runner ??= new Runner(this.script, this.known(), this.limits, tell);
    return this.runner.run(question);
  }

  private keys(from: number, to: number): string[] {
    const { columns, kept, nameOf } = this.known();
    const keys: string[] = [];
    for (const { ids } of partsOf(columns, Math.max(0, from), Math.min(kept, to)))
      for (const id of ids) keys.push(nameOf(id));
    return keys;
  }
}

/** The curve of so many requests; ends as places among those that were kept. */
function curveIn(trace: ReadTrace, requests: number, from: number, to: number): Curve {
  return trace.rate === 1 ? curveOfPart(trace, from, to) : curveOfSample(trace, requests, from, to);
}

/** Without times all that is asked for again is in time, and the curve knows how much that is. */
function reuseIn(trace: ReadTrace, curve: Curve, from: number, to: number, lifetimeMs?: number): Reuse {
  const { requests, repeats } = curve;
  if (!trace.columns.times) return { requests, repeats, hits: repeats };
  const counted = reuseOf(trace, from, to, lifetimeMs);
  return trace.rate === 1 ? counted : wholeReuse(counted, trace.rate, requests);
}

/** What of a part is there, at least one request. */
function within({ from, to }: TracePart, requests: number): TracePart {
  const first = Math.max(1, Math.min(from, requests));
  return { from: first, to: Math.max(first, Math.min(to, requests)) };
}

/** The sizes that an advice speaks of. */
function sizesIn(advice: Advice): number[] {
  if (advice.kind === 'enough') return [advice.size, advice.smaller.size];
  return advice.kind === 'pays'
    ? [advice.size, advice.smaller.size, advice.larger.size, advice.best.size]
    : [];
}

/** Sizes with others among them, rising, each once. */
function withSizes(sizes: readonly number[], others: readonly number[]): number[] {
  return [...new Set([...sizes, ...others])].sort((a, b) => a - b);
}

async function withFile<T>(path: string, work: (file: TraceFile) => Promise<T>): Promise<T> {
  const file = new TraceFile(path);
  try {
    return await work(file);
  } finally {
    file.close();
  }
}
