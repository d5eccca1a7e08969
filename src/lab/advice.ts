

/** What a person knows of their cache. All may be left out. */
export interface AdviceInputs {
  /** What a miss costs, in ms or in money. */
  readonly missCost?: number | undefined;
  /** What a look-up in the cache costs, hit or miss, in the same unit. */
  readonly lookupCost?: number | undefined;
  /** What an entry takes, in bytes. */
  readonly entryBytes?: number | undefined;
  /** The most memory that the cache may take, in bytes. */
  readonly memory?: number | undefined;
  /** What a byte costs as long as the trace lasts, in the unit of `missCost`. */
  readonly bytePrice?: number | undefined;
  /** What of the best benefit may be given up for a smaller cache, 0 to 1. Default 0.05. */
  readonly tolerance?: number | undefined;
}

/** A size with what it brings. */
export interface Sized {
  readonly size: number;
  readonly hits: number;
  readonly misses: number;
  /** hits · missCost − requests · lookupCost − size · entryBytes · bytePrice; hits where no cost is given. */
  readonly benefit: number;
}

/** What a trace says of the size of its cache. */
export type Advice =
  /** No cache helps: no key is asked for twice, or what is saved is less than what the cache itself costs. */
  | {
      readonly kind: 'nothing';
      readonly why: 'empty' | 'no repeats' | 'costs more' | 'no room';
      readonly requests: number;
      readonly repeats: number;
    }
  /** Beyond this size there is not one hit more. */
  | ({ readonly kind: 'enough'; readonly before: Sized } & Sized)
  /** The least size within the tolerance of the best benefit, with the sizes at half and at twice of it. */
  | ({
      readonly kind: 'pays';
      readonly share: number;
      readonly smaller: Sized;
      readonly larger: Sized;
      readonly best: Sized;
    } & Sized);

/** What to do, from the exact curve of LRU. */
