/** The timed reader as it should be: every entry with its own lifetime, on the clock that does not jump. */
import { countCodePoints } from '../../text.ts';
import { type Outcome, SILENT } from '../play/outcome.ts';
import { inhabit, type ReaderOperation, type ReaderSetup, type ReaderUse } from '../play/reader.ts';
import type { MakeSubject } from '../play/trial.ts';
import { createWorld, type World } from '../play/world.ts';

interface Model {
  read(url: string): Outcome;
  info(): Outcome;
  clear(): void;
}

export const makeModel: MakeSubject<ReaderSetup, ReaderOperation> = (setups) => {
  const world = createWorld();
  const models = setups.map((setup) => createModel(setup, world));
  return inhabit(world, (operation) => use(models[operation.of ?? 0], operation));
};

function use(model: Model | undefined, operation: ReaderUse): Outcome {
  if (!model) return { as: 'thrown', text: '', note: 'refused' };
  if (operation.type === 'read') return model.read(operation.url);
  if (operation.type === 'info') return model.info();
  model.clear();
  return SILENT;
}

interface Entry {
  readonly url: string;
  readonly length: number;
  readonly expires: number;
}

function createModel({ seconds: text, maxsize }: ReaderSetup, world: World): Model | undefined {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds < Infinity)) return undefined;
  const clock = world.createClock();
  let entries: Entry[] = [];
  let [hits, misses] = [0, 0];
  return {
    info: () => ({ as: 'value', text: `hits=${hits}, misses=${misses}` }),
    clear: () => {
      [entries, hits, misses] = [[], 0, 0];
    },
    read: (url) => {
      const found = entries.find((entry) => entry.url === url && clock.now() < entry.expires);
      if (found) hits++;
      else misses++;
      const page = found ? undefined : world.fetch(url, { timeoutMs: 1 });
      if (page && page.status !== 200) return { as: 'thrown', text: '', note: 'fetched' };
      const length = found?.length ?? countCodePoints(page?.body ?? '');
      const entry = found ?? { url, length, expires: clock.now() + seconds * 1000 };
      entries = [...entries.filter((other) => other.url !== url), entry].slice(-maxsize);
      return { as: 'value', text: String(length), note: found ? 'cached' : 'fetched' };
    },
  };
}
