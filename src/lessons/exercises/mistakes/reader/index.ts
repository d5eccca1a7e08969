import { allLeave } from './allLeave.ts';
import { clearKeepsCounts } from './clearKeepsCounts.ts';
import { countsWrong } from './countsWrong.ts';
import { dateCounts } from './dateCounts.ts';
import { emptyIsAbsent } from './emptyIsAbsent.ts';
import { expiresLate } from './expiresLate.ts';
import { failureForgets } from './failureForgets.ts';
import { failureIsNoMiss } from './failureIsNoMiss.ts';
import { neverExpires } from './neverExpires.ts';
import { oneDeadline } from './oneDeadline.ts';
import { readIsNoUse } from './readIsNoUse.ts';
import { readProlongs } from './readProlongs.ts';
import { renewalIsNoUse } from './renewalIsNoUse.ts';
import { secondsAsMs } from './secondsAsMs.ts';
import { sharedReaders } from './sharedReaders.ts';
import { someStatusIsWell } from './someStatusIsWell.ts';
import { unitsOfUtf16 } from './unitsOfUtf16.ts';
import { wrongSize } from './wrongSize.ts';
import { wrongOneLeaves } from './wrongOneLeaves.ts';
import type { ReaderMistake } from './mistake.ts';

/** Every mistake that is known by name. Where two explain an answer equally well, the first does. */
export const readerMistakes: readonly ReaderMistake[] = [
  neverExpires,
  expiresLate,
  secondsAsMs,
  oneDeadline,
  readProlongs,
  dateCounts,
  readIsNoUse,
  renewalIsNoUse,
  wrongSize,
  wrongOneLeaves,
  allLeave,
  someStatusIsWell,
  failureIsNoMiss,
  countsWrong,
  failureForgets,
  clearKeepsCounts,
  emptyIsAbsent,
  unitsOfUtf16,
  sharedReaders,
];
