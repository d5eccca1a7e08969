/** A class as the exercises on LRU and LFU ask for it. */
export type LruAnswer = new (capacity: number) => {
  get(key: number): number;
  put(key: number, value: number): void;
};
