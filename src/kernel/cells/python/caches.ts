import type { Cached, CacheEvent, KeyedCache, RemovalCause } from '../../../engine/index.ts';
import { policies } from '../../../engine/index.ts';
import type { Origin } from '../../../recording/index.ts';
import type { CellEnvironment } from '../language.ts';

/** What Python is asked while one of its caches works. A cache and its keys and results are numbers here. */
export interface PythonSide {
  /** Runs the call that was begun last; below 0 where its result may fail later, 0 where it has failed. */
  compute(): number;
  now(cache: number): number;
  /** There is news that no call of Python's has caused. */
  follow(cache: number): void;
  labelKey(cache: number, key: number): string;
  labelResult(cache: number, result: number): string;
  /** The line of a cell that asks now. Runs nothing of it, and does not throw. */
  origin(): Origin | undefined;
}

/** How one of the product's caches is to be made. */
export interface CacheRequest {
  readonly tool: string;
  /** Of the function before which it stands; empty for a cache with keys. */
  readonly name: string;
  /** What comes before the options. */
  readonly leading: readonly unknown[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly hasObserver: boolean;
  readonly hasClock: boolean;
}

type Tools = Readonly<Record<string, (...args: unknown[]) => unknown>>;
type Numbers = Cached<(key: number) => Result>;

/** A number, or a promise for what may fail later: the engine lets that go when it rejects. */
type Result = number | (Promise<never> & { readonly number: number });

const INSPECT = Symbol.for('nodejs.util.inspect.custom');
const KINDS = ['hit', 'miss', 'stored', 'removed', 'warning'];
const CAUSES: readonly RemovalCause[] = ['evicted', 'expired', 'deleted', 'cleared', 'replaced'];

/** What kinds of news there are besides those that an observer is told. */
const LET_GO_RESULT = 0;
const LET_GO_KEY = 1;
const FIRST_KIND = 2;

/** Thrown past the engine, which then keeps nothing. Python knows what has happened. */
export const FAILED = new Error('Python has raised.');

/** A function of Python's that gives `FAILED` where it has raised: as one that throws. */
export function throwing(call: (...args: unknown[]) => unknown): (...args: unknown[]) => unknown {
  return (...args) => {
    const result = call(...args);
    if (result === FAILED) throw FAILED;
    return result;
  };
}

/** Stands for an object of Python's where a cache is shown. */
class Label {
  /** Once it is not to be asked for any more. */
  text: string | undefined;

  constructor(private readonly read: () => string) {}

  [INSPECT](): string {
    return this.text ?? this.read();
  }
}

/** A key is told once: its text stays what it was then. */
class KeyLabel extends Label {
  override [INSPECT](): string {
    return (this.text = super[INSPECT]());
  }
}

function numberOf(result: Result): number {
  return typeof result === 'number' ? result : result.number;
}

/** Throws what the engine throws where a decorator is asked for with wrong options. */
export function checkRequest(
  environment: CellEnvironment,
  tool: string,
  leading: unknown[],
  options: object,
): void {
  if (tool !== 'memoize') callTool(environment.tools as Tools, tool, leading, options);
}

/** A decorator, a cache with keys, or what `memoize` makes. */
function callTool(tools: Tools, tool: string, leading: readonly unknown[], options: object): unknown {
  return tools[tool]?.(...leading, options);
}

/** One of the product's caches that stands in for Python's objects with numbers. */
export class NumberedCache {
  readonly cache: object;
  readonly limit: number;
  /** How many keys are remembered after they have left, because the policy knows them again. */
  readonly maxGhosts: number;
  private readonly results = new Map<number, number>();
  private readonly labels = new Map<number, KeyLabel>();
  /** Of keys that Python is about to let go, and whose text the recording still waits for. */
  private readonly leaving = new Map<number, KeyLabel>();
  /** By result that may still fail: what tells the engine that it has. */
  private readonly rejects = new Map<number, () => void>();
  private news: number[] = [];
  private isAsked = false;

  constructor(
    environment: CellEnvironment,
    private readonly python: PythonSide,
    private readonly id: number,
    private readonly request: CacheRequest,
  ) {
    const labels = {
      key: (key: unknown) => this.keyLabel(key as number),
      value: (value: unknown) => this.valueLabel(numberOf(value as Result)),
    };
    const tools = environment.createTools(labels, () =>
      this.isAsked ? python.origin() : undefined,
    ) as Tools;
    this.cache = this.whileAsked(() => this.make(tools)) as object;
    const { maxsize } = this.counts();
    this.limit = maxsize ?? -1;
    this.maxGhosts = this.remembersKeys() ? (maxsize ?? 0) : 0;
  }

  /** The result of a call of the function: one that is kept, or a new one. */
  call(key: number): number {
    return this.ask(key, () => {
      try {
        return numberOf((this.cache as Numbers)(key));
      } catch (error) {
        if (error === FAILED) return 0;
        throw error;
      }
    });
  }

  get(key: number): number {
    return this.ask(key, () => this.keyed.get(key) ?? 0);
  }

  /** Returns whether there is news. */
  set(key: number, result: number): boolean {
    return this.ask(key, () => (this.keyed.set(key, result), result)) < 0;
  }

  has(key: number): boolean {
    return this.keyed.has(key);
  }

  peek(key: number): number {
    return this.keyed.peek(key) ?? 0;
  }

  delete(key: number): void {
    this.ask(key, () => (this.keyed.delete(key), 0));
  }

