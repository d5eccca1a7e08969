/** Whole programs with a mistake, written as people write them: in other ways than the models that explain them. */
import { answersOther } from '../../../../src/lessons/exercises/mistakes/keyed/answersOther.ts';
import { countsTwice } from '../../../../src/lessons/exercises/mistakes/keyed/countsTwice.ts';
import { evictsTooMany } from '../../../../src/lessons/exercises/mistakes/keyed/evictsTooMany.ts';
import { falsyValue } from '../../../../src/lessons/exercises/mistakes/keyed/falsyValue.ts';
import { fewestGrowsEarly } from '../../../../src/lessons/exercises/mistakes/keyed/fewestGrowsEarly.ts';
import { keysByNumber } from '../../../../src/lessons/exercises/mistakes/keyed/keysByNumber.ts';
import { missingCounts } from '../../../../src/lessons/exercises/mistakes/keyed/missingCounts.ts';
import type { KeyedMistake } from '../../../../src/lessons/exercises/mistakes/keyed/mistake.ts';
import { neverEvicts } from '../../../../src/lessons/exercises/mistakes/keyed/neverEvicts.ts';
import { nothingIsAUse } from '../../../../src/lessons/exercises/mistakes/keyed/nothingIsAUse.ts';
import { oldPlaceStays } from '../../../../src/lessons/exercises/mistakes/keyed/oldPlaceStays.ts';
import { oneTooFew } from '../../../../src/lessons/exercises/mistakes/keyed/oneTooFew.ts';
import { updateEvicts } from '../../../../src/lessons/exercises/mistakes/keyed/updateEvicts.ts';
import { usedLeavesNext } from '../../../../src/lessons/exercises/mistakes/keyed/usedLeavesNext.ts';
import { useTakesOut } from '../../../../src/lessons/exercises/mistakes/keyed/useTakesOut.ts';
import { victimKeepsPlace } from '../../../../src/lessons/exercises/mistakes/keyed/victimKeepsPlace.ts';

/** A Map and an array of keys, the next to leave first. */
const withOrder = `class LRUCache {
  map = new Map();
  order = [];
  constructor(capacity) { this.capacity = capacity; }
  get(key) {
    if (!this.map.has(key)) return -1;
    this.order.splice(this.order.indexOf(key), 1);
    this.order.push(key);
    return this.map.get(key);
  }
  put(key, value) {
    if (this.map.has(key)) this.order.splice(this.order.indexOf(key), 1);
    else if (this.map.size >= this.capacity) {
      const victim = this.order.shift();
      this.map.delete(victim);
    }
    this.order.push(key);
    this.map.set(key, value);
  }
}`;

/** A Map and a list with an end on each side; room is made after the new entry has come. */
const withList = `class LRUCache {
  map = new Map();
  head = {};
  tail = {};
  constructor(capacity) {
    this.capacity = capacity;
    this.head.next = this.tail;
    this.tail.prev = this.head;
  }
  remove(node) {
    node.prev.next = node.next;
    node.next.prev = node.prev;
  }
  add(node) {
    [node.next, node.prev] = [this.head.next, this.head];
    this.head.next.prev = node;
    this.head.next = node;
  }
  get(key) {
    const node = this.map.get(key);
    if (!node) return -1;
    this.remove(node);
    this.add(node);
    return node.value;
  }
  put(key, value) {
    if (this.map.has(key)) this.remove(this.map.get(key));
    const node = { key, value };
    this.map.set(key, node);
    this.add(node);
    if (this.map.size > this.capacity) {
      const victim = this.tail.prev;
      this.remove(victim);
      this.map.delete(victim.key);
    }
  }
}`;

/** Values, uses, and the keys of each number of uses. */
const withBuckets = `class LFUCache {
  values = new Map();
  uses = new Map();
  buckets = new Map();
  fewest = 0;
  constructor(capacity) { this.capacity = capacity; }
  bucket(uses) {
    if (!this.buckets.has(uses)) this.buckets.set(uses, new Set());
    return this.buckets.get(uses);
  }
  use(key) {
    const uses = this.uses.get(key);
    this.uses.set(key, uses + 1);
    this.bucket(uses).delete(key);
    if (uses === this.fewest && this.bucket(uses).size === 0) this.fewest++;
    this.bucket(uses + 1).add(key);
  }
  get(key) {
    if (!this.values.has(key)) return -1;
    this.use(key);
    return this.values.get(key);
  }
  put(key, value) {
    if (this.values.has(key)) {
      this.values.set(key, value);
      this.use(key);
      return;
    }
    if (this.values.size >= this.capacity) {
      const victim = [...this.bucket(this.fewest)][0];
      this.bucket(this.fewest).delete(victim);
      this.values.delete(victim);
      this.uses.delete(victim);
    }
    this.values.set(key, value);
    this.uses.set(key, 1);
    this.bucket(1).add(key);
    this.fewest = 1;
  }
}`;

