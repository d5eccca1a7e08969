/** What a workload is made to. */
export interface WorkloadSettings {
  /** How many requests there will be: what changes in between does so by it. */
  readonly requests: number;
  /** How many different keys there are at most, above 0. */
  readonly keys: number;
  /** Where the dice begin. The same seed gives the same requests. */
  readonly seed: number;
}

/** Requests made to order, as the registry lists them. Title and lesson are product text in English. */
export interface WorkloadSpec {
  readonly id: string;
  readonly title: string;
  /** Who asks like that, and what it shows. */
  readonly lesson: string;
  /** Begins anew. Each call of what it returns is the next request: the number of its key, from 0. */
  create(settings: WorkloadSettings): () => number;
}
