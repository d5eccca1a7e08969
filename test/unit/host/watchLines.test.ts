import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isIsolated, lineOf, moduleCallOf, partsOf } from '../../../src/host/watch/commandLine.ts';
import { watchedEnvironment } from '../../../src/host/watch/environment.ts';
import { editOf, LineShift } from '../../../src/host/watch/lineShift.ts';

describe('a line of arguments', () => {
  const cases: readonly [string, string[]][] = [
    ['', []],
    ['  --fast   1 ', ['--fast', '1']],
    ['"my file.txt" \'it is "so"\'', ['my file.txt', 'it is "so"']],
    ['a"b c"d \'\'', ['ab cd', '']],
    [String.raw`C:\new\file.py "say \"hi\"" a\ b`, [String.raw`C:\new\file.py`, 'say "hi"', 'a b']],
    ['ä 🪜 "open', ['ä', '🪜', 'open']],
  ];
  for (const [line, parts] of cases) {
    it(`is parted as a shell would: ${line}`, () => assert.deepEqual(partsOf(line), parts));
  }

  it('gives any arguments back that were written into one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('a', '"', "'", ' ', '\\', '\n', 'ä', '🪜', '$') }), {
          maxLength: 5,
        }),
        (parts) => {
          assert.deepEqual(partsOf(lineOf(parts)), parts);
        },
      ),
    );
  });

  it('runs a module where it begins with -m, and a file otherwise', () => {
    assert.equal(moduleCallOf(['--fast', '-m', 'x']), undefined);
    assert.equal(moduleCallOf(['-v']), undefined);
    assert.equal(moduleCallOf(['-m', 'pkg.mod', '--x'])?.module, 'pkg.mod');
    assert.equal(moduleCallOf(['-O', '-X', 'dev', '-m', 'pkg'])?.module, 'pkg');
  });

  it('knows what keeps Python from being watched', () => {
    const isIsolatedLine = (line: string): boolean => {
      const call = moduleCallOf(partsOf(line));
      return call !== undefined && isIsolated(call);
    };
    for (const line of ['-I -m x', '-E -m x', '-S -m x', '-OS -m x']) assert.ok(isIsolatedLine(line), line);
    for (const line of ['-m x -I', '-O -m x', '-X dev -m x', '-W Error -m x', '-m Sx'])
      assert.ok(!isIsolatedLine(line), line);
  });
});

describe('what a watched program finds in its environment', () => {
  const errand = { address: '/tmp/s', token: 't', keys: true as const };
  const probes = { python: '/probe/python', node: String.raw`/it's "here"\probe.cjs` };

  it('keeps what was there, behind what watching needs', () => {
    const before = { PYTHONPATH: '/mine', NODE_OPTIONS: '--max-old-space-size=64' };
    assert.deepEqual(watchedEnvironment(errand, probes, before, false), {
      CACHEBOOK_WATCH: '/tmp/s',
      CACHEBOOK_TOKEN: 't',
      CACHEBOOK_KEYS: '1',
      PYTHONPATH: '/probe/python:/mine',
      NODE_OPTIONS: String.raw`--require "/it's \"here\"\\probe.cjs" --max-old-space-size=64`,
    });
  });

  it('is the same when it is asked for twice', () => {
    for (const isWindows of [false, true]) {
      const once = watchedEnvironment(errand, probes, {}, isWindows);
      assert.deepEqual(watchedEnvironment(errand, probes, once, isWindows), once);
    }
  });

  it('asks for no keys unless they are to be recorded, and for no Node without its probe', () => {
    const found = watchedEnvironment({ ...errand, keys: false }, { python: '/p' }, {}, false);
    assert.deepEqual(Object.keys(found), ['CACHEBOOK_WATCH', 'CACHEBOOK_TOKEN', 'PYTHONPATH']);
    assert.equal(
      watchedEnvironment({ ...errand, keys: 'hashed' }, {}, {}, false)['CACHEBOOK_KEYS'],
      'hashed',
    );
  });
});

describe('the lines of a program that is edited', () => {
  it('move with the text: each is where its words are', () => {
    const edit = fc.record({
      from: fc.nat(100),
      length: fc.nat(30),
      text: fc.constantFrom('', 'x', '\n', 'x\n', 'x\ny', '\n\n\n', 'x\r\ny\r\n'),
    });
    fc.assert(
      fc.property(fc.nat({ max: 12 }), fc.array(edit, { maxLength: 12 }), (lines, edits) => {
        // Two that an edit runs together are no third one.
        const names = Array.from({ length: lines + 1 }, (_, line) => `<${'abcdefghijklm'[line]}>`);
        let text = names.join('\n');
        const shift = new LineShift();
        /** Lines that no edit has joined to the one above: where their words go from there no line can tell. */
        const own = new Set(names);
        const early = names.filter((_, line) => line % 2 === 0);
        for (const line of names.keys()) if (early.includes(names[line]!)) shift.lineOf(line);
        for (const { from, length, text: added } of edits) {
          const start = Math.min(from, text.length);
          const end = Math.min(start + length, text.length);
          shift.take(editOf({ start: position(text, start), end: position(text, end) }, added));
          const isJoining = text.slice(start, end).includes('\n');
          text = text.slice(0, start) + added + text.slice(end);
          for (const name of own) if (isJoining && !`\n${text}`.includes(`\n${name}`)) own.delete(name);
        }
        for (const [line, name] of names.entries()) {
          const at = text.indexOf(name);
          if (at >= 0 && own.has(name)) assert.equal(shift.lineOf(line), position(text, at).line);
          else assert.ok(shift.lineOf(line) >= 0 && shift.lineOf(line) <= position(text, text.length).line);
        }
      }),
    );
  });

  it('are told to be of another text after an edit', () => {
    const shift = new LineShift();
    assert.ok(!shift.hasChanged);
    shift.take({ start: 9, end: 9, isBefore: false, added: 0 });
    assert.ok(shift.hasChanged);
  });
});

function position(text: string, offset: number): { readonly line: number; readonly character: number } {
  const before = text.slice(0, offset).split(/\r\n|\n/);
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}
