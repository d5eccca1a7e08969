import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const root = path.join(import.meta.dirname, '../../..');

describe('translations', () => {
  it('l10n/bundle.l10n.json holds every string of src (npm run l10n writes it)', () => {
    const src = path.join(root, 'src');
    const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.tsx?$/.test(file),
    );
    // What writes the file takes as long as all other tests of this folder: its parser runs in WebAssembly.
    const strings = files.flatMap((file) => stringsOf(file, readFileSync(path.join(src, file), 'utf8')));
    const stored = JSON.parse(readFileSync(path.join(root, 'l10n/bundle.l10n.json'), 'utf8')) as object;
    assert.deepEqual(Object.keys(stored).sort(), [...new Set(strings)].sort());
  });
});

/** The texts that are given to `l10n.t`. */
function stringsOf(file: string, text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /\bl10n\.t$/.test(node.expression.getText())) {
      const [message] = node.arguments;
      assert.ok(message && ts.isStringLiteralLike(message), `${file}: ${node.getText()}`);
      found.push(message.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
}
