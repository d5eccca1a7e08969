// Keys of every kind, and every way in which an entry leaves.
'use strict';
const { LRUCache } = require('lru-cache');

const told = () => {
  throw new Error('a key was asked');
};
class Person {
  get name() {
    return told();
  }
  toString = told;
  toJSON = told;
}
const proxy = new Proxy(
  {},
  { get: told, getPrototypeOf: told, getOwnPropertyDescriptor: told, ownKeys: told },
);
const person = new Person();
const kinds = new LRUCache({ max: 100 });
for (const key of [
  1,
  '1',
  -0,
  NaN,
  2n,
  true,
  null,
  'it\'s "quoted"\n',
  'x'.repeat(70),
  person,
  person,
  proxy,
  told,
]) {
  kinds.get(key);
}
kinds.get(Object.create(null));
kinds.get(Symbol('s'));
kinds.get([1]);

const ways = new LRUCache({ max: 2 });
ways.set('a', 1);
ways.set('b', 1);
ways.get('a');
ways.set('c', 1); // evicts b
ways.set('a', undefined); // deletes
ways.pop(); // c
ways.set('d', 1);
ways.clear();

const weights = new LRUCache({ maxSize: 3, sizeCalculation: (size) => size });
weights.set('one', 1);
weights.set('two', 2);
weights.set('three', 3); // evicts both
weights.set('four', 4); // is too large

const memo = new LRUCache({ max: 9, memoMethod: (n) => (n < 2 ? n : memo.memo(n - 1) + memo.memo(n - 2)) });
memo.memo(4);
const fetched = new LRUCache({ max: 1, fetchMethod: async (key) => key });
fetched
  .fetch('p')
  .then(() => fetched.fetch('p'))
  .then(() => fetched.fetch('q'));
