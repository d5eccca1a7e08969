import assert from 'node:assert/strict';
import { renderToString } from 'preact-render-to-string';
import {
  advise,
  adviceWords,
  Curve,
  GrowingCurve,
  ReuseCounter,
  worthOf,
  worthWords,
  type AdviceInputs,
} from '../../../src/lab/index.ts';
import type { ShownLab } from '../../../src/protocol/labView.ts';
import { missRatio, ratioOverTime } from '../../../src/webview/charts/index.ts';
import { sizeNear } from '../../../src/webview/charts/missRatio.tsx';
import { LabView, type LabState } from '../../../src/webview/lab/labView.tsx';
import { besideTable } from '../../../src/webview/lab/compare.tsx';
import { sidesOf, styleOf, type LabLook } from '../../../src/webview/lab/reading.ts';
import { worthNumbers } from '../../../src/webview/lab/worth.tsx';
import { csvText, reportText } from '../../../src/webview/lab/takeaway.tsx';
import { shownLab as lab } from './shownLab.ts';

const look: LabLook = { lab, curve: new Curve(lab.curve), size: 2, drawn: ['opt', 'fifo'], sides: [] };

const page = (state: Partial<LabState>): string =>
  renderToString(
    <LabView
      state={{ lab, busy: undefined, why: undefined, isLost: false, ...state }}
      send={() => undefined}
    />,
  );
const text = (state: Partial<LabState> = {}): string =>
  page(state)
    .replaceAll(/<[^>]*>/g, '|')
    .replaceAll(/\|[|\s]*/g, '|');

