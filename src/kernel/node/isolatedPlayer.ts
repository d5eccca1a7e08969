import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Context } from 'node:vm';
import { compileFunction, createContext, Script } from 'node:vm';
import { parentPort } from 'node:worker_threads';
import * as l10n from '@vscode/l10n';
import type { Clock } from '../../engine/index.ts';
import { createHands, type Hands } from '../../lessons/exercises/play/hands.ts';
import type { KernelToHost } from '../../protocol/kernel.ts';
import type { Answer } from '../cells/language.ts';
import type { AnswerPlayer } from '../services.ts';
import { createCallCounter } from './callCounter.ts';
import type { createPlayer, TextPlayer } from '../player.ts';

/** How long one question may take, in ms: a thousand times what it takes, so that a busy machine fails no answer. */
const LIMIT_MS = 10_000;

/** The scripts of cells. */
const CELL = /^cell-\d+$/;

/** The global name under which Node finds what it is to run within the time. */
const TASK = '$play';

/**
 * The player with globals and prototypes of its own, and a time limit. Made before the first cell can run, and all that
 * it needs later is taken now: what it says to the host goes past everything that cells can replace, with a secret that
 * no cell has seen.
 */
export function loadPlayer(clock: Clock): AnswerPlayer {
  const post = parentPort?.postMessage.bind(parentPort) as ((message: KernelToHost) => void) | undefined;
  const runInTime = createRunInTime();
  const untellable = (): string => l10n.t('a value that cannot be shown');
  const create = evaluate(createContext(Object.create(null) as Context));
  const scripts = create(createHands(createCallCounter((url) => CELL.test(url))), clock, untellable);
  /** One for each hands there are: a language has its own. */
  const others: { readonly hands: Hands; readonly player: TextPlayer }[] = [];
  let player = scripts;
  let secret = '';
  let unfinished: { readonly run: string; readonly question: number } | undefined;

  function playerFor(hands: Hands, at = 0): TextPlayer {
    const other = others[at];
    if (other?.hands === hands) return other.player;
    if (other) return playerFor(hands, at + 1); // By index: iterators may be what a cell has replaced.
    const made = create(hands, clock, untellable);
    others[at] = { hands, player: made };
    return made;
  }

  function findings({ value, hands }: Answer, question: string): string {
    player = hands ? playerFor(hands) : scripts;
    let found: string | undefined;
    runInTime(() => {
      found = player.play(value, question);
    });
    if (found !== undefined) return found;
    if (hands?.wasCutOff() === false) hands.abandon();
    return endOf(player);
  }

  return {
    open: (given) => void (secret = given),
    handIn(run, answer) {
      const isCallable = answer?.isCallable ?? typeof answer?.value === 'function';
      post?.({ type: 'handedIn', secret, run, isCallable });
    },
    play(run, question, text, answer, usesTools) {
      unfinished = { run, question };
      const found = findings(answer, text);
      unfinished = undefined;
      post?.({ type: 'answered', secret, run, question, findings: found, usesTools: usesTools() });
    },
    refuse: (run, question) => post?.({ type: 'answered', secret, run, question }),
    end() {
      if (unfinished) post?.({ type: 'answered', secret, ...unfinished, findings: endOf(player) });
      unfinished = undefined;
    },
  };
}

/** What is told of a question without an end. */
function endOf(player: TextPlayer): string {
  return player.takeUnfinished() ?? '{"isDone":false,"played":[]}';
}

/** Evaluates in the realm of the cells: what Node is given for that leads nowhere else. */
function createRunInTime(): (task: () => void) => void {
  const { defineProperty, deleteProperty } = Reflect;
  const script = new Script(`${TASK}()`);
  const run = script.runInThisContext.bind(script, { timeout: LIMIT_MS });
  const global = globalThis;
  return (task) => {
    defineProperty(global, TASK, { __proto__: null, configurable: true, value: task } as PropertyDescriptor);
    try {
      run();
    } catch {
      return; // It was ended, and nothing has come of it.
    } finally {
      deleteProperty(global, TASK);
    }
  };
}

/** Its globals become parameters: through the context's own global object each use would take fifty times as long. */
function evaluate(context: Context): typeof createPlayer {
  const filename = path.join(__dirname, 'player.js');
  const globals = new Script('Object.getOwnPropertyNames(globalThis).filter((name) => /^[A-Z]/.test(name))');
  const names = globals.runInContext(context) as string[];
  const values = names.map((name) => new Script(name).runInContext(context) as unknown);
  const module = { exports: {} as { createPlayer: typeof createPlayer } };
  const run = compileFunction(`'use strict';${readFileSync(filename, 'utf8')}`, ['module', ...names], {
    filename,
    parsingContext: context,
  }) as (...values: unknown[]) => void;
  run(module, ...values);
  return module.exports.createPlayer;
}
