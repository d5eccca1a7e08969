// Python's library as it is shipped: modules that every start imports are compiled, which takes a start most of its time.
const { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const pyodide = path.join(__dirname, 'node_modules/pyodide');

/**
 * Adds the compiled form of what is imported now to a copy of the library. The texts stay, for tracebacks and `inspect`.
 * That a text has not changed since is not checked: nobody writes into the archive.
 */
const COMPILE = `
import importlib.util, marshal, sys, zipfile
library = '/lib/python314.zip/'
loaded = {getattr(module, '__file__', None) for module in list(sys.modules.values())}
header = importlib.util.MAGIC_NUMBER + (1).to_bytes(4, 'little')
with zipfile.ZipFile('/library.zip') as texts, zipfile.ZipFile('/compiled.zip', 'w') as compiled:
    for info in texts.infolist():
        text = texts.read(info)
        compiled.writestr(info, text)
        if library + info.filename in loaded:
            code = compile(text, library + info.filename, 'exec', dont_inherit=True, optimize=0)
            data = header + importlib.util.source_hash(text) + marshal.dumps(code)
            compiled.writestr(zipfile.ZipInfo(info.filename + 'c', info.date_time), data)
`;

async function compile() {
  const { loadPyodide } = await import('pyodide');
  const python = await loadPyodide();
  // The cells' own bridge needs these in any case.
  python.runPython('import asyncio, inspect, json, traceback, functools, time, warnings, weakref');
  python.FS.writeFile('/library.zip', readFileSync(path.join(pyodide, 'python_stdlib.zip')));
  python.runPython(COMPILE);
  return python.FS.readFile('/compiled.zip');
}

/** The file; made once for each version, as it takes some seconds. */
async function pythonLibrary() {
  const { version } = JSON.parse(readFileSync(path.join(pyodide, 'package.json'), 'utf8'));
  const folder = path.join(__dirname, 'node_modules/.cache/cachebook');
  const file = path.join(folder, `python_stdlib-${version}.zip`);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  const begun = `${file}.${process.pid}`;
  writeFileSync(begun, await compile());
  renameSync(begun, file);
  return file;
}

module.exports = { pythonLibrary };
