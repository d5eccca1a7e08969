/**
 * Messages between the host and the process of the lab, which reads traces and runs policies over them. The host asks
 * one thing after another; each is answered by what it is named after or by `failed`, after any number of `progress`.
 */
import type { Advice, AdviceInputs, CurveData, PolicyAdvice, Reuse, RunResult, Trace } from '../lab/index.ts';
import type { Doubt, Settings } from '../lab/formats/format.ts';
import type { Unclear } from '../lab/reading/intake.ts';
import type { Encoding } from '../lab/reading/sniff.ts';

/** How a file is to be read. */
export interface LabWay {
  /** The id of a format. */
  readonly format: string;
  readonly settings: Settings;
  readonly encoding?: Encoding | undefined;
  readonly hasOldLines?: boolean | undefined;
}

export type HostToLab =
  | { readonly type: 'look'; readonly path: string; readonly format?: string | undefined }
  | {
      readonly type: 'read';
      readonly path: string;
      readonly way: LabWay;
      /** What memory may be used, in bytes; a test has less. */
      readonly limits?: Partial<LabLimits>;
    }
  | {
      readonly type: 'advise';
      readonly inputs: AdviceInputs;
      readonly sizes: readonly number[];
      /** Of these requests alone; of all where it is not said. */
      readonly part?: TracePart | undefined;
    }
  | {
      readonly type: 'run';
      readonly policies: readonly string[];
      readonly sizes: readonly number[];
      readonly mine: number;
      /** Whether it is told why requests missed, at `mine`: OPT has to answer all of them first. */
      readonly causes?: boolean | undefined;
    }
  /** Requests that the host has already, with the names of their keys. */
  | { readonly type: 'take'; readonly trace: Trace; readonly names: readonly string[] }
  | { readonly type: 'requests'; readonly from: number; readonly to: number }
  | { readonly type: 'export'; readonly path: string };

/** Requests that follow each other, from 1; both ends are among them. */
export interface TracePart {
  readonly from: number;
  readonly to: number;
}

/** The bounds within which the lab works. */
export interface LabLimits {
  /** Keys that are told apart; beyond it a sample is taken. */
  readonly keys: number;
  /** Requests that policies go over; beyond it they go over those for a part of the keys, where these are enough. */
  readonly kept: number;
  /** Keys that policies go over; of more they go over a part. */
  readonly policyKeys: number;
  /** Requests that are held in memory; more are read from a temporary file again and again. */
  readonly requests: number;
  readonly threads: number;
}

export type LabToHost =
  | {
      readonly type: 'progress';
      readonly stage: 'reading' | 'running';
      readonly done: number;
      readonly total: number;
    }
  | ({ readonly type: 'look' } & Looked)
  | ({ readonly type: 'read' } & TraceFacts)
  | ({ readonly type: 'take' } & TraceFacts)
  | ({ readonly type: 'advise' } & Advised)
  | ({ readonly type: 'run' } & League)
  | { readonly type: 'requests'; readonly keys: readonly string[] }
  | { readonly type: 'export'; readonly requests: number }
  | { readonly type: 'failed'; readonly problem: LabProblem };

/** What is said to a person, by the host. `detail` is what the system says, or a name. */
export interface LabProblem {
  readonly kind:
    | 'gone'
    | 'permission'
    | 'directory'
    | 'noFile'
    | 'empty'
    | 'binary'
    | 'packed'
    | 'otherKind'
    | 'jsonArray'
    | 'truncated'
    | 'damaged'
    | 'tooMuchMemory'
    | 'changed'
    | 'rewritten'
    | 'vanished'
    | 'loop'
    | 'busy'
    | 'unreadable'
    | 'noColumn'
    | 'noRequests'
    | 'longLine'
    | 'oneByte'
    | 'dangling'
    | 'notWritten'
    | 'noTemporary'
    | 'noRoom'
    | 'other';
  readonly detail?: string | undefined;
  readonly names?: readonly string[] | undefined;
}

/** What a look at the beginning of a file has told. */
export interface Looked {
  readonly way: LabWay;
  readonly fields?: readonly string[] | undefined;
  readonly doubt?: Doubt | undefined;
  /** Its first lines; of a binary file its first records, as numbers. */
  readonly preview: readonly string[];
  /** Where it really lies, all links followed. */
  readonly realPath: string;
}

/** What was read. */
export interface TraceFacts {
  readonly requests: number;
  readonly distinct: number;
  readonly malformed: number;
  readonly skipped: number;
  readonly examples: readonly { readonly line: number; readonly text: string }[];
  /** The part of all keys that the curve was made of; 1 where it is exact. */
  readonly rate: number;
  /** Of how many of the first requests none was left out. */
  readonly exact: number;
  /** How far a ratio of the curve may be off, as a mean over its sizes; 0 where it is exact. */
  readonly error: number;
  /** How many requests policies go over. */
  readonly kept: number;
  /** The file has grown while it was read: what was there at the beginning is counted. */
  readonly hasGrown: boolean;
  /** Of how many requests a time or a size is not known, where those of others are. */
  readonly unclear: Unclear;
  readonly hasSizes: boolean;
  /** How long it took, in ms, from the first to the last request; undefined where no times are known. */
  readonly duration?: number | undefined;
  /** The mean size of what was asked for, in bytes, where sizes are known. */
  readonly meanSize?: number | undefined;
}

/** What is said of sizes. */
export interface Advised {
  readonly advice: Advice;
  /** The sizes that the four quarters of the trace ask for, each for itself, where they differ much. */
  readonly change?: readonly number[] | undefined;
  /** Hits of an LRU cache of each of the sizes that were asked for, in their order. */
  readonly hits: readonly number[];
  /** The curve as it is drawn. */
  readonly curve: CurveData;
  /** What is asked for again, and within the lifetime. */
  readonly reuse: Reuse;
}

/** What policies make of the trace. */
export interface League {
  readonly runs: readonly RunResult[];
  /** The ends of the windows that the runs of the size that is mine are told by. */
  readonly ends: Int32Array;
  readonly policy?: PolicyAdvice | undefined;
  /** The part of all keys that policies went over; 1 where they went over all. */
  readonly rate: number;
  /** How far a ratio may be off by chance; 0 where policies went over all keys. */
  readonly error: number;
  /** Policies that were asked for and left out: of a sample they say nothing, or they need all requests at once. */
  readonly left: readonly string[];
}
