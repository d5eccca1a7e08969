import { without, type Model } from './model.ts';

/** Second chance: the hand looks at the head of the queue, and sends it to the tail if it was used. */
function clock(): Model {
  let queue: { key: number; used: boolean }[] = [];
  return {
    insert: (key) => void queue.push({ key, used: false }),
    hit: (key) => void (queue.find((entry) => entry.key === key)!.used = true),
    evict() {
      while (queue[0]!.used) queue.push({ key: queue.shift()!.key, used: false });
      return queue.shift()!.key;
    },
    remove: (key) => void (queue = queue.filter((entry) => entry.key !== key)),
    keys: () => queue.map((entry) => entry.key),
  };
}

/** SIEVE, algorithm 1 of the paper: head is the newest end, the hand moves from tail to head. */
function sieve(): Model {
  const queue: number[] = []; // tail … head
  const visited = new Set<number>();
  let hand: number | undefined;
  const towardsHead = (key: number): number | undefined => queue[queue.indexOf(key) + 1];
  const take = (key: number): void => {
    if (hand === key) hand = towardsHead(key);
    without(queue, key);
    visited.delete(key);
  };
  return {
    insert: (key) => void queue.push(key),
    hit: (key) => void visited.add(key),
    evict() {
      let object = hand ?? queue[0]!;
      while (visited.delete(object)) object = towardsHead(object) ?? queue[0]!;
      hand = object;
      take(object);
      return object;
    },
    remove: take,
    keys: () => [...queue],
  };
}

/** S3-FIFO, algorithm 1 of the paper with the sizes and the threshold of libCacheSim. */
function s3fifo(maxsize: number): Model {
  const [small, main, ghost]: [number[], number[], number[]] = [[], [], []];
  const uses = new Map<number, number>();
  const smallSize = Math.floor(maxsize / 10);
  let leaving: number | undefined;
  const evictSmall = (): void => {
    while (leaving === undefined && small.length > 0) {
      const tail = small.shift()!;
      if (uses.get(tail)! > 1) {
        main.push(tail);
        uses.set(tail, 0);
      } else {
        leaving = tail;
        ghost.push(tail);
        if (ghost.length > Math.floor(0.9 * maxsize)) ghost.shift();
      }
    }
  };
  const evictMain = (): void => {
    while (leaving === undefined) {
      const tail = main.shift()!;
      const left = Math.min(uses.get(tail)!, 3);
      if (left > 0) {
        main.push(tail);
        uses.set(tail, left - 1);
      } else leaving = tail;
    }
  };
  return {
    insert(key) {
      (ghost.includes(key) ? main : small).push(key);
      without(ghost, key);
      uses.set(key, 0);
    },
    hit: (key) => void uses.set(key, uses.get(key)! + 1),
    evict(incoming) {
      leaving = undefined;
      const returning = ghost.includes(incoming);
      without(ghost, incoming);
      if (main.length <= maxsize - smallSize && small.length > 0) evictSmall();
      evictMain();
      if (returning) ghost.push(incoming);
      return leaving!;
    },
    remove(key) {
      without(small, key);
      without(main, key);
    },
    keys: () => [...small, ...main],
  };
}

/** Segmented LRU with a protected segment of four fifths. */
function slru(maxsize: number): Model {
  const [probation, guarded]: [number[], number[]] = [[], []];
  return {
    insert: (key) => void probation.push(key),
    hit(key) {
      without(probation, key);
      without(guarded, key);
      guarded.push(key);
      while (guarded.length > Math.floor(maxsize * 0.8)) probation.push(guarded.shift()!);
    },
    evict: () => probation.shift()!,
    remove(key) {
      without(probation, key);
      without(guarded, key);
    },
    keys: () => [...probation, ...guarded],
  };
}

/** 2Q, the full version of the paper: Kin a quarter, Kout a half of the page slots. */
function twoQueues(maxsize: number): Model {
  const [a1in, a1out, am]: [number[], number[], number[]] = [[], [], []];
  return {
    insert(key) {
      (a1out.includes(key) ? am : a1in).push(key);
      without(a1out, key);
    },
    hit(key) {
      if (!am.includes(key)) return;
      without(am, key);
      am.push(key);
    },
    evict(incoming) {
      if (a1in.length <= Math.floor(maxsize / 4)) return am.shift()!;
      const page = a1in.shift()!;
      const place = a1out.indexOf(incoming);
      without(a1out, incoming);
      a1out.push(page);
      if (a1out.length > Math.floor(maxsize / 2)) a1out.shift();
      if (place >= 0) a1out.push(incoming);
      return page;
    },
    remove(key) {
      without(a1in, key);
      without(am, key);
    },
    keys: () => [...a1in, ...am],
  };
}

/** ARC, figure 4 of the paper: the cases II, III and IV of a request that is not in the cache. */
function arc(c: number): Model {
  const [t1, b1, t2, b2]: [number[], number[], number[], number[]] = [[], [], [], []];
  let p = 0;
  let prepared = false;
  let frequent = false;
  const replace = (inB2: boolean): number => {
    const recent = t1.length > 0 && ((inB2 && t1.length === p) || t1.length > p);
    const [list, ghosts] = recent || t2.length === 0 ? [t1, b1] : [t2, b2];
    const page = list.shift()!;
    ghosts.push(page);
    return page;
  };
  /** Adapts and trims for a new key; returns the page that leaves where one has to. */
  const request = (x: number, full: boolean): number | undefined => {
    prepared = true;
    const [inB1, inB2] = [b1.includes(x), b2.includes(x)];
    frequent = inB1 || inB2;
    if (inB1) p = Math.min(c, p + Math.max(b2.length / b1.length, 1));
    if (inB2) p = Math.max(0, p - Math.max(b1.length / b2.length, 1));
    without(b1, x);
    without(b2, x);
    if (!frequent && t1.length + b1.length >= c) {
      if (t1.length === c) return t1.shift();
      b1.shift();
    } else if (!frequent && t1.length + t2.length + b1.length + b2.length >= 2 * c) b2.shift();
    return full ? replace(inB2) : undefined;
  };
  return {
    insert(key) {
      if (!prepared) request(key, false);
      prepared = false;
      (frequent ? t2 : t1).push(key);
    },
    hit(key) {
      without(t1, key);
      without(t2, key);
      t2.push(key);
    },
    evict: (incoming) => request(incoming, true)!,
    remove(key) {
      without(t1, key);
      without(t2, key);
    },
    keys: () => [...t1, ...t2],
  };
}

export const modern: Record<string, (maxsize: number) => Model> = {
  clock,
  sieve,
  's3-fifo': s3fifo,
  slru,
  '2q': twoQueues,
  arc,
};
