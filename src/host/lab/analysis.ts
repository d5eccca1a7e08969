import type { CancellationToken } from 'vscode';
import { policies } from '../../engine/index.ts';
import type { AdviceInputs, Worth } from '../../lab/index.ts';
import {
  adviceWords,
  Curve,
  loadChangeWords,
  policyWords,
  readingWords,
  worthOf,
  worthWords,
} from '../../lab/index.ts';
import type { Advised, LabWay, League, TraceFacts } from '../../protocol/lab.ts';
import type { AdviceText } from '../../protocol/labView.ts';
import type { LabClient, Progress } from './client.ts';
import { ALL_POLICIES } from './options.ts';

/** What the command gives to other programs. */
export interface TraceAnalysis {
  readonly requests: number;
  readonly distinct: number;
  readonly malformed: number;
  readonly curve: readonly { readonly size: number; readonly misses: number }[];
  readonly league: readonly {
    readonly policy: string;
    readonly size: number;
    readonly hits: number;
    readonly misses: number;
  }[];
  readonly advice: { readonly policy: string; readonly maxsize: number; readonly text: string };
}

/** All that was found out about a trace. */
export interface Findings {
  readonly facts: TraceFacts;
  readonly advised: Advised;
  readonly league: League;
  /** The size that the league is for. */
  readonly mine: number;
  readonly inputs: AdviceInputs;
  readonly words: AdviceText;
}

/** Of traces with more requests policies run at the size that is advised only, unless sizes are asked for. */
const MOST_FOR_ALL_SIZES = 12e6;

/** At how many sizes policies run where none are asked for. */
const SIZES = 8;

export interface Asked {
  readonly sizes?: readonly number[] | undefined;
  readonly policies?: readonly string[] | undefined;
  readonly inputs: AdviceInputs;
  /** The size that the league is for; the advised one where it is not said. */
  readonly mine?: number | undefined;
  /** Whether it is told why requests missed. Default true. */
  readonly causes?: boolean | undefined;
}

/** Reads a file and finds out all there is to say. */
export async function analyze(
  client: LabClient,
  path: string,
  way: LabWay,
  asked: Asked,
  onProgress: (progress: Progress) => void,
  token?: CancellationToken,
): Promise<Findings> {
  const facts = await client.ask({ type: 'read', path, way }, onProgress, token);
  return findOut(client, facts, asked, onProgress, token);
}

/** Finds out what policies and sizes make of what was read. */
export async function findOut(
  client: LabClient,
  facts: TraceFacts,
  { inputs: given, sizes, policies: wanted = ALL_POLICIES, mine: size, causes = true }: Asked,
  onProgress: (progress: Progress) => void,
  token?: CancellationToken,
): Promise<Findings> {
  const inputs = { ...given, entryBytes: given.entryBytes ?? facts.meanSize };
  const advised = await client.ask(
    { type: 'advise', inputs, sizes: sizes ?? (size === undefined ? [] : [size]) },
    undefined,
    token,
  );
  const { advice } = advised;
  const mine = size ?? ('size' in advice ? advice.size : new Curve(advised.curve).enough);
  const others =
    sizes ?? (facts.requests <= MOST_FOR_ALL_SIZES ? evenSizes(new Curve(advised.curve).enough) : []);
  // Whether another policy is better is seen beside LRU.
  const run = wanted.includes('lru') || wanted.length === 0 ? wanted : [...wanted, 'lru'];
  const question = { type: 'run', policies: run, sizes: others, mine, causes } as const;
  const league = await client.ask(question, onProgress, token);
  return { facts, advised, league, mine, inputs, words: textOf(facts, advised, league, inputs) };
}

/** What other programs get of it. */
export function resultOf(
  { facts, advised, league, mine, words }: Findings,
  { sizes, policies: wanted = ALL_POLICIES }: Pick<Asked, 'sizes' | 'policies'>,
): TraceAnalysis {
  const { requests, distinct, malformed } = facts;
  const { curve, hits, advice } = advised;
  const points = sizes
    ? sizes.map((size, place) => ({ size, misses: requests - (hits[place] ?? 0) }))
    : [...(curve.sizes ?? [])].map((size, place) => ({ size, misses: requests - (curve.hits[place] ?? 0) }));
  const isAsked = (policy: string, size: number): boolean =>
    wanted.includes(policy) &&
    (sizes === undefined || sizes.includes(size) || (sizes.length === 0 && size === mine));
  return {
    requests,
    distinct,
    malformed,
    curve: points,
    league: league.runs
      .filter(({ policy, size }) => isAsked(policy, size))
      .map(({ policy, size, hits: answered, misses }) => ({ policy, size, hits: answered, misses })),
    advice: {
      policy: isUseful(advice.kind) ? (league.policy?.policy ?? 'lru') : 'lru',
      maxsize: 'size' in advice ? advice.size : 0,
      text: [words.size, words.change, words.policy]
        .flatMap((each) => (each ? [each.text, each.reason] : []))
        .concat(words.notes)
        .join(' '),
    },
  };
}

/** What is found out, in words. */
export function textOf(
  facts: TraceFacts,
  advised: Advised,
  { policy, rate, error }: League,
  inputs: AdviceInputs,
): AdviceText {
  const { advice, change } = advised;
  return {
    size: adviceWords(advice, inputs),
    worth: worthWords(worthIn(advised, inputs), inputs),
    notes: readingWords(facts, { rate, error }),
    ...(change && { change: loadChangeWords(change) }),
    // Where nothing is to be cached no policy is worth a word.
    ...(policy && isUseful(advice.kind) && { policy: policyWords(policy, titleOf) }),
  };
}

/** Whether it is worth caching what these requests ask for. */
export function worthIn({ reuse }: Advised, inputs: AdviceInputs): Worth {
  return worthOf(reuse, { ...inputs, isRecursive: inputs.nestedMisses !== undefined });
}

function isUseful(kind: Advised['advice']['kind']): boolean {
  return kind === 'enough' || kind === 'pays';
}

/** The usual name of a policy. */
export function titleOf(policy: string): string {
  return policies.find(({ id }) => id === policy)?.title ?? policy.toUpperCase();
}

/** Sizes in even steps of a logarithm, up to the largest that has a use. */
function evenSizes(enough: number): number[] {
  const sizes = Array.from({ length: SIZES }, (_, step) => Math.round(enough ** ((step + 1) / SIZES)));
  return [...new Set(sizes)].filter((size) => size > 0);
}
