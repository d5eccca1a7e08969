import { Dice } from '../../../src/engine/dice.ts';
import { makeWorkload } from '../../../src/engine/index.ts';
import { Numbering } from '../../../src/engine/numbering.ts';
import { zipfRanks } from '../../../src/engine/workloads/zipf.ts';
import { chunksOf, GrowingCurve, type Curve } from '../../../src/lab/index.ts';
import { estimateOf, sampleOf } from '../../support/lab/sample.ts';

/**
 * `npx tsx test/bench/lab/errors.ts` measures how far the curve of a sample is off on long traces: the mean of the
 * difference of the miss ratio over 40 sizes from a hundred keys of the sample to all keys, of five samples, and of the
 * worst of them. It takes some minutes; docs/lab.md has the figures.
 */
const MILLION = 1_000_000;
const SEEDS = [1, 2, 3, 4, 5];
const SIZES = 40;

interface Traces {
  readonly name: string;
  readonly requests: number;
  readonly keys: () => Iterable<number>;
}

const zipf = (exponent: number): Traces => ({
  name: `Zipf ${exponent}`,
  requests: 10 * MILLION,
  *keys() {
    const next = zipfRanks(MILLION, exponent, new Dice(11));
    for (let made = 0; made < 10 * MILLION; made++) yield next();
  },
});

const workload = (id: string, requests: number): Traces => ({
  name: id,
  requests,
  keys: () => makeWorkload(id, { requests, keys: MILLION, seed: 7 }),
});

/** Four times around a hundred thousand keys, then as many that nobody asks for again, and so on. */
const loops: Traces = {
  name: 'loop and scan',
  requests: 8 * MILLION,
  *keys() {
    const keys = 100_000;
    for (let made = 0; made < 8 * MILLION; made++) {
      const round = Math.floor(made / keys);
      yield round % 5 < 4 ? made % keys : (Math.floor(round / 5) + 1) * keys + (made % keys);
    }
  },
};

const traces = [zipf(0.8), zipf(1), zipf(1.2), loops, workload('mixed', 10 * MILLION), workload('shifting-hotspot', 8 * MILLION)]; // oxfmt-ignore
const samples = [{ rate: 0.01 }, { most: 32_768 }, { most: 500_000 }];

/** The mean difference over sizes in even steps of a logarithm, or of the size. */
function meanError(estimate: Curve, truth: Curve, first: number, isLog: boolean): number {
  const last = truth.distinct;
  const offs = Array.from({ length: SIZES }, (_, step) => {
    const share = step / (SIZES - 1);
    const size = Math.round(isLog ? first * (last / first) ** share : first + (last - first) * share);
    return Math.abs(estimate.hits(size) - truth.hits(size)) / truth.requests;
  });
  return offs.reduce((sum, off) => sum + off, 0) / SIZES;
}

const told = (errors: readonly number[]): string => {
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  return `${mean.toFixed(4)} (${Math.max(...errors).toFixed(4)})`;
};

for (const { name, requests, keys } of traces) {
  const numbering = new Numbering();
  const ids = new Int32Array(requests);
  let at = 0;
  for (const key of keys()) ids[at++] = numbering.numberOf(key);
  const growing = new GrowingCurve();
  for (const some of chunksOf({ ids })) growing.push(some);
  const truth = growing.curve();
  for (const options of samples) {
    const [log, linear]: [number[], number[]] = [[], []];
    for (const seed of SEEDS) {
      const sample = sampleOf(ids, { ...options, seed });
      const estimate = estimateOf(sample);
      log.push(meanError(estimate, truth, 100 / sample.rate, true));
      linear.push(meanError(estimate, truth, 100 / sample.rate, false));
    }
    console.log(
      `| ${name} | ${truth.distinct} | ${JSON.stringify(options)} | ${told(log)} | ${told(linear)} |`,
    );
  }
}
