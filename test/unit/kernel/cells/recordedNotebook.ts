import { Recording } from '../../../../src/recording/index.ts';
import type { NotebookProcess } from './notebookProcess.ts';
import { shareNotebook, transcript } from './notebookProcess.ts';

/** A notebook that the tests of a suite share, and what its caches have done so far. */
export class RecordedNotebook {
  process!: NotebookProcess;
  recording = new Recording();
  /** How many cells have run. */
  count = 0;

  constructor(private readonly language = 'typescript') {
    shareNotebook((process) => {
      this.process = process;
      this.recording = new Recording();
      this.count = 0;
    });
  }

  /** Runs cells. Returns what their caches did, each with the line that has caused it: `1:` is the first of the cells. */
  readonly eventsOf = (...cells: readonly string[]): Promise<string[]> =>
    this.eventsIn(this.language, ...cells);

  async eventsIn(language: string, ...cells: readonly string[]): Promise<string[]> {
    const { recording } = this;
    const before = recording.last;
    const files: string[] = [];
    const texts: string[] = [];
    for (const code of cells) {
      const said = await this.process.run(code, language);
      for (const message of said) if (message.type === 'tick') recording.append(message.tick);
      texts.push(...transcript(said).filter((line) => line.startsWith('! ')));
      files.push(`cell-${++this.count}`);
    }
    const events = [...recording.events(before + 1)].map(({ type, key, origin }) => {
      const cell = origin ? files.indexOf(origin.file) + 1 : 0;
      return `${type}${key && ` ${key}`} ${origin ? `${cell}:${origin.line}` : '-'}`;
    });
    return [...events, ...texts];
  }
}