  keys(): number[] {
    return this.keyed.keys();
  }

  clear(): void {
    this.whileAsked(() =>
      'cacheClear' in this.cache ? (this.cache as Numbers).cacheClear() : this.keyed.clear(),
    );
  }

  /** Hits, misses, maxsize and entries; -1 stands for no limit. */
  info(): number[] {
    const { hits, misses, maxsize, currsize } = this.whileAsked(() => this.counts());
    return [hits, misses, maxsize ?? -1, currsize];
  }

  /** A result that could fail has come to its end. */
  settled(result: number, ok: boolean): void {
    const reject = this.rejects.get(result);
    this.rejects.delete(result);
    if (!ok) reject?.();
  }

  /** The text of a key that Python lets go. */
  label(key: number, text: string): void {
    const label = this.leaving.get(key);
    if (label) label.text = text;
    this.leaving.delete(key);
  }

  /** What has happened since this was last asked, four numbers each. */
  takeNews(): number[] {
    const { news } = this;
    this.news = [];
    return news;
  }

  private get keyed(): KeyedCache<number, number> {
    return this.cache as KeyedCache<number, number>;
  }

  private counts(): ReturnType<Numbers['cacheInfo']> {
    return 'cacheInfo' in this.cache ? (this.cache as Numbers).cacheInfo() : this.keyed.info();
  }

  private make(tools: Tools): unknown {
    const { tool, leading, hasClock } = this.request;
    const clock = hasClock && { clock: { now: () => this.python.now(this.id) } };
    // What Python has left in the options the engine is to refuse.
    const options = {
      observer: (event: CacheEvent) => this.observe(event),
      ...clock,
      ...this.request.options,
    };
    if (tool === 'createCache') return callTool(tools, tool, leading, options);
    const compute = (): Result => {
      const result = this.python.compute();
      if (result === 0) throw FAILED;
      return result < 0 ? this.unsettled(-result) : result;
    };
    Object.defineProperty(compute, 'name', { value: this.request.name });
    Object.defineProperty(compute, 'length', { value: 1 });
    if (tool === 'memoize') return tools[tool]?.(compute, options);
    return (callTool(tools, tool, leading, options) as (fn: () => Result) => unknown)(compute);
  }

  private unsettled(number: number): Result {
    const promise = new Promise<never>((_, reject) => {
      this.rejects.set(number, () => reject(FAILED));
    });
    // Who waits for it is told by Python.
    promise.catch(() => undefined);
    return Object.assign(promise, { number });
  }

  private remembersKeys(): boolean {
    const { tool, leading, options } = this.request;
    const policy = tool === 'createCache' ? leading[0] : tool === 'memoize' ? options['policy'] : undefined;
    return policies.find(({ id }) => id === policy)?.create({ maxsize: 1, seed: 1 }).admit !== undefined;
  }

  /** Gives the number of a result, below 0 where there is news, and 0 where there is none. */
  private ask(key: number, ask: () => number): number {
    const result = this.whileAsked(ask);
    if (result !== 0 && this.results.get(key) !== result) this.letGo(key, result);
    if (!this.results.has(key)) this.letGoKey(key);
    return this.news.length > 0 ? -result : result;
  }

  private whileAsked<T>(ask: () => T): T {
    const wasAsked = this.isAsked;
    this.isAsked = true;
    try {
      return ask();
    } finally {
      this.isAsked = wasAsked;
    }
  }

  private observe(event: CacheEvent): void {
    const key = event.key as number;
    const before = this.results.get(key) ?? 0;
    if (this.request.hasObserver) this.tellEvent(event, key);
    if (event.type === 'stored') this.results.set(key, numberOf(event.value as Result));
    if (event.type === 'removed') this.forget(key, before, event.cause);
    // Python goes on after the engine has come to rest.
    if (!this.isAsked) void Promise.resolve().then(() => this.python.follow(this.id));
  }

  private tellEvent(event: CacheEvent, key: number): void {
    const value = event.type === 'stored' ? numberOf(event.value as Result) : 0;
    const depth = 'depth' in event ? event.depth : 0;
    const extra = event.type === 'removed' ? CAUSES.indexOf(event.cause) : depth;
    this.tell(FIRST_KIND + KINDS.indexOf(event.type), key, value, extra);
  }

  private forget(key: number, result: number, cause: RemovalCause): void {
    this.results.delete(key);
    this.letGo(key, result);
    if (cause === 'replaced') return;
    this.letGoKey(key);
  }

  private letGoKey(key: number): void {
    const label = this.labels.get(key);
    if (label && label.text === undefined) this.leaving.set(key, label);
    this.labels.delete(key);
    this.tell(LET_GO_KEY, key, 0, this.leaving.has(key) ? 1 : 0);
  }

  private letGo(key: number, result: number): void {
    this.rejects.delete(result);
    this.tell(LET_GO_RESULT, key, result);
  }

  private tell(kind: number, key: number, result = 0, extra = 0): void {
    this.news.push(kind, key, result, extra);
  }

  /** The event as it is shown: with what the numbers stand for. */
  private valueLabel(result: number): Label {
    return new Label(() => this.python.labelResult(this.id, result));
  }

  private keyLabel(key: number): KeyLabel {
    let known = this.labels.get(key);
    if (!known) this.labels.set(key, (known = new KeyLabel(() => this.python.labelKey(this.id, key))));
    return known;
  }
}
