import path from 'node:path';

/** The checkout. */
export const root = path.resolve(import.meta.dirname, '../..');

/** Where failed runs leave pictures and logs. */
export const failuresFolder = path.join(root, 'out/failures');

/** The packed extension, made by `npm run package`. */
export const vsixFile = path.join(root, 'dist/cachebook.vsix');
