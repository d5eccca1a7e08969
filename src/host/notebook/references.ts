import { l10n } from 'vscode';
import { outcomesOf, type OwnTest } from '../../lessons/exercises/check/own.ts';
import type { Exercise } from '../../lessons/exercises/exercise.ts';
import type { Outcome } from '../../lessons/exercises/play/outcome.ts';
import type { Findings } from '../../lessons/exercises/play/question.ts';
import { HumanError } from '../../lessons/humanError.ts';
import { languageDefining, type OwnTests } from '../../protocol/notebook/index.ts';
import type { Disposable } from '../lifecycle.ts';
import type { KernelClient, RunMessage } from '../sessions/kernel.ts';

/** How long a reference solution may take, in ms: a hundred times what it takes, with Python loaded. */
const LIMIT_MS = 60_000;

/** So many are remembered: a class works at a few exercises at once. */
const MOST_KNOWN = 32;

type StartKernel = (onRun: (message: RunMessage) => void) => KernelClient;

/**
 * Asks reference solutions what tests expect. Each runs in a kernel of its own, which is started for it and ended behind
 * it: nothing that a cell does reaches it, and nothing of it is seen in the notebook.
 */
export class References implements Disposable {
  private readonly known = new Map<string, readonly OwnTest[]>();
  private readonly running = new Set<KernelClient>();

  /** The tests with what they expect, where they do not say it. Rejects where the solution is none. */
  async complete(tests: OwnTests, code: string, startKernel: StartKernel): Promise<readonly OwnTest[]> {
    const key = JSON.stringify([tests, code]);
    const known = this.known.get(key);
    if (known) return known;
    const played = await this.run(tests, code, startKernel);
    const complete = tests.tests.map((test, index) => completed(test, played[index]?.outcomes ?? []));
    for (const oldest of [...this.known.keys()].slice(0, -MOST_KNOWN)) this.known.delete(oldest);
    this.known.set(key, complete);
    return complete;
  }

  dispose(): void {
    for (const kernel of this.running) kernel.stop(l10n.t('The notebook was closed.'));
  }

  private async run(
    { entry, kind, tests }: OwnTests,
    code: string,
    startKernel: StartKernel,
  ): Promise<Findings['played']> {
    const language = languageDefining(entry, code);
    if (language === undefined) throw notDefined(entry);
    let findings: Findings | undefined;
    let error: string | undefined;
    const asked = exerciseFor(entry, kind, async ({ ask }) => {
      findings = await outcomesOf(tests, ask);
      return [];
    });
    const kernel = startKernel((message) => {
      if (message.type === 'error') error = `${message.name}: ${message.message}`;
    });
    this.running.add(kernel);
    const timer = setTimeout(() => kernel.stop(l10n.t('It did not come to its end.')), LIMIT_MS);
    try {
      await kernel.run('reference', { kind: 'cell', language, code, answer: entry }, asked);
    } catch (thrown) {
      error ??= (thrown as Error).message; // The kernel has ended.
    } finally {
      clearTimeout(timer);
      kernel.stop('');
      await kernel.ended;
      this.running.delete(kernel);
    }
    if (error !== undefined) throw broken(error);
    if (!findings) throw notDefined(entry);
    if (!findings.isDone) throw broken(l10n.t('It did not come to its end.'));
    return findings.played;
  }
}

/** What a kernel is asked for: nothing but the outcomes. */
function exerciseFor(entry: string, kind: Exercise['kind'], check: Exercise['check']): Exercise {
  const nothing = { id: '', starter: '', solution: '', title: () => '', hints: () => [] };
  return { ...nothing, entry, kind, check };
}

/** What a test expects that says nothing: what the reference solution has done. */
function completed(test: OwnTest, outcomes: readonly Outcome[]): OwnTest {
  return test.map((operation, at) => {
    const outcome = outcomes[at];
    if (operation.expected !== undefined || !outcome) return operation;
    if (outcome.as === 'thrown') return { ...operation, expected: 'error' };
    if (operation.type === 'new') return operation;
    if (outcome.as === 'value') return { ...operation, expected: outcome.text };
    throw broken(l10n.t('{0} answers {1}, which is no JSON.', operation.text, outcome.text));
  });
}

function notDefined(entry: string): HumanError {
  return broken(l10n.t('It has to define {0}, as the tests call it.', entry));
}

function broken(why: string): HumanError {
  return new HumanError(
    l10n.t('The reference solution of this exercise cannot be used. {0} Tell the author of the lesson.', why),
  );
}
