import * as l10n from '@vscode/l10n';
import type { KernelToHost } from '../../protocol/kernel.ts';
import type { Shown } from '../../protocol/values.ts';
import type { Failure } from '../cells/language.ts';
import type { Stream } from '../cells/stream.ts';
import type { Run, Runs } from './run.ts';
import { cutText } from './tell.ts';

/** What a message costs besides its characters: nobody can send a million of them either. */
const MESSAGE_COST = 16;

/** What a new place below the cell costs: a value that is shown, or text after something else. Few hundred are enough. */
const PLACE_COST = 2048;

/** In how many places a cache is kept up to date. */
const MAX_PLACES = 5;

/** The least of an error that is told, in characters, also where its cell has said too much already. */
const MIN_ERROR = 4096;

/** Where a cache is shown, and whether as a tree of calls. */
interface Place {
  readonly run: Run;
  readonly display: string;
  readonly isTree: boolean;
}

/** A cache as it is shown. */
export type ShownCache = Shown & { readonly value: Extract<Shown['value'], { kind: 'cache' }> };

/**
 * What runs print and show, each below its own cell, cut where it becomes too much. All of it is sent at once, because
 * the code that comes after may keep this thread busy; whoever receives it makes batches.
 */
export class CellOutput {
  private displays = 0;
  private latest: Run | undefined;
  /** Where the run that is under way shows a cache, by its id: the newest places only. */
  private readonly places = new Map<string, Place[]>();

  constructor(
    private readonly send: (message: KernelToHost) => void,
    /** Knows the run that speaks; undefined where the kernel does. */
    private readonly runs: Pick<Runs, 'current'>,
    /** Told of all that is printed, as far as it is heard. */
    private readonly onPrint: (text: string) => void,
  ) {}

  /** What the kernel itself says from now on belongs to this run. */
  begin(run: Run): void {
    this.latest = run;
  }

  /** What a run has shown stays as it is at its end: a picture belongs to its cell, whatever later ones do. */
  end(run: Run): void {
    for (const [cache, places] of this.places) {
      const left = places.filter((place) => place.run !== run);
      if (left.length > 0) this.places.set(cache, left);
      else this.places.delete(cache);
    }
  }

  write(stream: Stream, text: string): void {
    const run = this.heard();
    if (!run || text === '') return;
    const { said, token } = run;
    const heard = text.slice(0, said.room);
    this.send({ type: 'output', run: token, stream, text: heard });
    this.onPrint(heard);
    this.take(run, text.length + (stream === said.stream ? MESSAGE_COST : PLACE_COST));
    said.stream = stream;
  }

  /** Shows something below the cell. A cache goes on being shown as it is, until the cell has run. */
  show(shown: Shown): void {
    const run = this.heard();
    if (!run) return;
    const size = JSON.stringify(shown).length;
    const display = String(++this.displays);
    if (size <= run.said.room) this.send({ type: 'display', run: run.token, display, shown });
    this.take(run, size + PLACE_COST);
    run.said.stream = undefined;
    if (shown.value?.kind !== 'cache' || shown.value.cache === undefined || run.isDone) return;
    const { cache, isTree = false } = shown.value;
    const before = this.places.get(cache) ?? [];
    this.places.set(cache, [...before, { run, display, isTree }].slice(-MAX_PLACES));
  }

  /** Tells what a run has failed with. It is told in any case, and cut as all output is. */
  fail(run: Run, { name, message, frames, detail }: Failure, locate: (file: string) => string): void {
    const text = cutText(message, Math.max(MIN_ERROR, run.said.room));
    const located = frames.map(({ file, ...frame }) => ({ ...frame, run: locate(file) }));
    this.send({
      type: 'error',
      run: run.token,
      name: cutText(name, MIN_ERROR),
      message: text,
      frames: located,
      ...(detail !== undefined && { detail }),
    });
  }

  /** Shows a cache anew wherever it is shown. */
  refresh(cache: string, { text, value }: ShownCache): void {
    for (const { isTree, run, display } of this.places.get(cache) ?? [])
      this.send({
        type: 'display',
        run: run.token,
        display,
        shown: { text, value: { ...value, ...(isTree && { isTree }) } },
      });
  }

  isShown(cache: string): boolean {
    return this.places.has(cache);
  }

  progress(text: string): void {
    const run = this.heard();
    if (run) this.send({ type: 'progress', run: run.token, text });
  }

  /** The run that speaks, if it is listened to. Of one that was interrupted nothing is heard any more. */
  private heard(): Run | undefined {
    const speaker = this.runs.current();
    if (speaker?.isRevoked) {
      speaker.lateAttempts++;
      return undefined;
    }
    const run = speaker ?? this.latest;
    if (!run || run.said.room <= 0) return undefined;
    if (run.said.muted === 'no') return run;
    run.said.muted = 'something';
    return undefined;
  }

  private take({ said, token }: Run, cost: number): void {
    said.room -= cost;
    if (said.room > 0) return;
    const notice = l10n.t('The output was cut: it became too much to be read. The cell goes on.');
    const text = `\n${notice}\n`;
    this.send({ type: 'output', run: token, stream: 'stderr', text });
    this.onPrint(text);
  }
}
