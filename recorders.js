// Puts the recorders of requests beside the bundles; the one in JavaScript is the one in TypeScript without its types.
const { cpSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const SOURCES = path.join(__dirname, 'media/recorders');

/** The text of the recorder in JavaScript, for people to read. */
async function javascriptRecorder() {
  const { default: withoutTypes } = await import('ts-blank-space');
  const prettier = await import('prettier');
  const text = readFileSync(path.join(SOURCES, 'recordRequests.ts'), 'utf8');
  const options = await prettier.resolveConfig(path.join(__dirname, 'recorders.js'));
  // Types leave blanks where they stood.
  return prettier.format(
    withoutTypes(text, (node) => {
      throw new Error(`recordRequests.ts has more than types: ${node.getText()}`);
    }),
    { ...options, parser: 'babel' },
  );
}

async function writeRecorders(folder) {
  mkdirSync(folder, { recursive: true });
  for (const file of ['recordRequests.ts', 'record_requests.py'])
    cpSync(path.join(SOURCES, file), path.join(folder, file));
  writeFileSync(path.join(folder, 'recordRequests.mjs'), await javascriptRecorder());
}

module.exports = { writeRecorders };