/** Objects, and a sort. */
const withObjects = `class LFUCache {
  values = {};
  uses = {};
  constructor(capacity) { this.capacity = capacity; }
  get(key) {
    if (!(key in this.values)) return -1;
    this.uses[key]++;
    return this.values[key];
  }
  put(key, value) {
    if (key in this.values) this.uses[key]++;
    else {
      const keys = Object.keys(this.uses);
      if (keys.length >= this.capacity) {
        const [victim] = keys.sort((a, b) => this.uses[a] - this.uses[b]);
        delete this.values[victim];
        delete this.uses[victim];
      }
      this.uses[key] = 1;
    }
    this.values[key] = value;
  }
}`;

function spoil(program: string, what: string, by: string): string {
  if (!program.includes(what)) throw new Error(`not in the program: ${what}`);
  return program.replace(what, by);
}

/** what is wrong | exercise | program | the mistake that names the rule */
export const programs: readonly (readonly [string, 'lru' | 'lfu', string, KeyedMistake])[] = [
  [
    'a get adds the key to the order once more',
    'lru',
    spoil(withOrder, 'this.order.splice(this.order.indexOf(key), 1);\n', ''),
    oldPlaceStays,
  ],
  [
    'a put of a present key adds it to the order once more',
    'lru',
    spoil(withOrder, 'this.order.splice(this.order.indexOf(key), 1);\n    else', ';\n    else'),
    oldPlaceStays,
  ],
  [
    'a put of a present key adds a second node',
    'lru',
    spoil(withList, 'if (this.map.has(key)) this.remove(this.map.get(key));', ''),
    oldPlaceStays,
  ],
  [
    'a get moves the key to the end where keys leave',
    'lru',
    spoil(withOrder, 'this.order.push(key);\n    return', 'this.order.unshift(key);\n    return'),
    usedLeavesNext,
  ],
  [
    'a get removes the node and does not add it',
    'lru',
    spoil(withList, 'this.add(node);\n    return', 'return'),
    useTakesOut,
  ],
  ['the victim stays in the list', 'lru', spoil(withList, 'this.remove(victim);', ''), victimKeepsPlace],
  [
    'the victim stays in the order',
    'lru',
    spoil(withOrder, 'this.order.shift()', 'this.order[0]'),
    victimKeepsPlace,
  ],
  ['a node does not know its key', 'lru', spoil(withList, '{ key, value }', '{ value }'), neverEvicts],
  ['the victim stays in the Map', 'lru', spoil(withOrder, 'this.map.delete(victim);', ''), neverEvicts],
  [
    'the victim is a text, and the key a number',
    'lru',
    spoil(withOrder, 'delete(victim)', 'delete(`${victim}`)'),
    neverEvicts,
  ],
  [
    'room is made as soon as the cache is full',
    'lru',
    spoil(withList, 'this.map.size > this', 'this.map.size >= this'),
    oneTooFew,
  ],
  [
    'a get answers with the key',
    'lru',
    spoil(withList, 'return node.value', 'return node.key'),
    answersOther,
  ],
  [
    'a get puts, and a put makes room first',
    'lru',
    `class LRUCache {
      map = new Map();
      constructor(capacity) { this.capacity = capacity; }
      get(key) {
        if (!this.map.has(key)) return -1;
        const value = this.map.get(key);
        this.put(key, value);
        return value;
      }
      put(key, value) {
        if (this.map.size >= this.capacity) this.map.delete(this.map.keys().next().value);
        this.map.delete(key);
        this.map.set(key, value);
      }
    }`,
    updateEvicts,
  ],
  [
    'a used key stays in its bucket as well',
    'lfu',
    spoil(withBuckets, 'this.bucket(uses).delete(key);', ''),
    nothingIsAUse,
  ],
  [
    'the fewest uses grow with every use of an entry that has so few',
    'lfu',
    spoil(withBuckets, ' && this.bucket(uses).size === 0', ''),
    fewestGrowsEarly,
  ],
  [
    'the victim stays in its bucket',
    'lfu',
    spoil(withBuckets, 'this.bucket(this.fewest).delete(victim);', ''),
    victimKeepsPlace,
  ],
  [
    'all of a bucket leave',
    'lfu',
    spoil(
      withBuckets,
      'const victim = [...this.bucket(this.fewest)][0];',
      'for (const victim of this.bucket(this.fewest)) {',
    ).replace('this.uses.delete(victim);', '$& }'),
    evictsTooMany,
  ],
  [
    'an update is counted twice',
    'lfu',
    spoil(withBuckets, 'this.use(key);\n      return', 'this.use(key); this.use(key);\n      return'),
    countsTwice,
  ],
  [
    'a get is counted twice',
    'lfu',
    spoil(withBuckets, 'this.use(key);\n    return', 'this.use(key); this.use(key);\n    return'),
    countsTwice,
  ],
  [
    'a put takes 0 for no value',
    'lfu',
    spoil(withBuckets, 'if (this.values.has(key)) {', 'if (this.values.get(key)) {'),
    falsyValue,
  ],
  [
    'a get of a missing key is counted',
    'lfu',
    spoil(withBuckets, 'return -1;', '{ this.asked[key] = (this.asked[key] ?? 0) + 1; return -1; }')
      .replace('fewest = 0;', '$&\n  asked = {};')
      .replace('this.fewest = 1;', '$&\n    for (let n = this.asked[key] ?? 0; n > 0; n--) this.use(key);'),
    missingCounts,
  ],
  ['the least number of a key breaks a tie', 'lfu', withObjects, keysByNumber],
];
