/** What a check tells. Plain JSON, in the language of the person. */
import type { Replay } from './replay.ts';
import type { Ask, Findings, Question } from '../play/question.ts';

/** What a check is given. */
export interface CheckContext {
  /** Puts a question to the answer. */
  readonly ask: Ask;
  /** The seed of the operation sequences. Default 1. */
  readonly seed?: number | undefined;
  /** Rejects when nobody can be asked any more: what a check waits for besides answers ends with it. */
  readonly over?: Promise<never> | undefined;
  /** The language of the answer, as VS Code calls it. */
  readonly language?: string | undefined;
}

/**
 * One operation of the smallest failing sequence. States are what the cache holds after it: of the model in the order
 * in which entries leave, of the answer what it answers for.
 */
export interface CheckStep {
  readonly operation: string;
  readonly expected: string;
  readonly actual: string;
  readonly expectedState: string;
  readonly actualState: string;
  /** Whether result and state are what they should be. */
  readonly isRight: boolean;
}

/** One thing that was checked. */
export interface CheckResult {
  readonly title: string;
  readonly passed: boolean;
  /** What was found, in a sentence. */
  readonly message: string;
  /** Which rule is broken, where that is known. */
  readonly rule?: string | undefined;
  /** What the states of the steps are: what the model holds, and what was seen of the answer. */
  readonly columns?: readonly [expected: string, actual: string] | undefined;
  /** The same as something that a cache of the engine's can do, where it can. */
  readonly replay?: Replay | undefined;
  /** The smallest failing sequence, from the beginning; empty where nothing failed or no sequence tells it. */
  readonly steps: readonly CheckStep[];
}

export interface CheckReport {
  readonly passed: boolean;
  readonly results: readonly CheckResult[];
}

/** Thrown where the answer did not come back, with what is to be said of it. Nothing more can be asked then. */
export class Unanswered extends Error {
  constructor(readonly result: CheckResult) {
    super(result.message);
  }
}

/** What was found, or an `Unanswered` with the result that is told of findings without an end. */
export async function askToTheEnd(
  ask: Ask,
  question: Question,
  tellUnanswered: (findings: Findings) => CheckResult,
): Promise<Findings> {
  const findings = await ask(question);
  if (findings.isDone) return findings;
  throw new Unanswered(tellUnanswered(findings));
}

/** Runs checks in order up to the first that fails: what comes after it would only repeat the mistake. */
export async function checkInOrder(
  ...checks: readonly (() => Promise<CheckResult>)[]
): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [];
  for (const check of checks) {
    const result = await check();
    results.push(result);
    if (!result.passed) break;
  }
  return results;
}

/** A check without a sequence of operations. */
export function createResult(title: string, passed: boolean, message: string): CheckResult {
  return { title, passed, message, steps: [] };
}
