import { javascript } from './javascript.ts';
import type { CellLanguage } from './language.ts';
import { python } from './python.ts';
import { typescript } from './typescript.ts';

/** The languages that cells can be written in. */
export const cellLanguages: readonly CellLanguage[] = [typescript, javascript, python];
