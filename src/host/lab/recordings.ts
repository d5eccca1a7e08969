import { l10n, window } from 'vscode';
import { recordedTrace, type RecordedTrace } from '../../lab/index.ts';
import { HumanError } from '../../lessons/humanError.ts';
import type { Recording, Sliced } from '../../recording/index.ts';
import type { CacheTarget } from '../commands/sessions.ts';
import type { SessionStore } from '../sessions/store.ts';

/** By two ids, or as the Caches view hands over what was clicked. */
export function targetOf(first: unknown, second: unknown): CacheTarget | undefined {
  if (typeof first === 'string' && typeof second === 'string') return { session: first, cache: second };
  const { session, cache } = (first ?? {}) as Partial<Record<keyof CacheTarget, unknown>>;
  return typeof session === 'string' && typeof cache === 'string' ? { session, cache } : undefined;
}

/** Asks for a cache that was recorded; the only one is taken. */
export async function pickRecording(store: SessionStore): Promise<CacheTarget | undefined> {
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

/** What it was asked for. Rejects with a `HumanError` where that is not known. */
export async function recordedIn(
  store: SessionStore,
  { session, cache }: CacheTarget,
): Promise<RecordedTrace> {
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

export function titleOfRecording(store: SessionStore, { session, cache }: CacheTarget): string {
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
