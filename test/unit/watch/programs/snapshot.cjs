// Is kept as a snapshot, and goes on from there: with a library that was loaded before.
'use strict';
const { startupSnapshot } = require('node:v8');

globalThis.kept = new Map([['a', 1]]);
startupSnapshot.setDeserializeMainFunction(() =>
  console.log('went on', globalThis.kept.get('a'), process.argv.length),
);
