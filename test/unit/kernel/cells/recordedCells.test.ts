import assert from 'node:assert/strict';
import { RecordedNotebook } from './recordedNotebook.ts';

describe('cells that are recorded', () => {
  const notebook = new RecordedNotebook();

  describe('what cells print', () => {
    /** The lines that a cell has printed, each with what its caches had done last. */
    async function printed(language: string, ...code: string[]): Promise<string[]> {
      const { process, recording } = notebook;
      const lines: string[] = [];
      for (const message of await process.run(code.join('\n'), language)) {
        if (message.type === 'tick') recording.append(message.tick);
        if (message.type !== 'events') continue;
        for (const { text, after } of message.delta.output) {
          const [event] = recording.events(after, after);
          lines.push(`${text} <- ${event?.type ?? 'nothing'} ${event?.key ?? ''}`.trim());
        }
      }
      return lines;
    }

    it('is recorded line by line at its moment, of every language and both streams', async () => {
      const typescript = [
        'console.log("first")',
        'const p = createCache("lru", 2)',
        'p.get(1); console.log("one\\ntwo"); p.set(2, 3)',
        'process.stdout.write("a"); p.get(2); process.stdout.write("b\\n"); console.error("c")',
        'process.stdout.write("no end")',
      ];
      assert.deepEqual(await printed('typescript', ...typescript), [
        'first <- nothing',
        'one <- miss 1',
        'two <- miss 1',
        'ab <- hit 2',
        'c <- hit 2',
        'no end <- hit 2',
      ]);
      const python = [
        'import sys',
        'q = createCache("lru", 2)',
        'print("made"); q.get(4); print("in", end=" "); q.set(4, 4); print("pieces"); q.get(4)',
        'print("error", file=sys.stderr); print("no end", end="")',
      ];
      assert.deepEqual(await printed('python', ...python), [
        'made <- made',
        'in pieces <- stored 4',
        'error <- hit 4',
        'no end <- hit 4',
      ]);
    });
  });

  describe('the kind of a cache', () => {
    it('is what it was made as, and LRU decides who leaves one whose entries expire', async () => {
      const before = Math.max(...[...notebook.recording.caches()].map(({ cache }) => cache));
      await notebook.eventsOf(
        'const a = timedLruCache(9)((n) => n), b = ttlCache(9)((n) => n), c = lruCache((n) => n)',
      );
      const python = 't = ttlCache(9)(lambda n: n); u = timedLruCache(9)(lambda n: n); v = cache(len)';
      await notebook.eventsIn('python', python);
      assert.deepEqual(
        [...notebook.recording.caches()]
          .filter(({ cache }) => cache > before)
          .map(({ name, kind, policy }) => `${name} ${kind} ${policy}`),
        ['a timed-lru lru', 'b ttl lru', 'c lru lru', 't ttl lru', 'u timed-lru lru', 'v lru lru'],
      );
    });
  });

  describe('the calls of a function as a tree', () => {
    /** The caches that a cell shows, with whether as a tree, or what it fails with; what is shown anew counts once. */
    async function shown(language: string, code: string): Promise<unknown[]> {
      const said = await notebook.process.run(code, language);
      const all = said.flatMap((message): unknown[] => {
        if (message.type === 'error') return [`${message.name}: ${message.message.slice(0, 20)}`];
        if (message.type !== 'display' || message.shown.value?.kind !== 'cache') return [];
        const { name, isTree, cache } = message.shown.value;
        return [[name, isTree, typeof cache]];
      });
      return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
    }

    it('is shown in every language, and stays as it was at the end of its cell', async () => {
      const tree = ['fib', true, 'string'];
      const typescript =
        'const fib = lruCache((n) => n < 2 ? n : fib(n - 1) + fib(n - 2)); fib(5)\nshow.tree(fib)';
      assert.deepEqual(await shown('typescript', typescript), [tree]);
      const python = ['@cache', 'def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)', 'fib(5)'];
      assert.deepEqual(await shown('python', [...python, 'show.tree(fib)'].join('\n')), [tree]);
      assert.deepEqual(await shown('python', 'fib(9)\nshow(fib)'), [['fib', undefined, 'string']]);
    });

    it('needs a function with a cache, and says so', async () => {
      const refused = ['TypeError: show.tree draws the '];
      assert.deepEqual(await shown('typescript', 'show.tree((n) => n)'), refused);
      for (const other of ['len', 'None', '{}', 'functools.lru_cache(len)', 'show'])
        assert.deepEqual(await shown('python', `import functools\nshow.tree(${other})`), refused);
    });
  });
});
