import { commands, l10n, window } from 'vscode';
import { recordedTrace, type RecordedTrace } from '../../lab/index.ts';
import { HumanError } from '../../lessons/humanError.ts';
import type { Recording, Sliced } from '../../recording/index.ts';
import type { CacheTarget } from '../commands/sessions.ts';
import type { Disposable } from '../lifecycle.ts';
import { Stopped } from '../sessions/stopped.ts';
import type { SessionStore } from '../sessions/store.ts';
import { findOut } from './analysis.ts';
import type { LabClient } from './client.ts';
import type { LabPanels } from './panels.ts';

interface Parts {
  readonly store: SessionStore;
  readonly panels: LabPanels;
  readonly showError: (error: unknown) => void;
  readonly launch: () => LabClient;
}

/** The command that shows in the lab what a cache was asked for while it was recorded. */
export function registerRecordings({ store, panels, showError, launch }: Parts): Disposable {
  const analyze = async (first?: unknown, second?: unknown): Promise<void> => {
    const target = targetOf(first, second) ?? (await pick(store));
    if (!target) return;
    const recorded = await recordedIn(store, target);
    const client = launch();
    let isShown = false;
    try {
      const { trace, textOf, isNested, misses } = recorded;
      const names = Array.from({ length: trace.distinct }, (_, id) => textOf(id));
      const facts = await client.ask({ type: 'take', trace, names });
      const inputs = isNested ? { nestedMisses: misses } : {};
      const findings = await findOut(client, facts, { inputs }, () => undefined);
      panels.show({ title: titleOf(store, target), client, findings });
      isShown = true;
    } finally {
      if (!isShown) client.dispose();
    }
  };
  return commands.registerCommand('cachebook.analyzeRecording', (first?: unknown, second?: unknown) =>
    analyze(first, second).catch((error: unknown) => {
      if (!(error instanceof Stopped)) showError(error);
    }),
  );
}

/** By two ids, or as the Caches view hands over what was clicked. */
function targetOf(first: unknown, second: unknown): CacheTarget | undefined {
  if (typeof first === 'string' && typeof second === 'string') return { session: first, cache: second };
  const { session, cache } = (first ?? {}) as Partial<Record<keyof CacheTarget, unknown>>;
  return typeof session === 'string' && typeof cache === 'string' ? { session, cache } : undefined;
}

async function pick(store: SessionStore): Promise<CacheTarget | undefined> {
  const items = store.sessions.flatMap(({ id, title, caches }) =>
    caches.map(({ cache, name }) => ({ label: name, description: title, session: id, cache })),
  );
  if (items.length === 0)
    throw new HumanError(
      l10n.t('Nothing was recorded yet. Run a scenario or a notebook with a cache first.'),
    );
  if (items.length === 1) return items[0];
  return window.showQuickPick(items, { placeHolder: l10n.t('Choose the cache to analyze') });
}

async function recordedIn(store: SessionStore, { session, cache }: CacheTarget): Promise<RecordedTrace> {
  const recording: Recording | undefined = store.recordingOf(session);
  const recorded =
    recording?.facts(Number(cache)) && (await inTurns(recordedTrace(recording, Number(cache))));
  if (!recorded || recorded.trace.ids.length === 0)
    throw new HumanError(
      l10n.t(
        'What this cache was asked for is not known. Run it again, and record keys where you are asked.',
      ),
    );
  return recorded;
}

function titleOf(store: SessionStore, { session, cache }: CacheTarget): string {
  const found = store.find(session);
  const name = found?.caches.find((each) => each.cache === cache)?.name ?? '';
  return l10n.t('{0} of {1}', name, found?.title ?? '');
}

/** How long the window may be kept from anything else, in ms. */
const SLICE_MS = 8;

/** Does long work a bit at a time. */
async function inTurns<Result>(work: Sliced<Result>): Promise<Result> {
  let until = performance.now() + SLICE_MS;
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() < until) continue;
    await new Promise((resolve) => setTimeout(resolve));
    until = performance.now() + SLICE_MS;
  }
}
