import { ANSWERS } from './answers.ts';
import { CACHES } from './caches.ts';
import { ERRORS } from './errors.ts';
import { KEPT } from './kept.ts';
import { RUN } from './run.ts';
import { START } from './start.ts';
import { TOOLS } from './tools.ts';
import { VALUES } from './values.ts';

/** The part of Python's cells that is written in Python, as one module. */
export const CODE = [START, ERRORS, VALUES, KEPT, CACHES, TOOLS, RUN, ANSWERS].join('\n');
