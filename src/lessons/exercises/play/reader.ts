/** The exercise on a timed reader, as it is played. */
import type { Hands } from './hands.ts';
import { type Note, type Outcome, SILENT } from './outcome.ts';
import type { MakeSubject, Subject, Trial } from './trial.ts';
import type { World } from './world.ts';

/** What is asked of a reader. `of`: which one; the first where it is left out. */
export type ReaderUse =
  | { readonly type: 'read'; readonly url: string; readonly of?: number | undefined }
  | { readonly type: 'info'; readonly of?: number | undefined }
  | { readonly type: 'clear'; readonly of?: number | undefined };

/** What happens to the world that all readers of a trial live in. */
export type WorldEvent =
  | { readonly type: 'serve'; readonly url: string; readonly status: number }
  | { readonly type: 'wait'; readonly seconds: number }
  | { readonly type: 'jump'; readonly seconds: number };

export type ReaderOperation = ReaderUse | WorldEvent;

export interface ReaderSetup {
  /** As text: JSON has no NaN and no Infinity. */
  readonly seconds: string;
  readonly maxsize: number;
}

export type ReaderTrial = Trial<ReaderSetup, ReaderOperation>;

/** What is looked at besides results and fetches. */
export type Attention = 'certificate' | 'timeout' | undefined;

/** A reader is not made with this lifetime. All that is asked of it then is refused, too. */
export const REFUSED: Outcome = { as: 'thrown', text: '', note: 'refused' };

/** A world with readers in it. `refusal`: what came of the making of one that could not be made. */
export function inhabit(
  world: World,
  refusal: Outcome | undefined,
  use: (operation: ReaderUse) => Outcome,
): Subject<ReaderOperation> {
  return {
    made: refusal ?? SILENT,
    apply(operation) {
      switch (operation.type) {
        case 'wait':
          world.wait(operation.seconds * 1000);
          return SILENT;
        case 'jump':
          world.jump(operation.seconds * 1000);
          return SILENT;
        case 'serve':
          world.setStatus(operation.url, operation.status);
          return SILENT;
        case 'read':
        case 'info':
        case 'clear':
          return use(operation);
      }
    },
  };
}

/** The lifetime of a setup as a number. It also runs where answers may have changed the language. */
export function secondsOf(text: string): number {
  return +text;
}

/** A reader, or what came of it where there is none. */
type Made = { readonly reader: unknown } | (Outcome & { readonly note: 'refused' });

/** Drives readers through one world. A reader that cannot be made refuses whatever is asked of it. */
export function readerSubject(
  answer: unknown,
  attention: Attention,
  hands: Hands,
  tell: (value: unknown) => Outcome,
  tellThrown: (thrown: unknown) => Outcome,
): MakeSubject<ReaderSetup, ReaderOperation> {
  return (setups) => {
    const world = hands.createWorld();
    const readers = setups.map((setup) => make(setup, world));
    const refusal = readers.find((made) => 'note' in made);
    return inhabit(world, refusal, (operation) => use(readers[operation.of ?? 0], operation, world));
  };

  function make({ seconds, maxsize }: ReaderSetup, world: World): Made {
    try {
      return { reader: hands.makeReader(answer, world, secondsOf(seconds), maxsize) };
    } catch (thrown) {
      return { ...tellThrown(thrown), note: 'refused' };
    }
  }

  function use(made: Made | undefined, operation: ReaderUse, world: World): Outcome {
    if (!made || 'note' in made) return made ?? REFUSED;
    const { reader } = made;
    if (operation.type === 'read') return read(reader, operation.url, world);
    if (operation.type === 'clear') {
      hands.clear(reader);
      return SILENT;
    }
    hands.info(reader);
    const [hits, misses] = [tell(hands.hits()), tell(hands.misses())];
    const isPlain = hits.as === 'value' && misses.as === 'value';
    return { as: isPlain ? 'value' : 'object', text: `hits=${hits.text}, misses=${misses.text}` };
  }

  function read(reader: unknown, url: string, world: World): Outcome {
    const before = world.fetches();
    try {
      const outcome = tell(hands.read(reader, url));
      return { ...outcome, note: noteOf(world, before) };
    } catch (thrown) {
      return { ...tellThrown(thrown), note: noteOf(world, before) };
    }
  }

  function noteOf(world: World, before: number): Note {
    if (world.fetches() === before) return 'cached';
    if (attention === 'certificate' && !world.isCertified()) return 'uncertified';
    return attention === 'timeout' && !world.isLimited() ? 'unlimited' : 'fetched';
  }
}
