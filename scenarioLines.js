// Tells the kernel which places of its bundle are lines of scenarios, and puts their text beside it to be shown.
const { cpSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { TraceMap, eachMapping } = require('@jridgewell/trace-mapping');

/** What a person is shown of. Exercises are no scenarios, and their solutions are not for reading. */
const SOURCES = path.join(__dirname, 'src/lessons');
const SHOWN = /^(?:scenarios\/)?\w+\.ts$/;

/**
 * Where the lines begin, in order: line and column in the bundle, place in `files` and line there, all from 1 up but
 * the column and the place. -1 is the place of what is no scenario.
 */
function linesOf(map, folder) {
  const files = [];
  const starts = [];
  let last = '';
  eachMapping(new TraceMap(map), ({ source, generatedLine, generatedColumn, originalLine }) => {
    const name = source && path.relative(SOURCES, path.resolve(folder, source)).split(path.sep).join('/');
    const isShown = Boolean(name) && SHOWN.test(name);
    if (isShown && !files.includes(name)) files.push(name);
    const [file, line] = isShown ? [files.indexOf(name), originalLine] : [-1, 0];
    if (last === `${file}:${line}`) return;
    last = `${file}:${line}`;
    starts.push(generatedLine, generatedColumn, file, line);
  });
  return { files, starts };
}

/** Writes `scenarioLines.json` and the folder `lessons` beside the bundle. */
const scenarioLines = {
  name: 'scenario lines',
  setup(build) {
    const { initialOptions } = build;
    if (initialOptions.write === false) return;
    const isKept = Boolean(initialOptions.sourcemap);
    if (!isKept) initialOptions.sourcemap = 'external';
    const folder = path.resolve(initialOptions.outdir ?? path.dirname(initialOptions.outfile));
    build.onEnd(({ errors }) => {
      if (errors.length > 0) return;
      const mapFile = path.join(folder, 'session.js.map');
      const lines = linesOf(JSON.parse(readFileSync(mapFile, 'utf8')), folder);
      if (!isKept) rmSync(mapFile);
      writeFileSync(path.join(folder, 'scenarioLines.json'), JSON.stringify(lines));
      for (const file of lines.files) cpSync(path.join(SOURCES, file), path.join(folder, 'lessons', file));
    });
  },
};

module.exports = { scenarioLines };