describe('the lab', () => {
  it('is blank until the host has said something, and then asks for a file', () => {
    assert.doesNotMatch(text({ lab: undefined }), /[a-z]/);
    assert.match(text({ lab: null }), /Choose a File…/);
    assert.doesNotMatch(text({ lab: null }), /Try Again/);
  });

  it('says why there is no trace, and what can be done', () => {
    assert.match(text({ lab: null, why: 'This file is gone.' }), /\|This file is gone\.\|Try Again\|/);
    assert.match(text({ lab: null, isLost: true }), /Where this file lies is not known/);
    assert.match(text({ lab: undefined, busy: 'Reading the requests, 3 %' }), /3 %\|Cancel/);
  });

  it('tells what was read, and what could not be', () => {
    assert.match(text(), /301 requests for 4 keys; 98.7% of them ask for a key again\./);
    assert.match(text(), /12 lines could not be read and are not counted\.\|Line 7: \|&lt;b>oops/);
    assert.match(text(), /The file has grown/);
  });

  it('gives the advice with its reason and its formula, and what it was reckoned from', () => {
    assert.match(text(), /\|maxsize 3 is enough\.\|It answers 297\.\|1 \+ 1\|/);
    assert.match(page({}), /An entry takes \(bytes\)<\/span><input[^>]* value="1000"/);
  });

  it('says what the imagined size brings, beside the advised one', () => {
    assert.match(
      text(),
      /LRU with 3 entries: 297 hits, which is 98.7%; 4 misses; 3 KB of memory\.\|This is the size that is advised\./,
    );
  });

  it('has a league, the best first, with causes and without what is not known', () => {
    const rows = [...text().matchAll(/\|(OPT|LRU|FIFO)\|(>?[\d.]+%)\|(\d+)\|(\d+)\|/g)].map(
      ([, ...cells]) => cells,
    );
    assert.deepEqual(rows, [['LRU', '98.7%', '297', '4'], ['OPT', '98.7%', '297', '4'], ['FIFO', '96.3%', '290', '11']]); // oxfmt-ignore
    const tied = lab.league.map((run) => ({ ...run, hits: 297 }));
    const [, first] = /Time\|(\w+)\|/.exec(text({ lab: { ...lab, league: tied, policy: 'opt' } })) ?? [];
    assert.equal(first, 'OPT');
    assert.match(text(), /New keys\|Too small\|Policy’s choice/);
    assert.doesNotMatch(text(), /Byte hit ratio/);
  });

  it('says what the host does, with a way to end it', () => {
    assert.match(text({ busy: 'Running policies, 3 %' }), /Running policies, 3 %\|Cancel/);
  });

  it('the curve has its twins in text', () => {
    assert.match(
      missRatio.summary(look),
      /With 2 entries LRU misses 301 of 301 requests, which is 100%. From 3 entries on/,
    );
    const { columns, rows } = missRatio.table(look);
    assert.deepEqual(columns, ['Policy', 'Size', 'Hits', 'Misses', 'Miss ratio']);
    assert.deepEqual(rows.filter(([policy]) => policy === 'OPT'), [['OPT', '1', '0', '301', '100%'], ['OPT', '3', '297', '4', '1.3%']]); // oxfmt-ignore
    assert.deepEqual(
      rows.find(([policy, size]) => policy === 'LRU' && size === '3'),
      ['LRU', '3', '297', '4', '1.3%'],
    );
  });

  it('the size below the pointer is the one that is drawn there', () => {
    assert.equal(sizeNear(look, 600, 0), 0);
    assert.equal(sizeNear(look, 600, 10_000), 4);
    const all = new Set(Array.from({ length: 600 }, (_, across) => sizeNear(look, 600, across)));
    assert.deepEqual([...all], [0, 1, 2, 3, 4]);
  });

  it('the ratio over time has its twins in text', () => {
    assert.match(
      ratioOverTime.summary(look),
      /^LRU has the most hits\. Its hit ratio lies between 98.7% and 98.7%\.$/,
    );
    assert.deepEqual(ratioOverTime.table(look).rows[0], ['LRU', '98.7%', '98.7%']);
  });

  it('a policy has the same line in both pictures, and a piece of it beside its name', () => {
    const linesOf = (picture: string): Map<string, string> =>
      new Map(
        [
          ...picture.matchAll(
            /<g class="([^"]*)"><path class="line" [^>]*><\/path><text class="curve-name"[^>]*>([^<]*)/g,
          ),
        ].map(([, style = '', name = '']) => [name, style]),
      );
    const [sizes = '', time = ''] = page({}).match(/<svg class="ratio-plot.*?<\/svg>/g) ?? [];
    assert.deepEqual(linesOf(sizes), new Map([['LRU', 'lru'], ['OPT', 'opt']])); // oxfmt-ignore
    assert.deepEqual(linesOf(time), new Map([['LRU', 'lru'], ['OPT', 'opt'], ['FIFO', 'policy policy-0']])); // oxfmt-ignore
    const many = { lab: { ...lab, league: ['a', 'fifo', 'b'].map((policy) => ({ ...lab.league[0]!, policy })) } }; // oxfmt-ignore
    const styles = ['opt', 'lru', 'b', 'a', 'fifo'].map((policy) =>
      styleOf({ ...many, drawn: ['opt', 'b'] }, policy),
    );
    assert.deepEqual(styles, ['opt', 'lru', 'policy policy-0', 'policy policy-1', 'policy policy-2']);
    const drawn = Array.from('cdefghi');
    assert.equal(new Set([...drawn, 'a'].map((policy) => styleOf({ ...many, drawn }, policy))).size, 8);
  });

  it('keeps the place of what runs policies, so that nothing moves below the pointer', () => {
    assert.match(page({}), /class="idle".*Run All Policies With 3 Entries/);
  });

  it('a trace of one request is drawn, too', () => {
    const one = {
      ...lab,
      curve: { requests: 1, distinct: 1, hits: Float64Array.of(0, 0) },
      league: [],
      ends: Int32Array.of(),
    };
    assert.match(page({ lab: one }), /<svg class="ratio-plot miss-ratio"/);
    assert.doesNotMatch(page({ lab: one }), /NaN|Infinity/);
  });

  it('gives its numbers and a report to files', () => {
    const lines = csvText(look).split('\r\n');
    assert.equal(lines[0], 'policy,size,requests,hits,misses,trace');
    assert.ok(lines.includes('lru,3,301,297,4,requests.csv'));
    assert.ok(lines.includes('opt,1,301,0,301,requests.csv'));
    const report = reportText(look);
    assert.match(
      report,
      /## Is it worth caching\?\n\n\*\*Worth caching\.\*\* It saves\.\n\n```text\n297 hits/,
    );
    assert.doesNotMatch(report, /Beside each other/);
    assert.match(report, /^# requests\.csv\n/);
    assert.match(report, /\*\*maxsize 3 is enough\.\*\* It answers 297\./);
    assert.match(report, /\| FIFO \| 96\.3% \|/);
  });

  describe('whether it is worth caching', () => {
    const timed = { ...lab.facts, duration: 9000 };
    const numbers = (change: Partial<ShownLab>): string[][] => worthNumbers({ ...lab, ...change });

    it('is told with its formula, and with numbers as far as they are known', () => {
      assert.match(text(), /\|Is it worth caching\?\|Worth caching\.\|It saves\.\|297 hits\|/);
      assert.deepEqual(numbers({}), [['asked for again', '98.7%']]);
      assert.match(text(), /There are no times in this trace/);
      const worth = { requests: 301, repeats: 297, hits: 30, saving: 1.23456, ageMs: 1500, verdict: 'worth it' } as const; // oxfmt-ignore
      assert.deepEqual(numbers({ worth, inputs: { lifetimeMs: 9 } }), [
        ['asked for again', '98.7%'],
        ['within the lifetime', '10%'],
        ['saved by each request', '1.23'],
        ['mean age of an answer', '1.50 s'],
      ]);
    });

    it('asks for a lifetime where there are times, and says what was measured', () => {
      assert.doesNotMatch(text(), /A result is good for/);
      assert.match(text({ lab: { ...lab, facts: timed } }), /A result is good for \(ms\)/);
      const measured = { ...lab, facts: timed, measured: 12, inputs: { missCost: 12, lookupCost: 0.001 } };
      assert.match(
        text({ lab: measured }),
        /a call took 12\.0 ms on average\. A look-up in memory is taken for 1\.00 µs/,
      );
    });

    it('nothing to cache: each reason is seen', () => {
      const seen = (keys: string, inputs: AdviceInputs): string => {
        const ids = Int32Array.from(keys, (key) => [...new Set(keys)].indexOf(key));
        const growing = new GrowingCurve();
        growing.push({ ids });
        const counter = new ReuseCounter(inputs.lifetimeMs);
        counter.push({ ids, times: Float64Array.from(ids, (_, at) => 10 * at) });
        const reuse = counter.counts();
        const worth = worthOf(reuse, inputs);
        const size = adviceWords(advise(growing.curve(), inputs, reuse), inputs);
        return text({ lab: { ...lab, words: { size, worth: worthWords(worth, inputs), notes: [] }, worth } });
      };
      assert.match(seen('abcd', {}), /Nothing to cache here\.\|No key was asked for twice in 4 requests/);
      assert.match(seen('abcd', {}), /Not worth caching\.\|None of 4 requests/);
      assert.match(seen('aaaa', { lifetimeMs: 10 }), /Nothing to cache here\.\|3 of 4 .* after the 10 ms/);
      assert.match(seen('aaaa', { lifetimeMs: 10 }), /Not worth caching\.\|3 of 4/);
      const quick = { missCost: 0.001, lookupCost: 0.002 };
      assert.match(seen('aaaa', quick), /Nothing to cache here\.\|A cache could answer at most 3 of 4/);
      assert.match(seen('aaaa', quick), /Not worth caching: the function is as quick as the cache/);
    });
  });

  describe('beside another trace', () => {
    const sides: ShownLab['sides'] = [
      { title: 'Requests 1 to 100', requests: 100, distinct: 50, curve: { requests: 100, distinct: 50, hits: Float64Array.of(0, 25, 50) }, advised: 2, advice: { text: 'maxsize 2 is enough.', reason: 'So.' } }, // oxfmt-ignore
      { title: 'other.log', requests: 9, distinct: 9, curve: { requests: 9, distinct: 9, hits: Float64Array.of(0) }, advice: { text: 'Nothing to cache here.', reason: 'No.' } }, // oxfmt-ignore
    ];
    const beside: ShownLab = { ...lab, sides };
    const besideLook: LabLook = { ...look, lab: beside, sides: sidesOf(beside) };

    it('can be chosen by buttons, and each taken away again', () => {
      assert.match(text(), /Compare With a File…\|Compare With a Recording…\|From request\|to request\|Compare With These Requests/); // oxfmt-ignore
      assert.match(page({ lab: beside }), /aria-label="Remove A: Requests 1 to 100"/);
      const three = { ...beside, sides: [...sides, ...sides].slice(0, 3) };
      assert.match(text({ lab: three }), /Remove one to compare with another/);
      assert.doesNotMatch(text({ lab: three }), /Compare With/);
    });

    it('has its advice, its numbers and its line, with their twins in text', () => {
      assert.match(text({ lab: beside }), /\|A: Requests 1 to 100\|maxsize 2 is enough\. So\.\|Remove A\|/);
      assert.deepEqual(besideTable(besideLook).rows, [
        ['requests.csv', '301', '4', '0%', '3', '98.7%'],
        ['A: Requests 1 to 100', '100', '50', '50%', '2', '50%'],
        ['B: other.log', '9', '9', '0%', '–', '–'],
      ]);
      const { rows } = missRatio.table(besideLook);
      assert.deepEqual(rows.filter(([name]) => name === 'LRU of A').slice(0, 3), [['LRU of A', '0', '0', '100', '100%'], ['LRU of A', '1', '25', '75', '75%'], ['LRU of A', '2', '50', '50', '50%']]); // oxfmt-ignore
      assert.equal(
        page({ lab: beside }).match(/class="lru side side-\d"><path class="line" [^>]*><\/path><\/g>/g)
          ?.length,
        2,
      );
      assert.match(text({ lab: beside }), /LRU of what stands beside/);
      assert.doesNotMatch(page({ lab: beside }), /NaN|Infinity/);
    });

    it('is told in the summary, the report and the numbers', () => {
      assert.match(
        missRatio.summary(besideLook),
        /LRU of A misses 50% with so many\. LRU of B misses 100% with so many\.$/,
      );
      assert.ok(csvText(besideLook).split('\r\n').includes('lru,1,100,25,75,Requests 1 to 100'));
      assert.match(reportText(besideLook), /### A: Requests 1 to 100\n\n\*\*maxsize 2 is enough\.\*\* So\./);
    });

    it('a trace with more keys is drawn whole', () => {
      const wide = { ...besideLook, sides: sidesOf({ ...beside, sides: [{ ...sides[0]!, curve: { requests: 9, distinct: 1e6, hits: Float64Array.of(0, 5), sizes: Float64Array.of(0, 1e6) } }] }) }; // oxfmt-ignore
      assert.ok(sizeNear(wide, 600, 150) === 4 && sizeNear(look, 600, 150) < 4);
    });
  });
});
