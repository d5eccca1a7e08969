import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const roots = ['src/engine', 'test/unit/engine'];

/** The TypeScript files of the engine and of its tests. */
export function sources(): string[] {
  return roots.flatMap((root) =>
    readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.includes('tools'))
      .map((name) => path.join(root, name)),
  );
}

/** The text of one file as JavaScript. It does the same and has no helpers that a loader would add. */
export function toJavaScript(
  text: string,
  fileName: string,
  sourceMap: boolean,
): { text: string; map: string } {
  const { outputText, sourceMapText = '' } = ts.transpileModule(text, {
    fileName,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
      rewriteRelativeImportExtensions: true,
      sourceMap,
      sourceRoot: path.dirname(fileName),
    },
  });
  return { text: outputText, map: sourceMapText };
}

/** Compiles the engine and its tests, file by file, into a new folder that has the same structure. */
export function compile(sourceMap: boolean): string {
  mkdirSync('out', { recursive: true });
  const folder = mkdtempSync('out/engine-tests-');
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
  for (const file of sources()) {
    const target = path.join(folder, file.replace(/\.ts$/, '.js'));
    const { text, map } = toJavaScript(readFileSync(file, 'utf8'), path.resolve(file), sourceMap);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
    if (sourceMap) writeFileSync(`${target}.map`, map);
  }
  return folder;
}
