import * as l10n from '@vscode/l10n';
import type { KeyedMistake } from './mistake.ts';

export const sharedState: KeyedMistake = {
  rule: () =>
    l10n.t(
      'Every cache has a state of its own. Keep entries and capacity in the instance, not in a variable outside, in the class itself, or in a default.',
    ),
  models: (Base) => {
    class Spoilt extends Base {
      share(other: Spoilt): this {
        this.entries = other.entries;
        return this;
      }
      limit(capacity: number): this {
        this.capacity = capacity;
        return this;
      }
    }
    const make = (capacities: readonly number[]): Spoilt[] => capacities.map((each) => new Spoilt(each));
    const sharing = (caches: Spoilt[]): Spoilt[] =>
      caches.map((cache) => (caches[0] ? cache.share(caches[0]) : cache));
    const limited = (caches: Spoilt[], capacity = 1): Spoilt[] =>
      caches.map((cache) => cache.limit(capacity));
    return [
      (capacities) => sharing(make(capacities)),
      (capacities) => limited(make(capacities), capacities.at(-1)),
      (capacities) => limited(sharing(make(capacities)), capacities.at(-1)),
    ];
  },
};
