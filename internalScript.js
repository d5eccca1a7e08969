// Packs a bundle as a script that calls itself one of Node's own: its frames in the stacks of a watched program read like
// those of Node, and debuggers step over them. What is around it is old JavaScript, so that no Node stumbles over it.
const { readFileSync, writeFileSync } = require('node:fs');

const OLDEST = 20;

const shell = (source) => `'use strict';
(function () {
  if (parseInt(process.versions.node, 10) < ${OLDEST}) {
    if (process.env.CACHEBOOK_WATCH) console.error('cachebook: not watching: Node ' + process.versions.node + ' is too old');
    return;
  }
  var run = require('vm').compileFunction(${JSON.stringify(source)}, ['exports', 'require', 'module'], {
    filename: 'node:internal/cachebook',
  });
  run(exports, require, module);
  if (module.parent && module.parent.id === 'internal/preload') module.exports.start(__filename);
})();
`;

/** For a bundle in CommonJS of one file. */
const internalScript = {
  name: 'internal script',
  setup(build) {
    build.onEnd(({ errors, metafile, outputFiles }) => {
      if (errors.length > 0) return;
      for (const file of outputFiles ?? []) file.contents = Buffer.from(shell(file.text));
      if (outputFiles) return;
      for (const file of Object.keys(metafile.outputs)) {
        writeFileSync(file, shell(readFileSync(file, 'utf8')));
      }
    });
  },
};

module.exports = { internalScript };
