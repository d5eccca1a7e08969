import { ANSWERS } from './answers.ts';
import { CACHES } from './caches.ts';
import { ERRORS } from './errors.ts';
import { KEPT } from './kept.ts';
import { RUN } from './run.ts';
import { START } from './start.ts';
import { STEPS } from './steps.ts';
import { TEXTS } from './texts.ts';
import { TOOLS } from './tools.ts';
import { VALUES } from './values.ts';

/** The part of Python's cells that is written in Python, as one module. */
export const CODE = [START, TEXTS, ERRORS, VALUES, KEPT, CACHES, TOOLS, STEPS, RUN, ANSWERS].join('\n');
