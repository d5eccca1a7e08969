import assert from 'node:assert/strict';
import ts from 'typescript';
import { init } from '../../../src/typescriptPlugin/index.ts';
import { topLevelDeclarations } from '../../../src/typescriptPlugin/declarations.ts';

/** What may stand at the top of a cell | the names that later cells have of it. */
const DECLARATIONS: Readonly<Record<string, string>> = {
  'const a = 1, b = 2; let c; var d': 'a b c d',
  'const { a, b: { c }, ...d } = o, [e, , f = 1, ...g] = o': 'a c d e f g',
  'using a = o; await using b = o': 'a b',
  'function a() { var inner } async function* b() {} class C { static { var inner } } abstract class D {}':
    'a b C D',
  'enum A { One } const enum B { Two } declare enum C { Three }': 'A B C',
  'interface A {} type B = 1': 'A B',
  'namespace A { var inner } namespace B.C {} module D {}': 'A B D',
  'declare const a: number; declare function b(): void; declare class C {} declare namespace D {}': 'a b C D',
  'declare module "package" {} declare global {}': 'global',
  'export const a = 1; export function b() {} export enum C {} export namespace D {} export class E {}':
    'a b C D E',
  'export default function a() {}': 'a',
  'export default class {}': '',
  'import a from "x"; import b, { c, d as e } from "x"; import f, * as g from "x"; import type { H } from "x"':
    'a b c e f g H',
  'import "x"; export * from "x"; export { a } from "x"': '',
  'import a = require("x"); import b = Some.Namespace; export import c = require("x")': 'a b c',
  'if (1) { var a = 1; let inner } for (var b = 0;;) var c; for (const inner of o) { var [d] = o } try {} catch { var e }':
    'a b c d e',
};

describe('the TypeScript service in cells', () => {
  for (const [code, names] of Object.entries(DECLARATIONS)) {
    it(`knows the names of: ${code}`, () => {
      const file = ts.createSourceFile('cell.ts', code, ts.ScriptTarget.Latest);
      const found = topLevelDeclarations(ts, file).filter(ts.isIdentifier);
      assert.deepEqual(
        found.map(({ text }) => text),
        names.split(' ').filter(Boolean),
      );
    });
  }

  it('calls unused only what no later cell can use', () => {
    const code = `
      import unused = require('node:fs');
      import { sep } from 'node:path';
      import path, { posix, win32 as windows } from 'node:path';
      namespace Space { const inner = 1 }
      const { a, b } = { a: 1, b: 2 };
      const [c] = [3], { d } = { d: 4 };
      using held = null;
      enum Size { Small }
      if (a) { var late = 1; const nobody = 1 }
      function reads() { const held = 2; return posix }`;
    assert.deepEqual(unusedIn('^/vscode-notebook-cell/x/notebook.cachebook.md#c1.ts', code), [
      'inner',
      'nobody',
      'held',
    ]);
    assert.ok(unusedIn('/some/file.ts', code).length > 10);
  });
});

/** What the service fades in a file, as the editor asks it. */
function unusedIn(name: string, code: string): string[] {
  const options = { noLib: true, types: [], module: ts.ModuleKind.Preserve, target: ts.ScriptTarget.Latest };
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => options,
    getScriptFileNames: () => [name],
    getScriptVersion: () => '1',
    getScriptSnapshot: (file) => (file === name ? ts.ScriptSnapshot.fromString(code) : undefined),
    getCurrentDirectory: () => '/',
    getDefaultLibFileName: () => 'lib.d.ts',
    fileExists: (file) => file === name,
    readFile: () => undefined,
  };
  const languageService = ts.createLanguageService(host);
  const info = { languageService, languageServiceHost: host } as ts.server.PluginCreateInfo;
  const service = init({ typescript: ts }).create(info);
  return service
    .getSuggestionDiagnostics(name)
    .filter(({ reportsUnnecessary }) => reportsUnnecessary)
    .map(({ start, length }) => code.slice(start, start + length));
}
