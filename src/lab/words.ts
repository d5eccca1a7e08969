import * as l10n from '@vscode/l10n';
import type { Advice, AdviceInputs } from './advice.ts';
import { isSteady, type PolicyAdvice } from './recommend.ts';
import type { Worth } from './worth.ts';

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });

/** A whole number, its thousands grouped. */
export const count = (value: number): string => grouped.format(value);
/** A number to three significant digits. */
const about = (value: number): string => short.format(value);
/** A part of one in percent. */
export const percent = (share: number): string => short.format(100 * share);

/** Advice as a person reads it, each a whole sentence or more. */
export interface Wording {
  /** What to do. */
  readonly text: string;
  readonly reason: string;
  /** How it was reckoned, where something was. */
  readonly formula?: string;
}

/** Advice on the size in words. */
export function adviceWords(advice: Advice, inputs: AdviceInputs = {}): Wording {
  switch (advice.kind) {
    case 'nothing':
      return nothingWords(advice, inputs);
    case 'unknown':
      return {
        text: l10n.t('The size cannot be told from this recording.'),
        reason: l10n.t(
          'The function calls itself, so a cache of another size gets other requests. Run it once with maxsize=None: then nothing is computed twice, and the size that is enough can be told.',
        ),
      };
    case 'enough':
      return { text: enoughText(advice), reason: enoughReason(advice), ...formulaOf(advice, inputs) };
    case 'pays':
      return { text: paysText(advice), reason: paysReason(advice, inputs), ...formulaOf(advice, inputs) };
  }
}

type Kind<K extends Advice['kind']> = Extract<Advice, { kind: K }>;

function nothingWords(advice: Kind<'nothing'>, inputs: AdviceInputs): Wording {
  const { why, requests, repeats, answerable, needs } = advice;
  const text = l10n.t('Nothing to cache here.');
  switch (why) {
    case 'empty':
      return { text, reason: l10n.t('There are no requests.') };
    case 'no repeats':
      return {
        text,
        reason: l10n.t(
          'No key was asked for twice in {0} requests, so no cache of any size answers one.',
          count(requests),
        ),
      };
    case 'too short':
      return {
        text,
        reason: l10n.t(
          '{0} of {1} requests ask for a key again, but each of them after the {2} ms that a result is good for.',
          count(repeats),
          count(requests),
          about(inputs.lifetimeMs ?? 0),
        ),
      };
    case 'costs more':
      return {
        text,
        reason: l10n.t(
          'A cache could answer at most {0} of {1} requests, and costs more than that saves.',
          count(answerable),
          count(requests),
        ),
        formula: l10n.t(
          '{0} hits × {1} a miss ≤ {2} requests × {3} a look-up and the price of the entries',
          count(answerable),
          about(inputs.missCost ?? 0),
          count(requests),
          about(inputs.lookupCost ?? 0),
        ),
      };
    case 'no room':
      return {
        text: l10n.t('The memory is too small for a cache to answer anything.'),
        reason: l10n.t('The least size that answers a request is {0} entries.', count(needs)),
      };
  }
}

function enoughText({ size, smaller, requests }: Kind<'enough'>): string {
  return smaller.misses === requests
    ? l10n.t(
        'maxsize {0} is enough: beyond it not one more hit; with {1} every request misses.',
        count(size),
        count(smaller.size),
      )
    : l10n.t('maxsize {0} is enough: beyond it not one more hit.', count(size));
}

function enoughReason({ hits, requests, distinct, cliff }: Kind<'enough'>): string {
  return cliff
    ? l10n.t(
        'It answers {0} of {1} requests; the other {2} ask for a key for the first time. Do not go below {3}: {4} entries answer {5}.',
        count(hits),
        count(requests),
        count(distinct),
        count(cliff.at.size),
        count(cliff.below.size),
        count(cliff.below.hits),
      )
    : l10n.t(
        'It answers {0} of {1} requests; the other {2} ask for a key for the first time.',
        count(hits),
        count(requests),
        count(distinct),
      );
}

function paysText({ size, share, isBound }: Kind<'pays'>): string {
  return isBound
    ? l10n.t(
        'maxsize {0}: {1} % of all hits that there can be. The memory allows no more.',
        count(size),
        percent(share),
      )
    : l10n.t('maxsize {0}: {1} % of all hits that there can be.', count(size), percent(share));
}

function paysReason(
  { hits, requests, distinct, smaller, larger, cliff }: Kind<'pays'>,
  inputs: AdviceInputs,
): string {
  const around = l10n.t(
    'It answers {0} of {1} requests; {2} ask for a key for the first time, which no cache answers. With {3} entries there are {4} hits, with {5} there are {6}.',
    count(hits),
    count(requests),
    count(distinct),
    count(smaller.size),
    count(smaller.hits),
    count(larger.size),
    count(larger.hits),
  );
  const tolerance = percent(inputs.tolerance ?? 0.05);
  const least = l10n.t('It is the least size within {0} % of the best one.', tolerance);
  if (!cliff) return `${around} ${least}`;
  const fall = l10n.t(
    'Do not go below {0}: there are {1} hits, and with {2} only {3}.',
    count(cliff.at.size),
    count(cliff.at.hits),
    count(cliff.below.size),
    count(cliff.below.hits),
  );
  return `${around} ${least} ${fall}`;
}

/** How the benefit was reckoned, where a cost is known. */
function formulaOf(
  { size, hits, benefit, requests }: Kind<'enough' | 'pays'>,
  inputs: AdviceInputs,
): { formula?: string } {
  const { missCost, lookupCost = 0, entryBytes = 0, bytePrice = 0 } = inputs;
  if (missCost === undefined) return {};
  return {
    formula: l10n.t(
      '{0} hits × {1} a miss − {2} requests × {3} a look-up − {4} entries × {5} bytes × {6} a byte = {7}',
      count(hits),
      about(missCost),
      count(requests),
      about(lookupCost),
      count(size),
      count(entryBytes),
      about(bytePrice),
      about(benefit),
    ),
  };
}

