import * as l10n from '@vscode/l10n';
import type { CellsToHost, Shown } from '../../protocol/cells.ts';
import type { Stream } from '../cells/language.ts';

/** How much a cell may say, in characters. More than a person reads, and little enough for any host. */
export const MAX_OUTPUT = 1024 * 1024;

/** What a message costs besides its characters: nobody can send a million of them either. */
const MESSAGE_COST = 16;

/** What a new place below the cell costs: a value that is shown, or text after something else. Few hundred are enough. */
const PLACE_COST = 2048;

/** In how many places a cache is kept up to date. */
const MAX_PLACES = 5;

/**
 * What cells print and show, cut where it becomes too much. All of it is sent at once, because the code that comes
 * after may keep this thread busy; whoever receives it makes batches.
 */
export class CellOutput {
  private cell = '';
  private room = 0;
  private displays = 0;
  /** Whose text is the last below the cell. */
  private stream: Stream | undefined;
  private muted: 'no' | 'yes' | 'something' = 'no';
  /** Where a cache is shown, by its id: the newest places only. */
  private readonly places = new Map<string, { cell: string; display: string }[]>();

  constructor(private readonly send: (message: CellsToHost) => void) {}

  /** What comes from now on belongs to this cell, also when it comes after its end. */
  begin(cell: string): void {
    this.cell = cell;
    this.room = MAX_OUTPUT;
    this.stream = undefined;
    this.muted = 'no';
  }

  /** From now on nothing is said. */
  mute(): void {
    this.muted = 'yes';
  }

  /** Returns whether something would have been said. */
  unmute(): boolean {
    const wasSaid = this.muted === 'something';
    this.muted = 'no';
    return wasSaid;
  }

  write(stream: Stream, text: string): void {
    if (text === '' || this.room <= 0 || this.isMuted()) return;
    this.send({ type: 'output', cell: this.cell, stream, text: text.slice(0, this.room) });
    this.take(text.length + (stream === this.stream ? MESSAGE_COST : PLACE_COST));
    this.stream = stream;
  }

  /** Shows something below the cell. A cache goes on being shown as it is, while it is used. */
  show(shown: Shown): void {
    if (this.room <= 0 || this.isMuted()) return;
    const size = JSON.stringify(shown).length;
    const place = { cell: this.cell, display: String(++this.displays) };
    if (size <= this.room) this.send({ type: 'display', ...place, shown });
    this.take(size + PLACE_COST);
    this.stream = undefined;
    if (shown.value?.kind !== 'cache' || shown.value.cache === undefined) return;
    const before = this.places.get(shown.value.cache) ?? [];
    this.places.set(shown.value.cache, [...before, place].slice(-MAX_PLACES));
  }

  /** Shows a cache anew wherever it is shown. */
  refresh(cache: string, shown: Shown): void {
    for (const place of this.places.get(cache) ?? []) this.send({ type: 'display', ...place, shown });
  }

  isShown(cache: string): boolean {
    return this.places.has(cache);
  }

  progress(text: string): void {
    this.send({ type: 'progress', cell: this.cell, text });
  }

  /** Remembers that there was something to say. */
  private isMuted(): boolean {
    if (this.muted === 'yes') this.muted = 'something';
    return this.muted !== 'no';
  }

  private take(cost: number): void {
    this.room -= cost;
    if (this.room > 0) return;
    const notice = l10n.t('The output was cut: it became too much to be read. The cell goes on.');
    this.send({ type: 'output', cell: this.cell, stream: 'stderr', text: `\n${notice}\n` });
  }
}
