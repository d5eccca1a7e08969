// Bundles the extension host entry, the kernel entry and the webview into dist/.
const { cpSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const esbuild = require('esbuild');
const { assemblyPlugin } = require('./assembly.js');
const { internalScript } = require('./internalScript.js');
const { noticesOf } = require('./notices.js');
const { pythonLibrary } = require('./pythonLibrary.js');
const { writeRecorders } = require('./recorders.js');
const { scenarioLines } = require('./scenarioLines.js');

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

const shared = {
  bundle: true,
  target: 'es2022',
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none', // They are in the file of notices.
  metafile: true,
  logLevel: 'info',
  define: { 'process.env.NODE_ENV': production ? '"production"' : '"development"' },
};

const node = { ...shared, platform: 'node', format: 'cjs', external: ['vscode'] };
const browser = {
  ...shared,
  platform: 'browser',
  format: 'esm',
  jsx: 'automatic',
  jsxImportSource: 'preact',
};

const builds = [
  { ...node, entryPoints: { extension: 'src/host/node/main.ts' }, outdir: 'dist' },
  // A kernel's supervising thread and the thread that runs programs: each reads only what it needs.
  { ...node, entryPoints: { kernel: 'src/kernel/node/main.ts' }, outdir: 'dist' },
  {
    ...node,
    entryPoints: { session: 'src/kernel/node/session.ts' },
    outdir: 'dist',
    plugins: [scenarioLines],
  },
  { ...node, entryPoints: { lab: 'src/kernel/node/lab/main.ts' }, outdir: 'dist', plugins: [assemblyPlugin] },
  // The line to a Redis or Valkey, loaded when it is first used.
  { ...node, entryPoints: { shared: 'src/kernel/node/shared/main.ts' }, outdir: 'dist' },
  // A process that reads through a shared cache.
  { ...node, entryPoints: { reader: 'src/kernel/node/shared/reader.ts' }, outdir: 'dist' },
  // Puts questions to answers from a world of its own, so it brings all that it needs.
  {
    ...shared,
    entryPoints: { player: 'src/kernel/player.ts' },
    platform: 'browser',
    format: 'cjs',
    outdir: 'dist',
  },
  // Runs in a person's own program, on their own Node.
  {
    ...node,
    entryPoints: { probe: 'src/probe/node/main.ts' },
    outdir: 'dist/probe/node',
    outExtension: { '.js': '.cjs' },
    target: 'node20',
    sourcemap: false,
    plugins: [internalScript],
  },
  // Draws for the extension host what is otherwise drawn in a page.
  {
    ...browser,
    entryPoints: { drawing: 'src/webview/drawing.ts' },
    format: 'cjs',
    outdir: 'dist',
    loader: { '.css': 'text' },
  },
  // The TypeScript service wants the function itself as the module.
  {
    ...node,
    entryPoints: { typescriptPlugin: 'src/typescriptPlugin/index.ts' },
    outdir: 'dist',
    footer: { js: 'module.exports = module.exports.init;' },
  },
  { ...browser, entryPoints: { dashboard: 'src/webview/dashboard.tsx' }, outdir: 'dist/webview' },
  { ...browser, entryPoints: { lab: 'src/webview/lab.tsx' }, outdir: 'dist/webview' },
  {
    ...browser,
    entryPoints: { directives: 'src/webview/directives.ts' },
    outdir: 'dist/webview',
  },
  {
    ...browser,
    entryPoints: { renderer: 'src/webview/renderer.ts' },
    outdir: 'dist/webview',
    loader: { '.css': 'text' },
  },
];

/** CPython as pyodide brings it. Its launcher is in the kernel's bundle; the packages it could load are left out. */
const PYTHON_FILES = ['pyodide.asm.mjs', 'pyodide.asm.wasm', 'python_stdlib.zip'];

const pythonFiles = PYTHON_FILES.map((file) => `node_modules/pyodide/${file}`);

async function copyPython(folder) {
  for (const file of pythonFiles) cpSync(path.join(__dirname, file), path.join(folder, path.basename(file)));
  cpSync(await pythonLibrary(), path.join(folder, 'python_stdlib.zip'));
}

/** What is a guest in a person's Python program, as it stands. */
function copyPythonProbe() {
  cpSync('src/probe/python', 'dist/probe/python', {
    recursive: true,
    filter: (file) => path.basename(file) !== '__pycache__',
  });
}

/** What others have written of that which is shipped. */
function shippedInputs(results) {
  return [...results.flatMap(({ metafile }) => Object.keys(metafile.inputs)), ...pythonFiles];
}

/** The declarations of the engine and of the shared cache, and those of the names in cells, for the TypeScript plugin. */
function writeDeclarations() {
  const ts = require('typescript');
  const root = 'src/sharing'; // It knows the engine.
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(path.join(root, 'tsconfig.json'), ts.sys.readFile).config,
    ts.sys,
    root,
  );
  const only = {
    composite: false,
    incremental: false,
    tsBuildInfoFile: undefined,
    declaration: true,
    declarationMap: false,
    noEmit: false,
    emitDeclarationOnly: true,
  };
  const program = ts.createProgram(['src/engine/index.ts', 'src/sharing/index.ts'], {
    ...options,
    ...only,
    rootDir: 'src',
    outDir: 'dist/types',
  });
  program.emit();
  cpSync('src/typescriptPlugin/globals.d.ts', 'dist/types/globals.d.ts');
}

async function main() {
  await copyPython('dist/pyodide');
  copyPythonProbe();
  await writeRecorders('dist/recorders');
  writeDeclarations();
  if (!watch) {
    const results = await Promise.all(builds.map((options) => esbuild.build(options)));
    writeFileSync('dist/THIRD-PARTY-NOTICES.txt', noticesOf(shippedInputs(results)));
    return;
  }
  for (const options of builds) await (await esbuild.context(options)).watch();
}

module.exports = { builds, copyPython, shippedInputs };

if (require.main === module) {
  main().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