/** That a load changes, in words: the sizes that its parts would be advised. */
export function loadChangeWords(sizes: readonly number[]): Wording {
  return {
    text: l10n.t('Your load changes: each part of the requests asks for another size.'),
    reason: l10n.t(
      'In order, the parts taken for themselves ask for {0} entries. Look at the league over time before you settle on a size.',
      sizes.map(count).join(', '),
    ),
  };
}

/** Advice on the policy in words. `titleOf` gives the usual name of a policy. */
export function policyWords(advice: PolicyAdvice, titleOf: (policy: string) => string): Wording {
  const { policy, best, size, ratio, lruRatio, margin } = advice;
  if (policy !== 'lru') return betterWords(advice, titleOf(policy));
  const text = l10n.t('Stay with LRU.');
  return best === 'lru'
    ? { text, reason: l10n.t('No other policy answers more with {0} entries.', count(size)) }
    : {
        text,
        reason: l10n.t(
          'With {0} entries {1} answers {2} %, LRU {3} %; a difference up to {4} % may be chance.',
          count(size),
          titleOf(best),
          percent(ratio),
          percent(lruRatio),
          percent(margin),
        ),
      };
}

/** Of a policy that answers more than LRU: whether it does so all the time. */
function betterWords(advice: PolicyAdvice, title: string): Wording {
  const { size, ratio, lruRatio, halves } = advice;
  const shares = [ratio, lruRatio, ...halves.flatMap((half) => [half.ratio, half.lruRatio])].map(percent);
  return isSteady(advice)
    ? {
        text: l10n.t('{0} answers more than LRU here.', title),
        reason: l10n.t(
          'With {0} entries it answers {1} % of all requests, LRU {2} %. It is ahead in both halves: {3} % against {4} % in the first, {5} % against {6} % in the second.',
          count(size),
          ...shares,
        ),
      }
    : {
        text: l10n.t('{0} answers more than LRU here, but not all the time.', title),
        reason: l10n.t(
          'With {0} entries it answers {1} % of all requests, LRU {2} %. The halves disagree: {3} % against {4} % in the first, {5} % against {6} % in the second. Look at the hit ratio over the trace before you settle on it.',
          count(size),
          ...shares,
        ),
      };
}

/** Whether a function is worth caching, in words. */
export function worthWords(worth: Worth, inputs: AdviceInputs = {}): Wording {
  const { requests, repeats } = worth;
  const not = l10n.t('Not worth caching.');
  switch (worth.verdict) {
    case 'empty':
      return { text: not, reason: l10n.t('There are no requests.') };
    case 'no repeats':
      return {
        text: not,
        reason: l10n.t('None of {0} requests asked for what was asked for before.', count(requests)),
      };
    case 'too short':
      return {
        text: not,
        reason: l10n.t(
          '{0} of {1} requests asked for what was asked for before, but each came after the {2} ms that a result is good for.',
          count(repeats),
          count(requests),
          about(inputs.lifetimeMs ?? 0),
        ),
      };
    case 'recursive':
      return {
        text: l10n.t('What the cache saves cannot be told from this recording.'),
        reason: l10n.t(
          'The function calls itself: without a cache it makes more calls than were recorded with one, often very many more. Run it once without the cache, with a small argument, and compare.',
        ),
      };
    case 'depends':
      return dependsWords(worth);
    case 'too quick':
    case 'worth it':
      return costWords(worth, inputs);
  }
}

/** Where it is not known what a miss costs. */
function dependsWords(worth: Worth): Wording {
  const { requests, hits } = worth;
  return {
    text: l10n.t('Worth caching where a look-up costs less than {0} % of a miss.', percent(hits / requests)),
    reason: `${reuseText(worth)} ${l10n.t('Say what a miss and a look-up cost, and what is saved is told in numbers.')}`,
    formula: l10n.t(
      '{0} hits / {1} requests × what a miss costs − what a look-up costs = saved by each request',
      count(hits),
      count(requests),
    ),
  };
}

function costWords(worth: Worth, { missCost = 0, lookupCost = 0 }: AdviceInputs): Wording {
  const { requests, hits, saving = 0, verdict } = worth;
  return {
    text:
      verdict === 'too quick'
        ? l10n.t('Not worth caching: the function is as quick as the cache in front of it would be.')
        : l10n.t('Worth caching: {0} % of the calls need not be made.', percent(hits / requests)),
    reason: reuseText(worth),
    formula: l10n.t(
      '{0} hits / {1} requests × {2} a miss − {3} a look-up = {4} saved by each request',
      count(hits),
      count(requests),
      about(missCost),
      about(lookupCost),
      about(saving),
    ),
  };
}

/** What is asked for again, and how old the answers are. */
function reuseText({ requests, repeats, hits, ageMs }: Worth): string {
  const facts = [count(repeats), count(requests)] as const;
  if (ageMs === undefined) return l10n.t('{0} of {1} requests ask for what was asked for before.', ...facts);
  return hits < repeats
    ? l10n.t(
        '{0} of {1} requests ask for what was asked for before, {2} of them in time. An answer from the cache is {3} ms old on average.',
        ...facts,
        count(hits),
        about(ageMs),
      )
    : l10n.t(
        '{0} of {1} requests ask for what was asked for before. An answer from the cache is {2} ms old on average.',
        ...facts,
        about(ageMs),
      );
}
