// Puts the recorders of requests beside the bundles; the one in JavaScript is the one in TypeScript without its types.
const { cpSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const SOURCES = path.join(__dirname, 'media/recorders');

/** The text of the recorder in JavaScript, for people to read. */
async function javascriptRecorder() {
  const { default: withoutTypes } = await import('ts-blank-space');
  const { format } = await import('oxfmt');
  const text = readFileSync(path.join(SOURCES, 'recordRequests.ts'), 'utf8');
  const options = JSON.parse(readFileSync(path.join(__dirname, '.oxfmtrc.json'), 'utf8'));
  const plain = withoutTypes(text, (node) => {
    throw new Error(`recordRequests.ts has more than types: ${node.getText()}`);
  });
  // Types leave blanks where they stood.
  const { code, errors } = await format('recordRequests.mjs', plain, options);
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  return code;
}

async function writeRecorders(folder) {
  mkdirSync(folder, { recursive: true });
  for (const file of ['recordRequests.ts', 'record_requests.py'])
    cpSync(path.join(SOURCES, file), path.join(folder, file));
  writeFileSync(path.join(folder, 'recordRequests.mjs'), await javascriptRecorder());
}

module.exports = { writeRecorders };
