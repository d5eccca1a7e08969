import bytes from '../../../assembly/loops.wasm';
import { codeOf } from '../../../lab/index.ts';

/** The compiled loops, for this process and its threads. */
export const code = codeOf(bytes);
