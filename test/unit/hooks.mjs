// How Node finds and reads the modules of these tests (https://nodejs.org/api/module.html#customization-hooks).
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';

const stub = new URL('./host/stub/vscode.ts', import.meta.url).href;

/** What the bundles are made with, but for what a module of its own calls otherwise. */
const options = {
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  sourcemap: 'inline',
  sourcesContent: false,
  define: { __dirname: 'import.meta.dirname', __filename: 'import.meta.filename' },
};

export function resolve(specifier, context, next) {
  if (specifier === 'vscode') return { url: stub, shortCircuit: true };
  return next(specifier, context);
}

export async function load(url, context, next) {
  const { protocol, pathname } = new URL(url);
  const [loader] = /(?<=\.)(ts|tsx|json)$/.exec(pathname) ?? [];
  if (protocol !== 'file:' || !loader) return next(url, context);
  const file = fileURLToPath(url);
  const text = await readFile(file, 'utf8');
  if (loader === 'json') return { format: 'module', source: `export default ${text}`, shortCircuit: true };
  const { code } = await transform(text, { ...options, loader, sourcefile: file });
  return { format: 'module', source: code, shortCircuit: true };
}
