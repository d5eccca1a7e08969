import assert from 'node:assert/strict';
import { Recording, MOST_ORIGINS } from '../../../../src/recording/index.ts';
import type { Said } from './notebookProcess.ts';
import { NotebookProcess, shareNotebook, transcript } from './notebookProcess.ts';

let notebook: NotebookProcess;
/** What all cells have done so far. */
const recording = new Recording();

shareNotebook((shared) => (notebook = shared));

function record(said: Said): void {
  for (const message of said) if (message.type === 'tick') recording.append(message.tick);
}

/** Runs a cell. Returns what its caches did, each with the line that has caused it: `1:` is the first of the cells. */
async function eventsOf(...cells: readonly string[]): Promise<string[]> {
  const before = recording.last;
  const files: string[] = [];
  const texts: string[] = [];
  for (const code of cells) {
    const said = await notebook.run(code);
    record(said);
    texts.push(...transcript(said).filter((line) => line.startsWith('! ')));
    files.push(`cell-${++count}`);
  }
  const events = [...recording.events(before + 1)].map(({ type, key, origin }) => {
    const cell = origin ? files.indexOf(origin.file) + 1 : 0;
    return `${type}${key && ` ${key}`} ${origin ? `${cell}:${origin.line}` : '-'}`;
  });
  return [...events, ...texts];
}
let count = 0;

describe('the line of an event', () => {
  it('is where the function is called, and where its cache was made', async () => {
    const code = 'const f = lruCache((n) => n)\n\nf(1)\nf(1)\n\n;f.cacheClear()';
    assert.deepEqual(await eventsOf(code), ['made 1:1', 'miss 1 1:3', 'stored 1 1:3', 'hit 1 1:4', 'cleared 1:6']);
  });

  it('is that of a direct change of a cache with keys', async () => {
    const code = "const c = createCache('lru', 1)\nc.set('a', 1)\nc.set('b', 2)\nc.delete('b')\nc.get('b')\nc.clear()";
    assert.deepEqual(await eventsOf(code), [
      'made 1:1',
      "stored 'a' 1:2",
      "removed 'a' 1:3",
      "stored 'b' 1:3",
      "removed 'b' 1:4",
      "miss 'b' 1:5",
      'cleared 1:6',
    ]);
  });
});
