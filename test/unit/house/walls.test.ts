import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const src = path.join(import.meta.dirname, '../../../src');

/** room | the rooms it may import from | the packages and platform modules it may import */
const PLAN: readonly [string, readonly string[], RegExp][] = [
  ['engine', ['engine'], /^$/],
  ['sharing', ['sharing', 'engine'], /^(devalue|@noble\/hashes\/.*|@vscode\/l10n)$/],
  ['recording', ['recording', 'engine'], /^$/],
  ['assembly', ['assembly'], /^$/],
  ['lab', ['lab', 'recording', 'engine'], /^@vscode\/l10n$/],
  ['lessons', ['lessons', 'engine'], /^@vscode\/l10n$/],
  ['protocol', ['protocol', 'lab', 'recording', 'engine'], /^(valibot|markdown-it|yaml|@vscode\/l10n)$/],
  ['watch', ['watch', 'lab', 'recording', 'protocol', 'engine'], /^valibot$/],
  ['probe', ['probe'], /^node:/],
  ['kernel', ['kernel', 'sharing', 'recording', 'lessons', 'protocol', 'engine'], /^(?!vscode$|node:)/],
  [
    'kernel/node',
    ['kernel', 'sharing', 'assembly', 'lab', 'recording', 'lessons', 'protocol', 'engine'],
    /^(?!vscode$)/,
  ],
  ['typescriptPlugin', ['typescriptPlugin'], /^(typescript|node:path)$/],
  ['webview', ['webview', 'lab', 'recording', 'protocol', 'engine'], /^(?!vscode$|node:)/],
  ['host', ['host', 'watch', 'lab', 'recording', 'lessons', 'protocol', 'engine'], /^(?!node:)/],
  ['host/node', ['host', 'watch', 'sharing', 'lab', 'recording', 'lessons', 'protocol', 'engine'], /^/],
];

interface Import {
  readonly from: string;
  readonly to: string;
}

function sourceFiles(): string[] {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' });
  return files.map((file) => file.replaceAll('\\', '/')).filter((file) => /\.tsx?$/.test(file));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(src, file), 'utf8');
  const found = text.matchAll(
    /^\s*(?:import|export)\s(?:[^'"`;=(]*?\sfrom\s)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm,
  );
  return [...found].map(([, statically, dynamically]) => ({
    from: file,
    to: statically ?? dynamically ?? '',
  }));
}

/** The most particular room of the plan that holds this file. */
function roomOf(file: string): (typeof PLAN)[number] {
  const holding = PLAN.filter(([room]) => file.startsWith(`${room}/`));
  const room = holding.sort(([a], [b]) => b.length - a.length)[0];
  assert.ok(room, `${file} stands in no room of the plan`);
  return room;
}

function isAllowed({ from, to }: Import): boolean {
  const [, rooms, packages] = roomOf(from);
  if (!to.startsWith('.')) return packages.test(to);
  const target = path.posix.join(path.posix.dirname(from), to);
  return target.startsWith('../media/') || rooms.some((room) => target.startsWith(`${room}/`));
}

/** A way along imports that comes back to where it began, empty where there is none. */
function findCircle(imports: readonly Import[]): string[] {
  const graph = new Map<string, string[]>();
  for (const { from, to } of imports.filter((each) => each.to.startsWith('.'))) {
    const target = path.posix.join(path.posix.dirname(from), to);
    graph.set(from, [...(graph.get(from) ?? []), target]);
  }
  const done = new Set<string>();
  const walk = (file: string, way: readonly string[]): string[] => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const next of graph.get(file) ?? []) {
      const circle = walk(next, [...way, file]);
      if (circle.length > 0) return circle;
    }
    done.add(file);
    return [];
  };
  for (const file of graph.keys()) {
    const circle = walk(file, []);
    if (circle.length > 0) return circle;
  }
  return [];
}

describe('the walls of the house', () => {
  it('every import goes where the plan allows', () => {
    const trespassing = sourceFiles()
      .flatMap(importsOf)
      .filter((each) => !isAllowed(each));
    assert.deepEqual(trespassing, []);
  });

  it('no way leads in a circle', () => {
    assert.deepEqual(findCircle(sourceFiles().flatMap(importsOf)), []);
  });

  it('the check itself sees a circle', () => {
    const imports = ['a b', 'b c', 'b d', 'd b'].map((line) => line.split(' '));
    const circle = findCircle(imports.map(([from, to]) => ({ from: `${from}.ts`, to: `./${to}.ts` })));
    assert.deepEqual(circle, ['b.ts', 'd.ts', 'b.ts']);
  });

  it('the check itself sees a trespasser', () => {
    for (const [from, to] of [
      ['engine/index.ts', 'node:fs'],
      ['engine/index.ts', '../host/extension.ts'],
      ['webview/model.ts', '../host/extension.ts'],
      ['kernel/session.ts', 'vscode'],
      ['host/settings.ts', 'node:fs'],
    ] as const) {
      assert.equal(isAllowed({ from, to }), false, `${from} → ${to}`);
    }
  });
});
