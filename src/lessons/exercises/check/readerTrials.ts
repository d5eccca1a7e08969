/** The sequences that are tried with timed readers. */
import type { ReaderOperation, ReaderSetup, ReaderTrial } from '../play/reader.ts';
import { createRandom, type Random } from './random.ts';

const SECONDS = 10;

/** What a server answers when it has no article to give: any status but 200. */
const ERRORS = [100, 201, 204, 206, 299, 301, 304, 307, 400, 403, 404, 410, 418, 429, 500, 502, 503, 599];

/** A trial from words: `read a`, `wait 6`, `serve b 404`, `info`. */
export function parseTrial(words: string, seconds = SECONDS): ReaderTrial {
  const operations = words.split(', ').map((each) => {
    const [type = '', first = '', second = ''] = each.split(' ');
    return { type, url: first, seconds: Number(first), status: Number(second) };
  });
  return { setups: [setupOf(seconds, 2)], operations: operations as ReaderOperation[] };
}

/** Everything may happen, in any order. */
export function createTrials(seed: number): ReaderTrial[] {
  const random = createRandom(seed);
  return Array.from({ length: 300 }, (_, index) => {
    const length = 4 + Math.floor(index / 10);
    if (index % 10 === 9) return createPassing(random, length, SECONDS / 20);
    return index % 3 === 2 ? createLasting(random, length) : createPassing(random, length);
  });
}

/** Two readers that live at the same time, in one world. */
export function createSharedTrials(seed: number): ReaderTrial[] {
  const random = createRandom(seed);
  return Array.from({ length: 100 }, (_, index) => {
    const { operations } = createPassing(random, 6 + Math.floor(index / 5));
    const setups = [setupOf(SECONDS, 2), setupOf(SECONDS / 2, 2)];
    return { setups, operations: operations.map((operation) => ({ ...operation, of: random.below(2) })) };
  });
}

function setupOf(seconds: number, maxsize: number): ReaderSetup {
  return { seconds: String(seconds), maxsize };
}

/** Two articles only: with more, it is a matter of taste whether an expired entry leaves before a living one. */
function createPassing(random: Random, length: number, seconds = SECONDS): ReaderTrial {
  const url = (): string => 'ab'.charAt(random.below(2));
  const operations = Array.from({ length }, (): ReaderOperation => {
    const die = random.below(12);
    if (die < 6) return { type: 'read', url: url() };
    if (die < 9) return { type: 'wait', seconds: 1 + random.below(7) };
    if (die < 11) return createServe(random, url());
    return { type: random.below(3) === 0 ? 'clear' : 'info' };
  });
  return { setups: [setupOf(seconds, 2)], operations };
}

/** Nothing expires, so that it is clear who leaves, of any number. Time passes all the same: who expires first need not leave. */
function createLasting(random: Random, length: number): ReaderTrial {
  const url = (): string => 'abcde'.charAt(random.below(5));
  const operations = Array.from({ length: length + 6 }, (): ReaderOperation => {
    const die = random.below(12);
    if (die < 8) return { type: 'read', url: url() };
    if (die < 9) return { type: 'wait', seconds: 1 + random.below(7) };
    return die < 11 ? createServe(random, url()) : { type: 'info' };
  });
  return { setups: [setupOf(3600, 1 + random.below(5))], operations };
}

function createServe(random: Random, url: string): ReaderOperation {
  const status = random.below(2) === 0 ? 200 : (ERRORS[random.below(ERRORS.length)] ?? 500);
  return { type: 'serve', url, status };
}
