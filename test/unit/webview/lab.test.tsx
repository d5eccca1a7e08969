import assert from 'node:assert/strict';
import { renderToString } from 'preact-render-to-string';
import { Curve } from '../../../src/lab/index.ts';
import type { ShownLab } from '../../../src/protocol/labView.ts';
import { missRatio, ratioOverTime } from '../../../src/webview/charts/index.ts';
import { sizeNear } from '../../../src/webview/charts/missRatio.tsx';
import { LabView, type LabState } from '../../../src/webview/lab/labView.tsx';
import type { LabLook } from '../../../src/webview/lab/reading.ts';
import { csvText, reportText } from '../../../src/webview/lab/takeaway.tsx';

/** Three keys in turn, a hundred times, and a key of its own at the end. */
const lab: ShownLab = {
  title: 'requests.csv',
  facts: {
    requests: 301,
    distinct: 4,
    malformed: 12,
    skipped: 1,
    examples: [{ line: 7, text: '<b>oops' }],
    rate: 1,
    exact: 301,
    error: 0,
    kept: 301,
    hasGrown: true,
    hasSizes: false,
  },
  curve: { requests: 301, distinct: 4, hits: Float64Array.of(0, 0, 0, 297, 297) },
  advised: 3,
  words: {
    size: { text: 'maxsize 3 is enough.', reason: 'It answers 297.', formula: '1 + 1' },
    policy: { text: 'Stay with LRU.', reason: 'So it is.' },
  },
  inputs: { entryBytes: 1000 },
  mine: 3,
  league: [
    {
      policy: 'fifo',
      size: 3,
      requests: 301,
      hits: 290,
      misses: 11,
      evictions: 8,
      ms: 2,
      windows: Float64Array.of(145, 145),
      causes: { first: 4, capacity: 0, policy: 7 },
    },
    {
      policy: 'lru',
      size: 3,
      requests: 301,
      hits: 297,
      misses: 4,
      evictions: 1,
      ms: 1,
      windows: Float64Array.of(148, 149),
      causes: { first: 4, capacity: 0, policy: 0 },
    },
    { policy: 'opt', size: 1, requests: 301, hits: 0, misses: 301, evictions: 300, ms: 9 },
    {
      policy: 'opt',
      size: 3,
      requests: 301,
      hits: 297,
      misses: 4,
      evictions: 1,
      ms: 9,
      windows: Float64Array.of(148, 149),
    },
  ],
  ends: Int32Array.of(150, 301),
  left: [],
  policy: 'lru',
  titles: { fifo: 'FIFO', lru: 'LRU', opt: 'OPT' },
};
const look: LabLook = { lab, curve: new Curve(lab.curve), size: 2, drawn: ['opt', 'fifo'] };

const page = (state: Partial<LabState>): string =>
  renderToString(<LabView state={{ lab, busy: undefined, ...state }} send={() => undefined} />);
const text = (state: Partial<LabState> = {}): string =>
  page(state)
    .replaceAll(/<[^>]*>/g, '|')
    .replaceAll(/\|[|\s]*/g, '|');

describe('the lab', () => {
  it('is blank until the host has said something, and then asks for a file', () => {
    assert.equal(page({ lab: undefined }), '<main></main>');
    assert.match(text({ lab: null }), /Choose a File…/);
  });

  it('tells what was read, and what could not be', () => {
    assert.match(text(), /301 requests for 4 keys; 98.7% of them ask for a key again\./);
    assert.match(text(), /12 lines could not be read and are not counted\.\|Line 7: \|&lt;b>oops/);
    assert.match(text(), /The file has grown/);
    assert.doesNotMatch(text(), /memory for them/);
    const sampled = { ...lab, facts: { ...lab.facts, rate: 0.25, error: 0.01 } };
    assert.match(text({ lab: sampled }), /up to request 301\. .* 25% of the keys, .* right to about 1%/);
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
    assert.deepEqual(rows, [['LRU', '98.7%', '297', '4'], ['OPT', '98.7%', '297', '4'], ['FIFO', '96.3%', '290', '11']]); // prettier-ignore
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
    assert.deepEqual(rows.filter(([policy]) => policy === 'OPT'), [['OPT', '1', '0', '301', '100%'], ['OPT', '3', '297', '4', '1.3%']]); // prettier-ignore
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

  it('a trace of one request is drawn, too', () => {
    const one = {
      ...lab,
      curve: { requests: 1, distinct: 1, hits: Float64Array.of(0, 0) },
      league: [],
      ends: Int32Array.of(),
    };
    assert.match(page({ lab: one }), /<svg class="miss-ratio"/);
    assert.doesNotMatch(page({ lab: one }), /NaN|Infinity/);
  });

  it('gives its numbers and a report to files', () => {
    const lines = csvText(look).split('\r\n');
    assert.equal(lines[0], 'policy,size,requests,hits,misses');
    assert.ok(lines.includes('lru,3,301,297,4') && lines.includes('opt,1,301,0,301'));
    const report = reportText(look);
    assert.match(report, /^# requests\.csv\n/);
    assert.match(report, /\*\*maxsize 3 is enough\.\*\* It answers 297\./);
    assert.match(report, /\| FIFO \| 96\.3% \|/);
  });
});
