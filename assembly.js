// Compiles the loops of the lab from AssemblyScript to WebAssembly, and puts them into its bundle.
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const SOURCES = path.join(__dirname, 'src/assembly');

/** Without checks of bounds: whoever calls has made the room. */
const OPTIONS = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd'];

async function compile(sources) {
  // Loaded here, for it takes long and is needed only when something has changed.
  const { default: asc } = await import('assemblyscript/asc');
  let bytes;
  const { error, stderr } = await asc.main(['index.ts', '--outFile', 'loops.wasm', ...OPTIONS], {
    readFile: (name) => sources[path.normalize(name)] ?? null,
    writeFile: (_, content) => (bytes = content),
    listFiles: () => [],
  });
  if (error) throw new Error(`src/assembly cannot be compiled.\n${stderr.toString()}`);
  return bytes;
}

/** The file; made once for each state of the sources, as it takes some seconds. */
async function assembly() {
  const { version } = JSON.parse(
    readFileSync(path.join(__dirname, 'node_modules/assemblyscript/package.json'), 'utf8'),
  );
  // Read once: what is compiled is what the name of the file says.
  const names = readdirSync(SOURCES).filter((name) => name.endsWith('.ts'));
  const sources = Object.fromEntries(
    names.sort().map((name) => [name, readFileSync(path.join(SOURCES, name), 'utf8')]),
  );
  const hash = createHash('sha256').update(JSON.stringify([version, OPTIONS, sources]));
  const folder = path.join(__dirname, 'node_modules/.cache/cachebook');
  const file = path.join(folder, `loops-${hash.digest('hex').slice(0, 16)}.wasm`);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  const begun = `${file}.${process.pid}`;
  writeFileSync(begun, await compile(sources));
  renameSync(begun, file);
  return file;
}

/** What imports `assembly/loops.wasm` gets its bytes. Nothing of others is in them: the loops use no library. */
const assemblyPlugin = {
  name: 'assembly',
  setup(build) {
    build.onResolve({ filter: /\/assembly\/loops\.wasm$/ }, () => ({
      path: 'loops.wasm',
      namespace: 'assembly',
    }));
    build.onLoad({ filter: /.*/, namespace: 'assembly' }, async () => ({
      contents: readFileSync(await assembly()),
      loader: 'binary',
      watchFiles: readdirSync(SOURCES).map((name) => path.join(SOURCES, name)),
    }));
  },
};

module.exports = { assembly, assemblyPlugin };
